from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox and its worker."""

    name = "oneworkforce.mail"
    label = "mail"

    def ready(self) -> None:
        """Register what every minute brings."""
        from oneworkforce.mail.daily import every_minute
        from oneworkforce.mail.outbox import LOOK_IN
        from oneworkforce.mail.worker import look_in

        every_minute(LOOK_IN, look_in)
