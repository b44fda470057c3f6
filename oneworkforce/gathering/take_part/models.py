from __future__ import annotations

from typing import ClassVar

from django.db import models

from oneworkforce.assessments.models import Assessment

LONGEST_PAGE = 4000


class WebPage(models.Model):
    """An assessment's public page. `links`: it gives out the staff groups' links."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="web_page")
    shown = models.BooleanField(default=False)
    words = models.TextField(max_length=LONGEST_PAGE, blank=True)
    links = models.BooleanField(default=False)

    class Meta:
        app_label = "questionnaires"  # its table is older than this package

    def __str__(self) -> str:
        return f"web page of {self.assessment}"


class Feedback(models.Model):
    """What was heard and what will be done, in the partnership's English words. `published`: the public page shows it.

    `others`: the same in its other languages, where it is written in them (docs/adr/0032).
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="feedback")
    heard = models.TextField(max_length=LONGEST_PAGE)
    will_do = models.TextField(max_length=LONGEST_PAGE)
    published = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"what came of {self.assessment}"


class FeedbackWords(models.Model):
    """Feedback in another language than English; whole, or not there."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="others")
    language = models.CharField(max_length=12)
    heard = models.TextField(max_length=LONGEST_PAGE)
    will_do = models.TextField(max_length=LONGEST_PAGE)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feedback", "language"], name="feedback_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.feedback} ({self.language})"
