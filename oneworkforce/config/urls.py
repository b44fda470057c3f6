"""Every address of the site."""

from django.urls import include, path

from oneworkforce.gathering.methods import all_methods
from oneworkforce.gathering.take_part.web_page_views import web_page
from oneworkforce.ui import languages
from oneworkforce.visitors import easy_read

ASSESSMENT = "p/<slug:partnership>/a/<slug:assessment>/"

urlpatterns = [
    path("", include("oneworkforce.accounts.urls")),
    path("answer/", include("oneworkforce.visitors.urls")),
    *(path("answer/", include(method.answer_urls)) for method in all_methods() if method.answer_urls),
    path("answer/", include("oneworkforce.gathering.take_part.door_urls")),
    path("take-part/<slug:assessment>/", web_page, name="web-page"),
    path("mail/", include("oneworkforce.invitations.preferences.urls")),
    path("language/", languages.switch, name="language"),
    path("easy-read/", easy_read.switch, name="easy-read"),
    path("p/<slug:partnership>/", include("oneworkforce.partnerships.urls")),
    path("p/<slug:partnership>/", include("oneworkforce.invitations.people.erased_urls")),
    path("p/<slug:partnership>/a/", include("oneworkforce.assessments.urls")),
    path(f"{ASSESSMENT}plan/", include("oneworkforce.plans.urls")),
    *(path(ASSESSMENT + start, include(module)) for method in all_methods() for start, module in method.urls),
    path(f"{ASSESSMENT}take-part/", include("oneworkforce.gathering.take_part.urls")),
    path(f"{ASSESSMENT}children-and-families/", include("oneworkforce.gathering.involvement.urls")),
    path(f"{ASSESSMENT}invite/", include("oneworkforce.invitations.urls")),
    path(ASSESSMENT, include("oneworkforce.results.urls")),
    path(ASSESSMENT, include("oneworkforce.action_plans.urls")),
    path(ASSESSMENT, include("oneworkforce.reporting.urls")),
    path("", include("oneworkforce.home.urls")),
]

handler400 = "oneworkforce.home.views.bad_request"
handler403 = "oneworkforce.home.views.forbidden"
handler404 = "oneworkforce.home.views.not_found"
handler500 = "oneworkforce.home.views.server_error"
