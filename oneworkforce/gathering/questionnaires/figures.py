"""The figures of a questionnaire: from tallies of sheets as its last close counted them, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from oneworkforce.analysis import (
    SYMBOLS,
    GroupTally,
    Results,
    Tally,
    ThemeAxes,
    empty_tally,
    nothing_yet,
    tally_from_bytes,
    work_out,
)
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import HELD

POOLED_AUDIENCES = frozenset({"frontline", "leaders"})
"""Staff, who together are "everyone". Young people, children and parents stand beside them."""

SCORES = slice(0, SYMBOLS.index("d"))

ANSWERS = slice(0, SYMBOLS.index("."))


def group_tallies(assessment: Assessment) -> list[GroupTally]:
    """Every staff group's answers as the last close counted them, in the partnership's order.

    Four queries, however many answered; before the first close one, and everybody has zeros.
    """
    framework = load_pin(assessment.framework)
    counted = Counted(assessment, len(framework.dimensions))
    held = dict(assessment.held_back.values_list("staff_group_id", "dimensions")) if assessment.times_closed else {}
    tallies = []
    for group in assessment.partnership.staff_groups.all():
        counts, late = counted.of(group.pk)
        # A group may have been given another audience since; what people were asked stays asked.
        answered = counts[:, ANSWERS].sum(axis=1)
        asked = tuple(
            bool(now or before) for now, before in zip(framework.asked(group.audience), answered, strict=True)
        )
        pooled = group.audience in POOLED_AUDIENCES
        held_back = tuple(mark == HELD for mark in held.get(group.pk, ""))
        tallies.append(GroupTally(group.key, group.audience, pooled, asked, counts, held_back, late))
    return tallies


class Counted:
    """The tallies of an assessment up to its last close, and for each staff group, how much of them has entered."""

    def __init__(self, assessment: Assessment, dimensions: int) -> None:
        self._counts: dict[int, Tally] = defaultdict(lambda: empty_tally(dimensions))
        self._late: dict[int, NDArray[np.int64]] = defaultdict(lambda: np.zeros(dimensions, dtype=np.int64))
        last = assessment.times_closed
        if not last:
            return
        entered = dict(assessment.entered.filter(close=last).values_list("staff_group_id", "up_to"))
        tallies = assessment.tallies.filter(close__lte=last).values_list("staff_group_id", "close", "counts")
        for staff_group, close, stored in tallies:
            counts = tally_from_bytes(bytes(stored), dimensions)
            has_entered = np.asarray(entered.get(staff_group, [0] * dimensions)) >= close
            self._counts[staff_group] += counts * has_entered[:, np.newaxis]
            self._late[staff_group] += counts.sum(axis=1) * ~has_entered

    def of(self, staff_group: int) -> tuple[Tally, tuple[int, ...]]:
        """A staff group's counts, and by dimension the people who came too late to be in them."""
        return self._counts[staff_group], tuple(int(people) for people in self._late[staff_group])


def results_of(assessment: Assessment, tallies: Sequence[GroupTally] | None = None) -> Results:
    """Every figure about answers that may be shown: those of the last close, and none before the first.

    :param tallies: those of `group_tallies`, where the caller has read them already.
    """
    groups = group_tallies(assessment) if tallies is None else tallies
    return (work_out if assessment.times_closed else nothing_yet)(axes_of(assessment), groups, assessment.k)


def axes_of(assessment: Assessment) -> list[ThemeAxes]:
    """The themes of its framework, with their dimensions."""
    framework = load_pin(assessment.framework)
    return [ThemeAxes(theme.id, tuple(one.id for one in theme.dimensions)) for theme in framework.themes]
