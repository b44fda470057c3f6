from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.models import Partnership


class Assessment(models.Model):
    """One time round the loop, on one framework version that never changes.

    ``k`` is the smallest group shown, in people. ``opens_on`` and ``closes_on`` are whole days by the partnership's
    clock: it opens at the start of the first and closes at the end of the second.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="assessments")
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_l("Name"), max_length=120)
    purpose = models.TextField(_l("Purpose"), max_length=2000, blank=True)
    framework = models.CharField(max_length=80)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PLANNING)
    k = models.PositiveSmallIntegerField(
        _l("Smallest group shown"), default=10, validators=[MinValueValidator(5), MaxValueValidator(30)]
    )
    opens_on = models.DateField(_l("Opens on"), null=True, blank=True)
    closes_on = models.DateField(_l("Closes on"), null=True, blank=True)
    # The end of the last day, so that SQL can compare it with now. `save` fills it in.
    closes_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    times_closed = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``closes_at`` in step with ``closes_on``."""
        self.closes_at = self.closing_moment()
        fields = kwargs.get("update_fields")
        if fields is not None and "closes_on" in fields:
            kwargs["update_fields"] = {*fields, "closes_at"}
        super().save(*args, **kwargs)

    @property
    def coming_close(self) -> int:
        """The number of the close at which answers given now count; closes are numbered from 1."""
        return self.times_closed + 1

    def opening_moment(self) -> datetime | None:
        """Midnight at the start of the first day, in the partnership's time zone."""
        return self._midnight(self.opens_on)

    def closing_moment(self) -> datetime | None:
        """Midnight at the end of the last day, in the partnership's time zone."""
        return self._midnight(self.closes_on + timedelta(days=1)) if self.closes_on else None

    def _midnight(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), ZoneInfo(self.partnership.time_zone)) if day else None
