"""What a close makes of the answers: which of them enter, what stays withheld, and that nothing moves in between."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.figures import group_tallies, results_of
from oneworkforce.gathering.questionnaires.files.exporting import write_answers
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.gathering.questionnaires.sheets import asked_of, blank_sheet
from oneworkforce.gathering.questionnaires.tallies import rebuild_tallies
from tests.factories import make_assessment
from tests.gathering.questionnaires.given import send_many

pytestmark = pytest.mark.django_db
DIMENSION = "complementary-roles.tell-it-once"


def answer(assessment: Assessment, group: str, people: int, scores: str) -> None:
    """People who answer everything with one score, the scores in turns."""
    staff_group = assessment.partnership.staff_groups.get(key=group)
    blank = blank_sheet(asked_of(assessment, staff_group))
    for person in range(people):
        key = f"{group}-{assessment.pk}-{assessment.times_closed}-{person:03}".ljust(64, "0")
        sheet = blank.replace(".", scores[person % len(scores)])
        Draft.objects.create(token_hash=key, assessment=assessment, staff_group=staff_group, sheet=sheet, sent=True)


def close(assessment: Assessment) -> dict[str, tuple[int | None, bool]]:
    """Close, and return each cell of one dimension: n, and whether it is withheld."""
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    return cells(assessment)


def cells(assessment: Assessment) -> dict[str, tuple[int | None, bool]]:
    (found,) = (one for one in results_of(assessment).dimensions if one.id == DIMENSION)
    return {cell.group: (cell.n, cell.withheld) for cell in found.cells}


def test_a_group_too_small_at_one_close_is_not_shown_at_the_next() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "23")
    answer(assessment, "leaders", 3, "5")
    first = close(assessment)
    assert first == {EVERYONE: (33, False), "frontline": (None, True), "leaders": (None, True)}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    answer(assessment, "leaders", 10, "41")
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


def open_again(assessment: Assessment) -> None:
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)


def test_while_it_is_open_nothing_reads_what_is_released() -> None:
    assessment = make_assessment()
    for _batch in range(2):
        send_many(assessment, 45)
        assert Sheet.objects.filter(assessment=assessment, close=1).exists()
        assert cells(assessment) == {EVERYONE: (None, False), "frontline": (None, False), "leaders": (None, False)}
    shown = close(assessment)
    assert shown == {EVERYONE: (90, False), "frontline": (90, False), "leaders": (0, False)}
    open_again(assessment)
    send_many(assessment, 45)
    assert Sheet.objects.filter(assessment=assessment, close=2).exists()
    assert cells(assessment) == shown
    assert close(assessment)[EVERYONE] == (135, False)


def test_answers_wait_for_one_dimension_and_enter_for_another() -> None:
    assessment = make_assessment()
    places = [one.id for one in load_pin(assessment.framework).dimensions]
    answer(assessment, "frontline", 30, "23")
    answer(assessment, "leaders", 12, "45")
    close(assessment)
    for people, late in ((9, 9), (1, 0)):
        open_again(assessment)
        answer(assessment, "leaders", 12, "45")
        skips = Draft.objects.filter(assessment=assessment).order_by("pk")[people:]
        place = places.index(DIMENSION)
        for draft in skips:
            draft.sheet = draft.sheet[:place] + "." + draft.sheet[place + 1 :]
            draft.save()
        shown = close(assessment)
        waits = 12 if late else 0
        assert shown["leaders"] == ((12, False) if late else (22, False))
        leaders = group_tallies(assessment)[1]
        assert leaders.late[place] == waits
        assert sum(leaders.late) == waits, "everything else has entered"
        file = StringIO()
        write_answers(assessment, file)
        rows = [row for row in csv.DictReader(StringIO(file.getvalue())) if row["staff_group"] == "leaders"]
        assert sum(row[DIMENSION] != "" for row in rows) == 12, "what waited leaves in no file, then or later"
        entered = assessment.entered.get(staff_group__key="leaders", close=assessment.times_closed)
        assert entered.up_to[place] == (1 if late else 3)
        assert entered.up_to[place - 1] == assessment.times_closed
    stood = {one.close: one.up_to for one in assessment.entered.filter(staff_group__key="leaders")}
    rebuild_tallies(assessment)
    assert cells(assessment) == shown
    assert {one.close: one.up_to for one in assessment.entered.filter(staff_group__key="leaders")} == stood


def test_late_answers_that_are_all_alike_do_not_enter_a_withheld_cell() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "23")
    answer(assessment, "leaders", 3, "5")
    first = close(assessment)
    open_again(assessment)
    answer(assessment, "leaders", 12, "4")
    # 45 of now less 33 of then would be twelve people who all gave a 4.
    assert close(assessment) == first
    open_again(assessment)
    answer(assessment, "leaders", 10, "1")
    assert close(assessment)[EVERYONE] == (55, False), "with ten of another opinion they are not alike"


def test_a_group_of_a_few_reads_withheld_where_all_of_them_skipped_it() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "23")
    answer(assessment, "leaders", 3, "4")
    place = [one.id for one in load_pin(assessment.framework).dimensions].index(DIMENSION)
    for draft in Draft.objects.filter(staff_group__key="leaders"):
        draft.sheet = draft.sheet[:place] + "." + draft.sheet[place + 1 :]
        draft.save()
    # “Nobody of the three answered this” would be an answer of theirs.
    assert close(assessment) == {EVERYONE: (30, False), "frontline": (None, True), "leaders": (None, True)}


def test_what_was_closed_before_there_were_marks_counts_as_known() -> None:
    assessment = make_assessment()
    answer(assessment, "frontline", 30, "23")
    answer(assessment, "leaders", 3, "5")
    close(assessment)
    assessment.entered.update(marks="")
    open_again(assessment)
    answer(assessment, "leaders", 12, "45")
    assert close(assessment) == {EVERYONE: (45, False), "frontline": (None, True), "leaders": (None, True)}
