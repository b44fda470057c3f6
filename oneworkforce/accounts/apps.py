from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "oneworkforce.accounts"
    label = "accounts"
