"""Stopping, and coming back another day, perhaps elsewhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from oneworkforce.visitors import limits
from oneworkforce.visitors.cookies import ANSWERS
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Fields, Person, even

pytestmark = pytest.mark.django_db


def test_save_and_come_back_saves_the_page_first() -> None:
    person = Person(make_assessment()).start()
    response = person.fill("/answer/theme/1/", q0="5", then="come-back")
    assert response.headers["Location"] == "/answer/come-back/"
    assert person.draft.sheet[0] == "5"


def test_shows_the_own_link_and_the_own_code() -> None:
    person = Person(make_assessment()).start()
    text = person.read("/answer/come-back/")
    assert f"http://testserver/answer/{person.code}/" in text
    assert re.sub(r"(.{4})(?=.)", r"\1-", person.code) in text


def test_following_the_own_link_spends_nothing() -> None:
    person = Person(make_assessment()).start()
    scanner = Client()
    for _look in range(3):
        assert scanner.get(f"/answer/back/{person.code}/").status_code == 200
    assert ANSWERS not in scanner.cookies
    assert scanner.get("/answer/theme/1/").status_code == 404


def test_the_button_goes_on_where_the_person_left_off_on_another_device() -> None:
    person = Person(make_assessment()).start()
    person.fill("/answer/theme/1/", **dict.fromkeys(("q0", "q1", "q2", "q3"), "3"))
    elsewhere = Client()
    address = f"/answer/back/{person.code}/"
    page = Fields(elsewhere.get(address).content.decode()).found
    assert elsewhere.post(address, page).headers["Location"] == "/answer/theme/2/"
    assert elsewhere.cookies[ANSWERS].value == person.code


def test_the_own_code_can_be_typed() -> None:
    person = Person(make_assessment()).start()
    elsewhere = Client()
    page = Fields(elsewhere.get("/answer/").content.decode()).found
    code = re.sub(r"(.{4})(?=.)", r"\1-", person.code).lower()
    assert elsewhere.post("/answer/", {**page, "code": code}).headers["Location"] == "/answer/theme/1/"
    assert elsewhere.get("/answer/theme/1/").status_code == 200


def test_a_shared_device_can_be_made_to_forget() -> None:
    person = Person(make_assessment()).start()
    code = person.code
    assert person.client.post("/answer/leave/").headers["Location"] == "/answer/leave/"
    assert "has forgotten" in person.read("/answer/leave/")
    assert person.client.get("/answer/theme/1/").status_code == 404
    assert Client().get(f"/answer/back/{code}/").status_code == 200


def test_an_unknown_own_link_says_what_may_have_happened() -> None:
    response = Client().get("/answer/back/ABCDEFGHJKMN/")
    assert response.status_code == 404
    assert "were sent" in even(response)


def test_guessing_own_links_is_stopped_and_a_right_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TRIES", 3)
    person = Person(make_assessment()).start()
    assert [Client().get(f"/answer/back/ABCDEFGHJK{n:02}/").status_code for n in range(4)] == [404, 404, 404, 429]
    assert Client().get(f"/answer/back/{person.code}/").status_code == 200
