from django.urls import include, path

urlpatterns = [
    path("", include("oneworkforce.reporting.results_urls")),
]
