"""The report, under an assessment."""

from django.urls import path

from oneworkforce.reporting import views

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/edit/", views.report_edit, name="report-edit"),
    path("report/pdf/", views.report_pdf, name="report-pdf"),
]
