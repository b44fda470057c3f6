"""The hub, under an assessment."""

from django.urls import path, re_path

from oneworkforce.gathering.take_part import feedback_views, views, web_page_views, who_takes_part_views

urlpatterns = [
    path("", views.take_part, name="take-part"),
    path("response/", who_takes_part_views.who_takes_part, name="take-part-response"),
    path("what-came-of-it/", feedback_views.edit_feedback, name="take-part-feedback"),
    path("what-came-of-it/letter/", feedback_views.send, name="take-part-feedback-letter"),
    path("web-page/", web_page_views.edit_web_page, name="take-part-web-page"),
    path("<slug:group>/briefing/", web_page_views.briefing, name="take-part-briefing"),
    path("<slug:group>/link/", views.make_link, name="take-part-link"),
    path("<slug:group>/poster/", views.poster, name="take-part-poster"),
    re_path(r"^(?P<group>[-\w]+)/qr\.(?P<kind>svg|png)$", views.qr, name="take-part-qr"),
]
