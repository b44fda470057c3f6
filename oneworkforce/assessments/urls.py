from django.urls import path

from oneworkforce.assessments import views

urlpatterns = [
    path("start/", views.start, name="assessment-start"),
    path("<slug:assessment>/details/", views.details, name="assessment-details"),
]
