"""The app that brings base templates, components and the built styles and scripts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registered so that Django finds `static/ui`, where the build puts styles and scripts."""

    name = "oneworkforce.ui"
    label = "ui"
