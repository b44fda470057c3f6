"""What services have heard, under an assessment's children and families."""

from django.urls import path

from oneworkforce.gathering.evidence import views

urlpatterns = [
    path("<slug:audience>/heard/add/", views.add_view, name="children-and-families-view-add"),
    path("<slug:audience>/heard/<int:pk>/", views.edit_view, name="children-and-families-view"),
    path("<slug:audience>/heard/<int:pk>/remove/", views.remove_view, name="children-and-families-view-remove"),
]
