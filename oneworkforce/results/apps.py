from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Where a partnership stands, and where it wants to be."""

    name = "oneworkforce.results"
    label = "results"
