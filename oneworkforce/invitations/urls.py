"""Inviting people, under an assessment."""

from django.urls import include, path

urlpatterns = [
    path("", include("oneworkforce.invitations.letters.urls")),
    path("", include("oneworkforce.invitations.lists.urls")),
]
