"""Every address of the site, gathered from the apps."""

from django.urls import include, path

from oneworkforce.gathering.questionnaires.web_page_views import web_page
from oneworkforce.ui import easy_read, languages

urlpatterns = [
    path("", include("oneworkforce.accounts.urls")),
    path("answer/", include("oneworkforce.gathering.questionnaires.answering_urls")),
    path("take-part/<slug:assessment>/", web_page, name="web-page"),
    path("mail/", include("oneworkforce.invitations.preference_urls")),
    path("language/", languages.switch, name="language"),
    path("easy-read/", easy_read.switch, name="easy-read"),
    path("p/<slug:partnership>/", include("oneworkforce.partnerships.urls")),
    path("p/<slug:partnership>/", include("oneworkforce.invitations.erased_urls")),
    path("p/<slug:partnership>/a/", include("oneworkforce.assessments.urls")),
    path("p/<slug:partnership>/a/<slug:assessment>/", include("oneworkforce.gathering.questionnaires.urls")),
    path(
        "p/<slug:partnership>/a/<slug:assessment>/paper/", include("oneworkforce.gathering.questionnaires.paper.urls")
    ),
    path(
        "p/<slug:partnership>/a/<slug:assessment>/children-and-families/",
        include("oneworkforce.gathering.existing_information.urls"),
    ),
    path("p/<slug:partnership>/a/<slug:assessment>/invite/", include("oneworkforce.invitations.urls")),
    path("p/<slug:partnership>/a/<slug:assessment>/", include("oneworkforce.action_plans.urls")),
    path("p/<slug:partnership>/a/<slug:assessment>/", include("oneworkforce.reporting.urls")),
    path("", include("oneworkforce.home.urls")),
]

handler400 = "oneworkforce.home.views.bad_request"
handler403 = "oneworkforce.home.views.forbidden"
handler404 = "oneworkforce.home.views.not_found"
handler500 = "oneworkforce.home.views.server_error"
