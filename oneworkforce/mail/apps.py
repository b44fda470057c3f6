from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox and its worker."""

    name = "oneworkforce.mail"
    label = "mail"

    def ready(self) -> None:
        """Register what every round and every minute brings."""
        from oneworkforce.jobs.daily import every_minute
        from oneworkforce.jobs.worker import in_every_round
        from oneworkforce.mail.outbox import LOOK_IN
        from oneworkforce.mail.rounds import Rounds
        from oneworkforce.mail.worker import look_in

        in_every_round("mail", Rounds)
        every_minute(LOOK_IN, look_in)
