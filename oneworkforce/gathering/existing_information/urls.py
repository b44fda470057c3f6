"""Children and families, under an assessment."""

from django.urls import path

from oneworkforce.gathering.existing_information import views

urlpatterns = [
    path("", views.children_and_families, name="children-and-families"),
    path("<slug:audience>/", views.involvement, name="children-and-families-edit"),
    path("<slug:audience>/heard/add/", views.add_view, name="children-and-families-view-add"),
    path("<slug:audience>/heard/<int:pk>/", views.edit_view, name="children-and-families-view"),
    path("<slug:audience>/heard/<int:pk>/remove/", views.remove_view, name="children-and-families-view-remove"),
]
