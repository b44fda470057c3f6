"""What children and families have told services before.

The words are about groups of people. No row is about one child or one family.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment

LONGEST_WORDS = 2000


class HeldView(models.Model):
    """Something that young people, children or parents have told a service. `theme` is "" for all themes."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="held_views")
    audience = models.SlugField(max_length=40)
    said = models.TextField(_l("What did they say?"), max_length=LONGEST_WORDS)
    source = models.CharField(_l("Who heard it, and how?"), max_length=160)
    when = models.CharField(_l("When?"), max_length=60, blank=True)
    theme = models.SlugField(_l("Which theme is it about?"), max_length=80, blank=True)

    class Meta:
        app_label = "existing_information"  # its table is older than this package
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.source} ({self.audience})"
