from django.urls import include, path

urlpatterns = [
    path("", include("oneworkforce.reporting.results_urls")),
    path("", include("oneworkforce.reporting.report_urls")),
]
