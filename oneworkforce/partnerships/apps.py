from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "oneworkforce.partnerships"
    label = "partnerships"
