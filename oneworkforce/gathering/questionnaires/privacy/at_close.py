"""What a close makes of the answers that came for it: which of them enter the figures, and what is shown.

The decision is `analysis.moments`'; here its inputs are read and what it says is kept. All of it is numbers of people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np

from oneworkforce.analysis import (
    Decided,
    GroupSteps,
    Tally,
    decide,
    empty_tally,
    mark_of_before,
    may_enter,
    tally_from_bytes,
)
from oneworkforce.analysis.moments import NOT_ASKED_MARK, WITHHELD
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES
from oneworkforce.gathering.questionnaires.models import HELD, NOT_HELD, Entered, HeldBack
from oneworkforce.gathering.questionnaires.privacy.sources import known_by_source
from oneworkforce.partnerships.models import StaffGroup


@dataclass(slots=True, eq=False)
class CountedGroup:
    """A staff group with all that is kept of it, by close."""

    row: StaffGroup
    pooled: bool
    asked: tuple[bool, ...]
    held: str = ""
    steps: dict[int, Tally] = field(default_factory=dict)
    past: dict[int, tuple[list[int], str]] = field(default_factory=dict)
    sheets: Counter[int] = field(default_factory=Counter)
    known: dict[int, Counter[str]] = field(default_factory=dict)

    def waits(self, place: int, close: int, k: int) -> bool:
        """Whether somebody knows so many of the sheets that a dimension would take in that the others would be few."""
        entered = self.past[max(self.past)][0][place] if self.past else 0
        between = range(entered + 1, close + 1)
        known: Counter[str] = Counter()
        for number in between:
            known.update(self.known.get(number, {}))
        return not may_enter(sum(self.sheets[number] for number in between), known, k)

    def asks(self, place: int) -> bool:
        """Whether it is asked about a dimension, or was when somebody answered."""
        return self.asked[place] or any(step[place, :-1].any() for step in self.steps.values())

    def counted(self, place: int, close: int) -> np.ndarray:
        """What of a dimension was in the figures of an earlier close."""
        up_to = self.past[close][0][place] if close in self.past else 0
        return empty_tally(1)[0] + sum(step[place] for number, step in self.steps.items() if number <= up_to)


def count_at_close(assessment: Assessment) -> None:
    """Decide on every dimension, and keep what entered and what was shown: as the last part of a close."""
    close = assessment.times_closed
    if assessment.entered.filter(close=close).exists():
        return  # it was taken out of the archive, which is no close
    groups = counted_groups(assessment)
    dimensions = len(load_pin(assessment.framework).dimensions)
    decided: dict[int, list[Decided]] = defaultdict(list)
    for place in range(dimensions):
        found = decide(_steps(groups, place, close, assessment.k), close, assessment.k)
        for group in groups:
            decided[group.row.pk].append(found.get(group.row.key, Decided(close, NOT_ASKED_MARK)))
    counted = [group for group in groups if group.steps]
    Entered.objects.bulk_create(
        Entered(
            assessment=assessment,
            staff_group=group.row,
            close=close,
            up_to=[one.up_to for one in decided[group.row.pk]],
            marks="".join(one.mark for one in decided[group.row.pk]),
        )
        for group in counted
    )
    for group in counted:
        _hold_back(assessment, group, [one.mark == WITHHELD for one in decided[group.row.pk]])


def _hold_back(assessment: Assessment, group: CountedGroup, withheld: list[bool]) -> None:
    """Keep which cells stay withheld: those of now beside a shown total, and those of before."""
    before = group.held or NOT_HELD * len(withheld)
    marks = "".join(HELD if now or mark == HELD else NOT_HELD for now, mark in zip(withheld, before, strict=True))
    if HELD in marks:
        HeldBack.objects.update_or_create(assessment=assessment, staff_group=group.row, defaults={"dimensions": marks})


def counted_groups(assessment: Assessment) -> list[CountedGroup]:
    """Every staff group, with what is kept of it, in five queries."""
    framework = load_pin(assessment.framework)
    dimensions = len(framework.dimensions)
    groups = {
        row.pk: CountedGroup(row, row.audience in POOLED_AUDIENCES, framework.asked(row.audience))
        for row in assessment.partnership.staff_groups.all()
    }
    tallies = assessment.tallies.values_list("staff_group_id", "close", "sheets", "counts")
    for staff_group, close, sheets, stored in tallies:
        groups[staff_group].sheets[close] += sheets
        steps = groups[staff_group].steps
        steps[close] = steps.get(close, empty_tally(dimensions)) + tally_from_bytes(bytes(stored), dimensions)
    for staff_group, close, up_to, marks in assessment.entered.values_list("staff_group_id", "close", "up_to", "marks"):
        groups[staff_group].past[close] = (up_to, marks)
    for staff_group, marks in assessment.held_back.values_list("staff_group_id", "dimensions"):
        groups[staff_group].held = marks
    for staff_group, known in known_by_source(assessment).items():
        groups[staff_group].known = known
    return list(groups.values())


def _steps(groups: list[CountedGroup], place: int, close: int, k: int) -> list[GroupSteps]:
    """One dimension's steps, of the groups that are asked about it."""
    asked = [group for group in groups if group.asks(place)]
    return [
        GroupSteps(
            group.row.key,
            group.pooled,
            {number: step[place] for number, step in group.steps.items()},
            {number: decided_at(group, asked, place, number, k) for number in group.past},
            held=group.held[place : place + 1] == HELD,
            waits=group.waits(place, close, k),
        )
        for group in asked
    ]


def decided_at(group: CountedGroup, asked: list[CountedGroup], place: int, close: int, k: int) -> Decided:
    """What a close made of a group's answers to a dimension. `asked`: the groups that are asked about it."""
    up_to, marks = group.past[close]
    if marks:
        return Decided(up_to[place], marks[place])
    own = group.counted(place, close)
    total = sum((one.counted(place, close) for one in asked if one.pooled), start=empty_tally(1)[0])
    held = group.held[place : place + 1] == HELD
    return Decided(up_to[place], mark_of_before(own, total if group.pooled else own, held=held, k=k))
