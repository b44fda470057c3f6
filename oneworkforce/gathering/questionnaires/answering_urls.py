"""Everything under /answer/. Fixed words come first; no code is one of them: those have eight letters or twelve."""

from django.urls import path

from oneworkforce.gathering.questionnaires.answering import (
    entering,
    help_now,
    lost_link,
    offline,
    questions,
    saving,
    sending,
    shared,
)

urlpatterns = [
    path("", entering.enter, name="answer-enter"),
    path("save/", saving.save, name="answer-save"),
    path("about-you/", questions.about_you, name="answer-about"),
    path("theme/<int:number>/", questions.theme, name="answer-theme"),
    path("kept/", offline.kept, name="answer-kept"),
    path("worker.js", offline.worker, name="answer-worker"),
    path("check/", sending.check, name="answer-check"),
    path("send/", sending.send, name="answer-send"),
    path("sent/", sending.sent, name="answer-sent"),
    path("sent/before/", sending.counted_before, name="answer-sent-before"),
    path("sent/thank-you/", sending.commented, name="answer-commented"),
    path("come-back/", questions.come_back, name="answer-come-back"),
    path("help-now/", help_now.help_now, name="answer-help-now"),
    path("help-now/<slug:partnership>/", help_now.help_now, name="answer-help-now"),
    path("no-thank-you/", help_now.no_thank_you, name="answer-no-thank-you"),
    path("leave/", entering.leave, name="answer-leave"),
    path("lost-link/", lost_link.ask, name="answer-lost-link"),
    path("lost-link/asked/", lost_link.asked, name="answer-lost-link-asked"),
    path("how-answers-are-kept/", entering.how_kept, name="answer-how-kept"),
    path("back/<str:code>/", entering.come_back_in, name="answer-back"),
    path("<str:code>/shared/", shared.shared, name="answer-shared"),
    path("<str:code>/", entering.start, name="answer-start"),
]
