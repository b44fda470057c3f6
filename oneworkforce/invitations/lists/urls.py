"""Lists of people, and one person's page."""

from django.urls import path, re_path

from oneworkforce.invitations.lists import views as list_views
from oneworkforce.invitations.people import views as people_views

PERSON = r"^people/(?P<person>[0-9a-f]{32})/"

urlpatterns = [
    path("people/", people_views.people, name="invite-people"),
    path("people/list/", list_views.take_in, name="invite-list"),
    path("people/list/<slug:uploaded>/", list_views.check, name="invite-list-check"),
    path("people/list/<slug:uploaded>/throw-away/", list_views.throw_away, name="invite-list-throw-away"),
    path("people/add/", list_views.add, name="invite-add"),
    re_path(r"^people/template\.(?P<kind>csv|xlsx)$", list_views.template, name="invite-template"),
    re_path(PERSON + "$", people_views.person, name="invite-person"),
    re_path(PERSON + "held/$", people_views.held, name="invite-person-held"),
    re_path(PERSON + r"held\.json$", people_views.export, name="invite-person-export"),
    re_path(PERSON + "erase/$", people_views.erase, name="invite-person-erase"),
]
