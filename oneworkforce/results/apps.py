from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "oneworkforce.results"
    label = "results"
