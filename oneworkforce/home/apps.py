from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "oneworkforce.home"
    label = "home"
