from django.apps import AppConfig


class UiConfig(AppConfig):
    """An app, so that Django finds the built files in `static/ui`."""

    name = "oneworkforce.ui"
    label = "ui"
