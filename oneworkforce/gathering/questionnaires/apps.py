from django.apps import AppConfig
class QuestionnairesConfig(AppConfig):
    name = "oneworkforce.gathering.questionnaires"
    label = "questionnaires"
