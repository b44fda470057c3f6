"""Inviting people, under an assessment: for those who run it."""

from django.urls import include, path

urlpatterns = [
    path("", include("oneworkforce.invitations.letters.urls")),
    path("", include("oneworkforce.invitations.lists.urls")),
]
