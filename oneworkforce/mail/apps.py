from django.apps import AppConfig


class MailConfig(AppConfig):
    """The outbox and its worker."""

    name = "oneworkforce.mail"
    label = "mail"
