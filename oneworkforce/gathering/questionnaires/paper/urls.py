"""Paper, under an assessment: for those who run it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
