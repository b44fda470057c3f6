from django.urls import path

from oneworkforce.reporting import results_views

urlpatterns = [
    path("where-we-are/", results_views.where_we_are, name="where-we-are"),
    path("where-we-are/<slug:theme>/", results_views.theme, name="theme"),
]
