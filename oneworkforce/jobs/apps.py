from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The worker, and what it does every minute and every day."""

    name = "oneworkforce.jobs"
    label = "jobs"
