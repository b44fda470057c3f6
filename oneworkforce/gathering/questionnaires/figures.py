"""The figures of a questionnaire: from tallies of released sheets, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from oneworkforce.analysis import (
    SYMBOLS,
    GroupTally,
    Results,
    Tally,
    ThemeAxes,
    empty_tally,
    tally_from_bytes,
    work_out,
)
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import WITHHELD

POOLED_AUDIENCES = frozenset({"frontline", "leaders"})
"""Staff, who together are "everyone". Young people and parents stand beside them."""

SCORES = slice(0, SYMBOLS.index("d"))

ANSWERS = slice(0, SYMBOLS.index("."))


def group_tallies(assessment: Assessment) -> list[GroupTally]:
    """Every staff group's released answers, counted, in the partnership's order: three queries, however many answered.

    A group that nothing is released of has zeros.
    """
    framework = load_pin(assessment.framework)
    dimensions = len(framework.dimensions)
    counts: dict[int, Tally] = defaultdict(lambda: empty_tally(dimensions))
    for staff_group, stored in assessment.tallies.values_list("staff_group_id", "counts"):
        counts[staff_group] += tally_from_bytes(bytes(stored), dimensions)
    held = dict(assessment.held_back.values_list("staff_group_id", "dimensions"))
    tallies = []
    for group in assessment.partnership.staff_groups.all():
        # A group may have been given another audience since; what people were asked stays asked.
        answered = counts[group.pk][:, ANSWERS].sum(axis=1)
        asked = tuple(
            bool(now or before) for now, before in zip(framework.asked(group.audience), answered, strict=True)
        )
        pooled = group.audience in POOLED_AUDIENCES
        held_back = tuple(mark == WITHHELD for mark in held.get(group.pk, ""))
        tallies.append(GroupTally(group.key, group.audience, pooled, asked, counts[group.pk], held_back))
    return tallies


def results_of(assessment: Assessment, tallies: Sequence[GroupTally] | None = None) -> Results:
    """Every figure about answers that may be shown, from the released sheets, with disclosure control applied.

    :param tallies: those of `group_tallies`, where the caller has read them already.
    """
    framework = load_pin(assessment.framework)
    axes = [ThemeAxes(theme.id, tuple(one.id for one in theme.dimensions)) for theme in framework.themes]
    return work_out(axes, group_tallies(assessment) if tallies is None else tallies, assessment.k)
