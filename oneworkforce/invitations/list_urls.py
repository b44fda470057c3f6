"""Lists of people, and what is held about one of them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
