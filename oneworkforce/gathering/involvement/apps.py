from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    name = "oneworkforce.gathering.involvement"
    label = "existing_information"  # its tables are older than this package
