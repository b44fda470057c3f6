"""Paper: where sheets go back to, and piles of returned sheets.

What is typed stands under the sheet's number until the pile is finished, then only as a sent draft under a random key.
Nothing here is about a person who answered; `by` is who typed.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.models import StaffGroup

MOST_SHEETS = 999
LONGEST_RETURN_TO = 300


class ReturnNote(models.Model):
    """What an assessment's paper says about giving it back; each part may be empty."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="return_note")
    return_to = models.TextField(_l("Return to"), max_length=LONGEST_RETURN_TO, blank=True)
    return_by = models.DateField(_l("Return by"), null=True, blank=True)

    def __str__(self) -> str:
        return self.return_to


class Checking(models.TextChoices):
    """How many sheets are typed a second time."""

    EVERY = "every", _l("Every sheet")
    SHARE = "share", _l("Some sheets, drawn at random")
    NONE = "none", _l("No sheet")


class PileState(models.TextChoices):
    OPEN = "open", _l("Being typed in")
    # For the moments between “sent” and “finished”, or until somebody looks again after a crash: see finishing.py.
    SENT = "sent", _l("Finished")
    FINISHED = "finished", _l("Finished")
    ERASED = "erased", _l("Not finished before the close: what was typed is erased")


class Pile(models.Model):
    """Returned sheets of one staff group, numbered by hand from 1 to `sheets`.

    `one_in`: for a share, one sheet in this many is checked; `drawn`: their numbers, drawn once all are typed.
    The counts are a finished pile's: sheets `typed`, `blank`, typed twice (`checked`), answers `compared` and
    `differed`. No count of answers by value is kept.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="piles")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_l("Name of the pile"), max_length=120)
    sheets = models.PositiveSmallIntegerField(
        _l("Sheets in the pile"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SHEETS)]
    )
    checking = models.CharField(
        _l("Type again, to check"), max_length=10, choices=Checking.choices, default=Checking.EVERY
    )
    one_in = models.PositiveSmallIntegerField(
        _l("One sheet in"), default=10, validators=[MinValueValidator(2), MaxValueValidator(50)]
    )
    drawn = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=PileState.choices, default=PileState.OPEN)
    explanation = models.TextField(_l("Why the numbers differ"), max_length=1000, blank=True)
    typed = models.PositiveSmallIntegerField(default=0)
    blank = models.PositiveSmallIntegerField(default=0)
    checked = models.PositiveSmallIntegerField(default=0)
    compared = models.PositiveIntegerField(default=0)
    differed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "name"], name="pile_name_once")
        ]

    def __str__(self) -> str:
        return self.name


FIRST, SECOND = 1, 2


class Typing(models.Model):
    """One sheet as typed the first or second time (`turn`), while the pile is open.

    `sheet`: as in `sheets`, with `?` for not typed yet. `saves` is the last save's number, so that no page
    overwrites another's.
    `complete`: whoever typed it said so. On a checked sheet's first typing, `differed` counts the differing answers
    and `agreed` says that none is left open.
    """

    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="typings")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(choices=[(FIRST, _l("First time")), (SECOND, _l("Second time"))])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sheet = models.CharField(max_length=400)
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    comments = models.JSONField(default=dict, blank=True)
    saves = models.PositiveIntegerField(default=0)
    complete = models.BooleanField(default=False)
    differed = models.PositiveSmallIntegerField(null=True)
    agreed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pile", "number", "turn"], name="sheet_typed_once_a_turn")
        ]

    def __str__(self) -> str:
        return f"{self.pile}, sheet {self.number}"
