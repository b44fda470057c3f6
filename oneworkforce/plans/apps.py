from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The plan of an assessment."""

    name = "oneworkforce.plans"
    label = "plans"
