"""Who sent answers, and what closes have made of them, in numbers of people. No answer is read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from oneworkforce.analysis import GroupTally
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage


@dataclass(frozen=True, slots=True)
class SoFar:
    """People who sent their answers.

    `counted`: those whose sheets a close has taken in; `since`: those who sent and wait: while it is open for the
    coming close, else because they came too late. `over`: closed or archived. `has_closed`: it has closed once or more,
    so that there are figures.
    """

    counted: int
    since: int
    over: bool
    has_closed: bool

    @property
    def people(self) -> int:
        """All who sent their answers."""
        return self.counted + self.since

    def too_late(self, tallies: Sequence[GroupTally]) -> int:
        """People who are in no figure at all, and will be in none unless it is opened again."""
        return (self.since if self.over else 0) + sum(in_no_figure(tally) for tally in tallies)


def in_no_figure(tally: GroupTally) -> int:
    """The people of a staff group whose sheets were taken in by a close, and of whom no dimension has entered."""
    return min((late for late, asked in zip(tally.late, tally.asked, strict=False) if asked), default=0)


def so_far(assessment: Assessment) -> SoFar:
    """How far an assessment has come: two queries, however many answered."""
    last = assessment.times_closed
    taken_in, coming = assessment.tallies.aggregate(
        taken_in=Sum("sheets", filter=Q(close__lte=last), default=0),
        coming=Sum("sheets", filter=Q(close__gt=last), default=0),
    ).values()
    return SoFar(
        counted=int(taken_in),
        since=int(coming) + assessment.drafts.filter(sent=True).count(),
        over=assessment.stage in (Stage.CLOSED, Stage.ARCHIVED),
        has_closed=bool(last),
    )
