"""Saving each answer as it is given."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person

pytestmark = pytest.mark.django_db


def test_saves_an_answer() -> None:
    person = Person(make_assessment()).start()
    response = person.autosave(q3="4")
    assert (response.status_code, response.json()) == (200, {"saved": True})
    assert person.draft.sheet[3] == "4"


def test_takes_one_statement() -> None:
    person = Person(make_assessment()).start()
    draft = person.fields("/answer/theme/1/")["draft"]
    with CaptureQueriesContext(connection) as queries:
        person.autosave(draft=draft, q3="4", q7="d")
    assert [query["sql"].split()[0] for query in queries] == ["UPDATE"]


def test_saves_a_comment_and_says_which_text_is_kept_now() -> None:
    person = Person(make_assessment()).start()
    before = person.fields("/answer/theme/1/")["comment_shown"]
    response = person.autosave(theme="shared-identity-and-purpose", comment="Well said.")
    assert response.json()["comment_shown"] == person.fields("/answer/theme/1/")["comment_shown"] != before
    assert person.draft.comments.get().text == "Well said."


def test_a_page_of_another_questionnaire_saves_nothing() -> None:
    person = Person(make_assessment()).start()
    old = person.fields("/answer/theme/1/")["draft"]
    person.start()
    response = person.autosave(draft=old, q0="5")
    assert (response.status_code, response.json()["saved"]) == (409, False)
    assert "Another questionnaire" in response.json()["why"]
    assert person.draft.sheet[0] == "."


NOTHING_TO_SAVE: list[dict[str, str]] = [
    {},
    {"q0": "9"},
    {"q999": "3"},
    {"comment": "for no theme"},
    {"theme": "no-such", "comment": "x"},
]


@pytest.mark.parametrize("given", NOTHING_TO_SAVE)
def test_what_cannot_be_saved_is_refused(given: dict[str, str]) -> None:
    response = Person(make_assessment()).start().autosave(**given)
    assert (response.status_code, response.json()["saved"]) == (400, False)


def test_an_answer_that_this_group_is_not_asked_is_refused() -> None:
    person = Person(make_assessment()).start()
    unasked = person.draft.sheet.index("-")
    assert person.autosave(**{f"q{unasked}": "3"}).status_code == 400
    assert person.draft.sheet[unasked] == "-"


def test_a_closed_questionnaire_says_that_nothing_was_saved() -> None:
    person = Person(make_assessment()).start()
    draft = person.fields("/answer/theme/1/")["draft"]
    change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    response = person.autosave(draft=draft, q0="5")
    assert (response.status_code, response.json()["saved"]) == (410, False)


def test_without_a_questionnaire_nothing_is_saved() -> None:
    assert Client().post("/answer/save/", {"q0": "5"}).status_code == 404
    assert Client().get("/answer/save/").status_code == 404
