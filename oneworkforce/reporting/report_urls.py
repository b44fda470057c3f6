from django.urls import path

from oneworkforce.reporting import report_views

urlpatterns = [
    path("report/", report_views.report, name="report"),
    path("report/edit/", report_views.report_edit, name="report-edit"),
    path("report/pdf/", report_views.report_pdf, name="report-pdf"),
]
