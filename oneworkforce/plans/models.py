"""What is planned: a method, for some themes, with some groups, on some dates, led by someone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment


class Method(models.TextChoices):
    """How views are gathered."""

    QUESTIONNAIRE = "questionnaire", _l("Questionnaire")
    FOCUS_GROUP = "focus group", _l("Focus group")
    SCENARIO_WORKSHOP = "scenario workshop", _l("Scenario workshop")
    DIARY = "diary", _l("Week-in-the-life diary")
    EXISTING_INFORMATION = "existing information", _l("Existing information")


class ActivityState(models.TextChoices):
    """How far a planned activity has come, in words."""

    PLANNED = "planned", _l("Planned")
    UNDER_WAY = "under way", _l("Under way")
    DONE = "done", _l("Done")


class PlannedActivity(models.Model):
    """A line of the plan. ``when`` is kept as written; the dates are what could be understood of it.

    ``themes`` lists theme ids, ``groups`` keys of staff groups, sectors or audiences. ``written`` keeps the cells of an
    imported line as they stood, so that an export gives them back.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="planned_activities")
    order = models.PositiveIntegerField(default=0)
    when = models.CharField(_l("When"), max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    activity = models.TextField(_l("Task or activity"), max_length=5000)
    method = models.CharField(_l("Method"), max_length=30, choices=Method.choices, blank=True)
    themes = models.JSONField(default=list, blank=True)
    groups = models.JSONField(default=list, blank=True)
    participants = models.TextField(_l("Participants"), max_length=5000, blank=True)
    lead = models.CharField(_l("Lead"), max_length=500, blank=True)
    progress = models.TextField(_l("Progress"), max_length=5000, blank=True)
    state = models.CharField(
        _l("How far it is"), max_length=20, choices=ActivityState.choices, default=ActivityState.PLANNED
    )
    written = models.JSONField(default=dict, blank=True)

    class Meta:
        app_label = "assessments"  # its table is older than this package
        ordering: ClassVar[list[str]] = ["order", "id"]

    def __str__(self) -> str:
        return self.activity
