"""What anybody without an account may open under /answer/, whatever they take part in."""

from django.urls import path

from oneworkforce.visitors import help_now, leaving

urlpatterns = [
    path("help-now/", help_now.help_now, name="answer-help-now"),
    path("help-now/<slug:partnership>/", help_now.help_now, name="answer-help-now"),
    path("no-thank-you/", help_now.no_thank_you, name="answer-no-thank-you"),
    path("leave/", leaving.leave, name="answer-leave"),
    path("how-answers-are-kept/", leaving.how_kept, name="answer-how-kept"),
]
