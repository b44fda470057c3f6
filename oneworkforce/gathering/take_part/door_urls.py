"""The door, under /answer/. It comes last: anything that isn't a fixed name is a code."""

from django.urls import path

from oneworkforce.gathering.take_part import entering, lost_link

urlpatterns = [
    path("", entering.enter, name="answer-enter"),
    path("lost-link/", lost_link.ask, name="answer-lost-link"),
    path("lost-link/asked/", lost_link.asked, name="answer-lost-link-asked"),
    path("back/<str:code>/", entering.come_back_in, name="answer-back"),
    path("<str:code>/", entering.start, name="answer-start"),
]
