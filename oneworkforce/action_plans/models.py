from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment


class ThemeNote(models.Model):
    """What the partnership says about a theme."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="theme_notes")
    theme = models.CharField(max_length=80)
    strengths = models.TextField(_l("Strengths"), max_length=5000, blank=True)
    to_develop = models.TextField(_l("Areas to develop"), max_length=5000, blank=True)
    support_needed = models.TextField(_l("Support needed"), max_length=5000, blank=True)
    support_from = models.CharField(_l("Support from whom"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "theme"], name="one_note_per_theme")
        ]

    def __str__(self) -> str:
        return self.theme


class FocusArea(models.Model):
    """A sentence about what to concentrate on."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="focus_areas")
    order = models.PositiveIntegerField(default=0)
    sentence = models.TextField(_l("Focus area"), max_length=1000)
    sent_once = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "sent_once"], condition=~models.Q(sent_once=""), name="focus_area_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class ActionState(models.TextChoices):
    NOT_STARTED = "not started", _l("Not started")
    UNDER_WAY = "under way", _l("Under way")
    DONE = "done", _l("Done")
    STOPPED = "stopped", _l("Stopped")


class Action(models.Model):
    """A line of the action plan: due on a day, or ongoing, or neither yet.

    ``solution`` is the id of the solution it started from. ``sent_once`` is a digest of the form, so that sending it
    twice makes one action; "" if there was no form.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveIntegerField(default=0)
    theme = models.CharField(_l("Theme"), max_length=80, blank=True)
    solution = models.CharField(max_length=120, blank=True)
    what = models.TextField(_l("What will be done"), max_length=2000)
    lead = models.CharField(_l("Lead"), max_length=200, blank=True)
    starts_on = models.DateField(_l("Starts on"), null=True, blank=True)
    due_on = models.DateField(_l("Due on"), null=True, blank=True)
    ongoing = models.BooleanField(_l("Ongoing"), default=False)
    measure = models.TextField(_l("How we will know"), max_length=1000, blank=True)
    state = models.CharField(
        _l("Progress"), max_length=20, choices=ActionState.choices, default=ActionState.NOT_STARTED
    )
    progress = models.TextField(_l("Progress note"), max_length=5000, blank=True)
    sent_once = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "sent_once"], condition=~models.Q(sent_once=""), name="action_sent_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ongoing=False) | models.Q(due_on=None), name="action_due_or_ongoing"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(due_on=None)
                | models.Q(due_on__gte=models.F("starts_on")),
                name="action_starts_before_it_is_due",
            ),
        ]

    def __str__(self) -> str:
        return self.what
