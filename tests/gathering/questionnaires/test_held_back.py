"""A cell that was withheld at a close stays withheld, so that two closes cannot be taken from one another."""

from __future__ import annotations

import pytest

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.figures import results_of
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.sheets import asked_of, blank_sheet
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db
DIMENSION = "complementary-roles.tell-it-once"


def answer(assessment: Assessment, group: str, people: int, score: str) -> None:
    staff_group = assessment.partnership.staff_groups.get(key=group)
    sheet = blank_sheet(asked_of(assessment, staff_group)).replace(".", score)
    for person in range(people):
        key = f"{group}-{assessment.pk}-{assessment.times_closed}-{person:03}".ljust(64, "0")
        Draft.objects.create(token_hash=key, assessment=assessment, staff_group=staff_group, sheet=sheet, sent=True)


def close(assessment: Assessment) -> dict[str, tuple[int | None, bool]]:
    """Close, and return each cell of one dimension: n, and whether it is withheld."""
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    (found,) = (one for one in results_of(assessment).dimensions if one.id == DIMENSION)
    return {cell.group: (cell.n, cell.withheld) for cell in found.cells}


def test_a_group_too_small_at_one_close_is_not_shown_at_the_next() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "2")
    answer(assessment, "leaders", 3, "5")
    first = close(assessment)
    assert first == {EVERYONE: (33, False), "frontline": (None, True), "leaders": (None, True)}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    answer(assessment, "leaders", 10, "4")
    second = close(assessment)
    # 33 then, less the 30 of now, would be the three leaders.
    assert second == {EVERYONE: (43, False), "frontline": (None, True), "leaders": (None, True)}


def test_what_was_shown_goes_on_being_shown() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "2")
    answer(assessment, "leaders", 12, "5")
    close(assessment)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    answer(assessment, "leaders", 10, "4")
    assert close(assessment) == {EVERYONE: (52, False), "frontline": (30, False), "leaders": (22, False)}


def test_nothing_is_held_back_where_the_total_was_withheld_too() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 4, "2")
    assert close(assessment)[EVERYONE] == (None, True)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    answer(assessment, "frontline", 11, "3")
    assert close(assessment) == {EVERYONE: (15, False), "frontline": (15, False), "leaders": (0, False)}


def test_a_new_assessment_starts_afresh() -> None:
    first = make_assessment()
    answer(first, "frontline", 30, "2")
    answer(first, "leaders", 3, "5")
    close(first)
    again = make_assessment(first.partnership)
    answer(again, "frontline", 29, "2")
    answer(again, "leaders", 13, "5")
    assert close(again)["leaders"] == (13, False)
