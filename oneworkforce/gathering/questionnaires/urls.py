"""The questionnaire's pages for people with an account, under an assessment."""

from django.urls import path, re_path

from oneworkforce.gathering.questionnaires import take_part_views as views
from oneworkforce.gathering.questionnaires.response_views import who_takes_part
from oneworkforce.gathering.questionnaires.tool_comment_views import said_of_the_questionnaire
from oneworkforce.gathering.questionnaires.web_page_views import briefing, edit_web_page

urlpatterns = [
    path("take-part/", views.take_part, name="take-part"),
    path("take-part/response/", who_takes_part, name="take-part-response"),
    path("take-part/web-page/", edit_web_page, name="take-part-web-page"),
    path("take-part/<slug:group>/briefing/", briefing, name="take-part-briefing"),
    path("take-part/comments/", said_of_the_questionnaire, name="take-part-comments"),
    path("take-part/<slug:group>/link/", views.make_link, name="take-part-link"),
    path("take-part/<slug:group>/poster/", views.poster, name="take-part-poster"),
    re_path(r"^take-part/(?P<group>[-\w]+)/qr\.(?P<kind>svg|png)$", views.qr, name="take-part-qr"),
]
