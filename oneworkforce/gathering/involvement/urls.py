"""Children and families, under an assessment."""

from django.urls import path

from oneworkforce.gathering.involvement import views

urlpatterns = [
    path("", views.children_and_families, name="children-and-families"),
    path("<slug:audience>/", views.involvement, name="children-and-families-edit"),
]
