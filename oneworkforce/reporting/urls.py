"""The report, under an assessment."""

from django.urls import path

from oneworkforce.reporting import views
from oneworkforce.reporting.formats import all_formats

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/edit/", views.report_edit, name="report-edit"),
    *(
        path(f"report/{one.ending}/", views.report_file, {"ending": one.ending}, name=f"report-{one.ending}")
        for one in all_formats().values()
        if one.download
    ),
]
