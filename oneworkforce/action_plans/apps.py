from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "oneworkforce.action_plans"
    label = "action_plans"
