from django.apps import AppConfig


class TakePartConfig(AppConfig):
    """Taking part, whatever the method."""

    name = "oneworkforce.gathering.take_part"
    label = "take_part"
