from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "oneworkforce.jobs"
    label = "jobs"
