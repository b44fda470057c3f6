from django.apps import AppConfig


class ExistingInformationConfig(AppConfig):
    """What a partnership knows without asking anew."""

    name = "oneworkforce.gathering.existing_information"
    label = "existing_information"
