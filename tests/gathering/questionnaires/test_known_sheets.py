"""Who typed or imported most of a group's answers does not read the others' from its figures."""

from __future__ import annotations

from typing import Any

import pytest

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.closing import close_warnings
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.actions import import_answers
from oneworkforce.gathering.questionnaires.figures import group_tallies, results_of
from oneworkforce.gathering.questionnaires.models import KnownSheets
from oneworkforce.gathering.questionnaires.paper.finishing import finish_pile
from oneworkforce.gathering.questionnaires.paper.models import SECOND, Checking
from oneworkforce.gathering.questionnaires.privacy.sources import COMMAND_LINE, source_of
from oneworkforce.gathering.questionnaires.sheets import asked_of
from tests.factories import make_member
from tests.gathering.questionnaires.given import K, group_of, open_assessment, send
from tests.gathering.questionnaires.paper.piles import filled, make_pile, type_sheet

pytestmark = pytest.mark.django_db


def imported(assessment: Assessment, people: int, by: Any = None) -> None:
    group = group_of(assessment)
    sheet = "".join("3" if asked else "-" for asked in asked_of(assessment, group))
    import_answers(assessment=assessment, rows=[(group.pk, "", "", sheet)] * people, by=by)


def sent(assessment: Assessment, people: int) -> None:
    for _person in range(people):
        send(assessment, changes={0: "4"})


def close(assessment: Assessment) -> tuple[int | None, int]:
    """Close; n of the first dimension, and how many came too late to be in it."""
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    cell = results_of(assessment).dimensions[0].cell("frontline")
    assert cell is not None
    return cell.n, group_tallies(assessment)[0].late[0]


def known(assessment: Assessment) -> dict[tuple[int, str], int]:
    return {(one.close, one.source): one.sheets for one in assessment.known_sheets.all()}


def test_with_few_others_the_groups_answers_wait_and_with_more_they_enter() -> None:
    assessment = open_assessment()
    officer = make_member(assessment.partnership)
    imported(assessment, 20, by=officer)
    sent(assessment, K - 2)
    assert known(assessment) == {(1, source_of(officer)): 20}
    assert close(assessment) == (0, 20 + K - 2)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    sent(assessment, K)
    assert close(assessment) == (20 + K - 2 + K, 0)


@pytest.mark.parametrize("others", [0, K])
def test_with_no_others_or_enough_they_enter(others: int) -> None:
    assessment = open_assessment()
    imported(assessment, 20, by=make_member(assessment.partnership))
    sent(assessment, others)
    assert close(assessment) == (20 + others, 0)


def test_all_who_use_the_command_line_are_one_and_each_account_is_one() -> None:
    assessment = open_assessment()
    one, other = make_member(assessment.partnership), make_member(assessment.partnership)
    for by in (None, None, one, other, one):
        imported(assessment, 3, by=by)
    assert known(assessment) == {(1, COMMAND_LINE): 6, (1, source_of(one)): 6, (1, source_of(other)): 3}


def test_who_types_and_who_checks_know_a_sheet() -> None:
    pile = make_pile(sheets=3, checking=Checking.EVERY)
    typist, checker = make_member(pile.assessment.partnership), make_member(pile.assessment.partnership)
    for number in (1, 2, 3):
        empty = filled(pile, ".") if number == 3 else filled(pile)
        type_sheet(pile, number, empty, by=typist)
        if number == 1:
            type_sheet(pile, number, empty, turn=SECOND, by=checker)
    finish_pile(pile=pile, by=typist, explanation="Two were not checked.")
    # The third is blank, and is not sent.
    assert known(pile.assessment) == {(1, source_of(typist)): 2, (1, source_of(checker)): 1}


def test_what_goes_on_waiting_is_known_of_the_next_close() -> None:
    assessment = open_assessment()
    officer = make_member(assessment.partnership)
    sent(assessment, 2 * K)
    close(assessment)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    imported(assessment, K - 1, by=officer)
    close(assessment)
    assert known(assessment) == {(3, source_of(officer)): K - 1}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    imported(assessment, K, by=officer)
    sent(assessment, 1)
    assert known(assessment) == {(3, source_of(officer)): 2 * K - 1}
    assert close(assessment) == (2 * K, 2 * K)


def test_it_is_said_before_the_close() -> None:
    assessment = open_assessment()
    officer = make_member(assessment.partnership)
    imported(assessment, 20, by=officer)
    assert not close_warnings(assessment)
    sent(assessment, 2)
    assert [str(warning) for warning in close_warnings(assessment)] == [
        "Front-line staff and their managers: one person typed, checked or imported most answers; 2 came otherwise, 5 "
        "needed. If you close now, none of their new answers is counted. They wait until enough have come otherwise."
    ]
    sent(assessment, K - 2)
    assert not close_warnings(assessment)


def test_no_answer_is_kept_with_them() -> None:
    kept = {field.name for field in KnownSheets._meta.get_fields()}
    assert kept == {"id", "assessment", "staff_group", "close", "source", "sheets"}
