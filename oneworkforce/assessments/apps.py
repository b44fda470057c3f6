from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "oneworkforce.assessments"
    label = "assessments"
