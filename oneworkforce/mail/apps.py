from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "oneworkforce.mail"
    label = "mail"

    def ready(self) -> None:
        """Register what the worker does for mail."""
        from oneworkforce.jobs.daily import every_minute
        from oneworkforce.jobs.worker import in_every_round
        from oneworkforce.mail.outbox import LOOK_IN
        from oneworkforce.mail.rounds import MailRounds
        from oneworkforce.mail.worker import look_in

        in_every_round("mail", MailRounds)
        every_minute(LOOK_IN, look_in)
