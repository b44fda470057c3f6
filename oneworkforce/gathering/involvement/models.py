"""How children and families were involved.

The words are about groups of people. No row is about one child or one family.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment

LONGEST_WORDS = 2000


class How(models.TextChoices):
    """How an audience takes part."""

    QUESTIONNAIRE = "questionnaire", _l("Yes, with their own questionnaire")
    ANOTHER_WAY = "another way", _l("Yes, in another way")
    NOT_YET = "not yet", _l("Not yet")


class Involvement(models.Model):
    """How young people, children, or parents and carers, take part in one assessment, or why not yet.

    `words`: what they took part in, or why not yet. `again`: how and when they are involved next. `lead`: who brings in
    what they say.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="involvements")
    audience = models.SlugField(max_length=40)
    how = models.CharField(_l("Do they take part?"), max_length=20, choices=How.choices)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    again = models.TextField(_l("How and when will they be involved again?"), max_length=LONGEST_WORDS, blank=True)
    lead = models.CharField(_l("Who brings in what they say?"), max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "audience"], name="involvement_once_per_audience")
        ]

    def __str__(self) -> str:
        return f"{self.audience}: {self.how}"
