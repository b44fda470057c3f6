"""Waves, letters, sending and what became of them."""

from django.urls import path

from oneworkforce.invitations.letters import failure_views as letter_failure_views
from oneworkforce.invitations.letters import views as letter_views
from oneworkforce.invitations.waves import views as wave_views

urlpatterns = [
    path("", wave_views.invite, name="invite"),
    path("waves/add/", wave_views.add, name="invite-wave-add"),
    path("waves/<int:wave>/", wave_views.wave, name="invite-wave"),
    path("waves/<int:wave>/change/", wave_views.change, name="invite-wave-change"),
    path("waves/<int:wave>/remove/", wave_views.remove, name="invite-wave-remove"),
    path("waves/<int:wave>/send/", wave_views.send, name="invite-wave-send"),
    path("waves/<int:wave>/pause/", wave_views.pause, name="invite-wave-pause"),
    path("waves/<int:wave>/resume/", wave_views.resume, name="invite-wave-resume"),
    path("waves/<int:wave>/stop/", wave_views.stop, name="invite-wave-stop"),
    path("letters/", letter_views.letters, name="invite-letters"),
    path("letters/<slug:kind>/<slug:language>/", letter_views.letter, name="invite-letter"),
    path("letters/<slug:kind>/<slug:language>/html/", letter_views.letter_html, name="invite-letter-html"),
    path("letters/<slug:kind>/<slug:language>/change/", letter_views.change, name="invite-letter-change"),
    path("letters/<slug:kind>/<slug:language>/approve/", letter_views.approve, name="invite-letter-approve"),
    path("letters/<slug:kind>/<slug:language>/test/", letter_views.test, name="invite-letter-test"),
    path("contact/", letter_views.contact, name="invite-contact"),
    path("failures/", letter_failure_views.failures, name="invite-failures"),
    path("failures/<slug:message>/", letter_failure_views.failure, name="invite-failure"),
    path("outbox/", letter_failure_views.outbox, name="invite-outbox"),
]
