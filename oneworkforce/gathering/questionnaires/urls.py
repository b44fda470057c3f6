"""The questionnaire's pages for people with an account, under an assessment."""

from django.urls import path

from oneworkforce.gathering.questionnaires.tool_comment_views import said_of_the_questionnaire

urlpatterns = [
    path("take-part/comments/", said_of_the_questionnaire, name="take-part-comments"),
]
