"""Whether all of somebody's job is with children and families: asked of staff with a group's link, and only counted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.actions import export_answers
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft
from oneworkforce.gathering.questionnaires.models import Draft, Sheet, Tally, WorkforceCount
from oneworkforce.gathering.questionnaires.saving.marks import UNCHANGED
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou, save_about
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person
from tests.gathering.questionnaires.given import open_assessment, send, start

pytestmark = pytest.mark.django_db
QUESTION = "How much of your job is with children, young people or families?"


def test_staff_are_asked_and_need_not_say() -> None:
    person = Person(make_assessment()).start()
    text = person.read("/answer/about-you/")
    assert QUESTION in text
    assert "This is only counted. It does not stay with your sector, your place or your answers." in text
    person.fill("/answer/about-you/", sector="health", workforce="wider")
    assert person.draft.workforce == "wider"
    assert person.fields("/answer/about-you/")["workforce"] == "wider"
    assert "Part of it, or I am a volunteer" in person.read("/answer/check/")
    person.fill("/answer/about-you/", workforce="")
    assert (person.draft.sector, person.draft.workforce) == ("health", "")
    person.fill("/answer/about-you/", workforce="managers")
    assert person.draft.workforce == ""


def test_a_script_saves_it_and_an_older_page_does_not_take_it_back() -> None:
    person = Person(make_assessment()).start()
    late = {"sector": "health", "locality": "", "workforce": "core", "mark_about": "aaaa", "was_about": UNCHANGED}
    assert person.autosave(**late).json() == {"saved": True}
    assert person.draft.workforce == "core"
    older = {**late, "workforce": "wider", "mark_about": "bbbb"}
    assert person.autosave(**older).json()["kept"] == {"about": ["health//core", "aaaa"]}
    assert person.draft.workforce == "core"
    assert person.autosave(sector="", locality="", workforce="managers").status_code == 400
    # What a device keeps to go on without a connection.
    kept = person.client.get("/answer/kept/").json()
    assert kept["known"]["about"] == ["health//core", "aaaa"]
    assert QUESTION in kept["pages"]["/answer/about-you/"]
    assert " checked" not in kept["pages"]["/answer/about-you/"]


def test_families_are_not_asked_and_nothing_is_kept_of_them() -> None:
    assessment = open_assessment()
    key = draft_key(start(assessment))
    assessment.partnership.staff_groups.update(audience="parents")
    with pytest.raises(ValueError):
        save_about(key=key, about=AboutYou(workforce="core"))
    assert Draft.objects.get().workforce == ""


def test_it_is_counted_and_stays_with_no_sheet_row_or_tally(tmp_path: Path) -> None:
    assessment = open_assessment(k=2)
    kinds = ["core", "core", "wider", "wider", "wider", ""]
    for kind in kinds:
        key = draft_key(start(assessment))
        save_about(key=key, about=AboutYou("health", "north", kind))
        Draft.objects.filter(pk=key).update(sheet="3" * 44)
        send_draft(key=key)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    counted = {one.workforce: one.people + one.waiting for one in WorkforceCount.objects.all()}
    assert counted == {"core": 2, "wider": 3}
    for model in (Sheet, Tally):
        assert "workforce" not in {field.name for field in model._meta.get_fields()}
    assert {field.name for field in WorkforceCount._meta.get_fields()} == {
        "id", "assessment", "staff_group", "workforce", "people", "waiting",
    }  # fmt: skip
    file = tmp_path / "answers.csv"
    export_answers(assessment=assessment, path=file, by=None)
    rows = list(csv.reader(file.read_text().splitlines()))
    assert len(rows) == 1 + len(kinds)
    assert not {"core", "wider", "workforce"} & {cell for row in rows for cell in row}


def test_those_who_do_not_say_leave_no_count() -> None:
    assessment = open_assessment(k=2)
    for _person in range(6):
        send(assessment)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert Sheet.objects.count() == 6
    assert not WorkforceCount.objects.exists()
