from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "oneworkforce.reporting"
    label = "reporting"
