"""The words of a summary report."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment


class ReportSection(models.Model):
    """A section's own words, and whether it stands in the report. ``section`` is one of `sections.keys_of_words`."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="report_sections")
    section = models.SlugField(max_length=40)
    words = models.TextField(_l("Words"), max_length=10000, blank=True)
    left_out = models.BooleanField(_l("Leave this section out"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "section"], name="report_section_once")
        ]

    def __str__(self) -> str:
        return self.section
