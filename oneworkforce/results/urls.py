from django.urls import path

from oneworkforce.results import views

urlpatterns = [
    path("where-we-are/", views.where_we_are, name="where-we-are"),
    path("where-we-are/from/<slug:perspective>/", views.perspective, name="where-we-are-from"),
    path("where-we-are/<slug:theme>/", views.theme, name="theme"),
]
