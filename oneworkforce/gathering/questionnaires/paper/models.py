"""Paper: where filled-in sheets go back to, and piles of returned sheets while they are typed in.

What is typed of a sheet is kept under its number in the pile until the pile is finished, and then only as a sent draft
under a random key. Nothing here is about a person who answered; `by` is who typed.
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
    """What is printed on an assessment's paper about giving it back; each part may be empty."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="return_note")
    return_to = models.TextField(_l("Return to"), max_length=LONGEST_RETURN_TO, blank=True)
    return_by = models.DateField(_l("Return by"), null=True, blank=True)

    def __str__(self) -> str:
        return self.return_to


class Checking(models.TextChoices):
    """How many sheets of a pile are typed a second time."""

    EVERY = "every", _l("Every sheet")
    SHARE = "share", _l("Some sheets, drawn at random")
    NONE = "none", _l("No sheet")


class PileState(models.TextChoices):
    """How far a pile is."""

    OPEN = "open", _l("Being typed in")
    # For the moments between “sent” and “finished”, or until somebody looks again after a crash: see finishing.py.
    SENT = "sent", _l("Finished")
    FINISHED = "finished", _l("Finished")
    ERASED = "erased", _l("Not finished before the close: what was typed is erased")


class Pile(models.Model):
    """A pile of returned sheets of one staff group, numbered from 1 to ``sheets`` by hand on the paper.

    ``one_in``: with a share, one sheet in so many is checked; ``drawn`` lists the numbers, drawn once all are typed.
    The counts are of a finished pile: sheets ``typed``, of them ``blank``, typed twice (``checked``), the answers that
    were ``compared`` and those that ``differed``. No count of answers by value is kept.
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
    """What was typed of one sheet the first or the second time (``turn``), while the pile is open.

    ``sheet`` is as in `sheets`, with ``?`` for what is not typed yet. ``saves`` counts the saves, so that no page
    overwrites what another has saved since. ``complete``: whoever typed it said that all is in. On the first typing
    of a checked sheet, ``differed`` says how many answers differed, and ``agreed`` that none is left open.
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
