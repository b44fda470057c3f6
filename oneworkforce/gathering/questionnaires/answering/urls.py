"""The questionnaire's pages under /answer/, for people without an account."""

from django.urls import path

from oneworkforce.gathering.questionnaires.answering import entering, offline, questions, saving, sending, shared

urlpatterns = [
    path("save/", saving.save, name="answer-save"),
    path("about-you/", entering.about_or_start, name="answer-about"),
    path("theme/<int:number>/", questions.theme, name="answer-theme"),
    path("kept/", offline.kept, name="answer-kept"),
    path("worker.js", offline.worker, name="answer-worker"),
    path("check/", sending.check, name="answer-check"),
    path("send/", sending.send, name="answer-send"),
    path("sent/", sending.sent, name="answer-sent"),
    path("sent/before/", sending.counted_before, name="answer-sent-before"),
    path("sent/thank-you/", sending.commented, name="answer-commented"),
    path("come-back/", questions.come_back, name="answer-come-back"),
    path("<str:code>/shared/", shared.shared, name="answer-shared"),
]
