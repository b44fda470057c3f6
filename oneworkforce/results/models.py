from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment


class Goal(models.Model):
    """Where the partnership wants to be on a theme or dimension, in points on the 1–5 scale."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="goals")
    theme = models.CharField(max_length=80)
    dimension = models.CharField(max_length=120, blank=True)
    position = models.DecimalField(
        _l("Goal"), max_digits=2, decimal_places=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    by = models.DateField(_l("By"), null=True, blank=True)

    class Meta:
        app_label = "action_plans"  # its table is older than this package
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "theme", "dimension"], name="one_goal_per_axis")
        ]

    def __str__(self) -> str:
        return f"{self.dimension or self.theme}: {self.position}"
