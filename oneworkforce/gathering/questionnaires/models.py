"""What the questionnaire keeps. No table here joins a person to an answer: see docs/explanation/anonymity.md.

Draft, DraftComment, Sheet, Comment and ToolComment have random keys and, on SQLite, no rowid, so that no order of
arrival is kept; none of them has a time.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models

from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.models import StaffGroup


def random_id() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


class GroupLink(models.Model):
    """The way in for one staff group: the code is the end of the link, the QR code and what people type."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="group_links")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.CASCADE, related_name="links")
    code = models.CharField(max_length=16, unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "staff_group"], name="one_link_per_group")
        ]

    def __str__(self) -> str:
        return f"{self.staff_group} ({self.assessment})"


class Draft(models.Model):
    """Answers under way, or sent and waiting. Its key is a keyed hash of the code that only the person holds.

    ``sheet`` has one character per dimension of the pinned framework: ``1``–``5``, ``d``, ``n``, ``.`` blank, ``-`` not
    asked. ``workforce``: core, wider or not said; counted at release, and put on no sheet. ``marks`` tells an older
    change from a newer one (marks.py); it is empty once the draft is sent.
    """

    token_hash = models.CharField(primary_key=True, max_length=64)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="drafts")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    workforce = models.CharField(max_length=10, blank=True)
    sheet = models.CharField(max_length=400)
    marks = models.CharField(max_length=2000, blank=True)
    sent = models.BooleanField(default=False)
    tool_comment = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["assessment", "staff_group", "sent"], name="drafts_waiting")
        ]

    def __str__(self) -> str:
        return "a draft"


class DraftComment(models.Model):
    """A comment on one theme, with its draft until release."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    theme = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "theme"], name="one_comment_per_theme")
        ]

    def __str__(self) -> str:
        return "a comment"


FIRST_CLOSE = 1


class Sheet(models.Model):
    """A released response. ``close`` is the number of the close at which it counts: the first of an assessment is 1."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sheets")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    sheet = models.CharField(max_length=400)
    close = models.PositiveSmallIntegerField(default=FIRST_CLOSE)

    def __str__(self) -> str:
        return "an answer sheet"


class Comment(models.Model):
    """A released comment on one theme; nothing links it to a sheet or to another comment. Shown from its close on."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="comments")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    close = models.PositiveSmallIntegerField(default=FIRST_CLOSE)

    def __str__(self) -> str:
        return "a comment"


class ToolComment(models.Model):
    """What somebody said of the questionnaire itself (R90). Shown from its close on."""

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="tool_comments")
    text = models.TextField(max_length=2000)
    close = models.PositiveSmallIntegerField(default=FIRST_CLOSE)

    def __str__(self) -> str:
        return "a comment on the tool"


HELD, NOT_HELD = "w", "."


class HeldBack(models.Model):
    """What stays withheld of a staff group after a close at which "everyone" was shown and the group was not.

    ``dimensions`` has one character per dimension: ``w`` withheld, ``.`` not. See docs/adr/0010-held-back.md.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="held_back")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    dimensions = models.CharField(max_length=400)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "staff_group"], name="held_back_once_per_group")
        ]

    def __str__(self) -> str:
        return f"{self.staff_group}: {self.dimensions.count('w')} dimensions"


class Entered(models.Model):
    """What a close made of a staff group's answers; written by the close, and never changed after it.

    ``up_to`` has a number per dimension: the group's sheets up to that close are in every figure about the dimension,
    later ones wait. ``marks`` has a character per dimension, as in analysis.moments, and is empty for a close of before
    these rows were kept. See docs/adr/0027-moments.md.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="entered")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    close = models.PositiveSmallIntegerField()
    up_to = models.JSONField()
    marks = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "staff_group", "close"], name="entered_once_per_close")
        ]

    def __str__(self) -> str:
        return f"{self.staff_group} at close {self.close}"


class Tally(models.Model):
    """Counts of the released sheets of one staff group, sector, locality and close: dimension × 8, as int64 ("<i8")."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="tallies")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    close = models.PositiveSmallIntegerField(default=FIRST_CLOSE)
    sheets = models.PositiveIntegerField(default=0)
    counts = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "staff_group", "sector", "locality", "close"], name="one_tally_per_cell_and_close"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheets} sheets"


FILLED, EMPTY = ".", "e"


class LeavingPlace(models.Model):
    """What a close's new rows of one staff group, sector and locality say when they leave; written once by the close.

    ``leaves``: whether they leave at all; ``as_sector``, ``as_locality``: what they say of themselves. ``empty`` has a
    character per dimension: ``e`` where the answers are left empty, ``.`` where not. See docs/adr/0028.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="leaving_places")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    close = models.PositiveSmallIntegerField()
    sector = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    leaves = models.BooleanField()
    as_sector = models.CharField(max_length=60, blank=True)
    as_locality = models.CharField(max_length=60, blank=True)
    empty = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "staff_group", "sector", "locality", "close"], name="one_leaving_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_group} at close {self.close}"


class KnownSheets(models.Model):
    """How many sheets of a staff group, for one close, one source knows: it typed, checked or imported them.

    ``source`` is an account's number, or the command line. No answer, no sheet. See docs/adr/0030.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="known_sheets")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    close = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=40)
    sheets = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["assessment", "staff_group", "close", "source"], name="known_once_per_close_and_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheets} sheets"


class WorkforceCount(models.Model):
    """How many people of a staff group, who came by its link, said that they are core or wider workforce.

    ``people`` are counted; ``waiting`` are released, and wait until k more have said it. Joined with no answer, sector
    or place. See docs/adr/0033.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="workforce_counts")
    staff_group = models.ForeignKey(StaffGroup, on_delete=models.PROTECT, related_name="+")
    workforce = models.CharField(max_length=10)
    people = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "staff_group", "workforce"], name="one_count_per_workforce")
        ]

    def __str__(self) -> str:
        return f"{self.people} people"
