"""The public page of an assessment."""

from __future__ import annotations

from django.db import models

from oneworkforce.assessments.models import Assessment

LONGEST_PAGE = 4000


class WebPage(models.Model):
    """What an assessment's public page says. ``links``: it gives out the staff groups' links to whoever reads it."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="web_page")
    shown = models.BooleanField(default=False)
    words = models.TextField(max_length=LONGEST_PAGE, blank=True)
    links = models.BooleanField(default=False)

    class Meta:
        app_label = "questionnaires"  # its table is older than this package

    def __str__(self) -> str:
        return f"web page of {self.assessment}"
