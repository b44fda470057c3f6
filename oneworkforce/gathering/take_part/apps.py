from django.apps import AppConfig


class TakePartConfig(AppConfig):
    name = "oneworkforce.gathering.take_part"
    label = "take_part"
