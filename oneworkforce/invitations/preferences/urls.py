"""Everything under /mail/: what people decide about their own mail. Nobody signs in here."""

from django.urls import path

from oneworkforce.invitations.preferences import views

urlpatterns = [
    path("test/", views.of_a_test, name="mail-test"),
    path("<str:token>/", views.preferences, name="mail-preferences"),
    path("<str:token>/stop/", views.stop, name="mail-stop"),
    path("<str:token>/again/", views.again, name="mail-again"),
    path("<str:token>/language/", views.language, name="mail-language"),
    path("<str:token>/held/", views.held, name="mail-held"),
    path("<str:token>/held.json", views.held_file, name="mail-held-file"),
    path("<str:token>/erase/", views.erase_me, name="mail-erase"),
]
