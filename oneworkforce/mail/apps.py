from django.apps import AppConfig

from oneworkforce.when_needed import when_needed


class MailConfig(AppConfig):
    name = "oneworkforce.mail"
    label = "mail"

    def ready(self) -> None:
        """Register what the worker does for mail."""
        from oneworkforce.jobs.daily import every_minute
        from oneworkforce.jobs.worker import in_every_round
        from oneworkforce.mail.models import LOOK_IN

        in_every_round("mail", when_needed("oneworkforce.mail.rounds:MailRounds"))
        every_minute(LOOK_IN, when_needed("oneworkforce.mail.worker:look_in"))
