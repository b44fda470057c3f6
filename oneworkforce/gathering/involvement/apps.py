from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    """How children and families take part."""

    name = "oneworkforce.gathering.involvement"
    label = "existing_information"  # its tables are older than this package
