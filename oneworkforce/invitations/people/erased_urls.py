"""What was erased of a partnership's invitations."""

from django.urls import path

from oneworkforce.invitations.people import views as people_views

urlpatterns = [path("erased/", people_views.erased, name="erased")]
