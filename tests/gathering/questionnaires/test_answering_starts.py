"""Starting a questionnaire, by link or by code."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.visitors import limits
from oneworkforce.visitors.cookies import ANSWERS
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.answering import Person, even

pytestmark = pytest.mark.django_db


def test_the_first_page_says_who_asks_how_long_and_what_is_kept() -> None:
    partnership = make_partnership("Rivermouth Partnership", own_word="Children’s Trust")
    person = Person(make_assessment(partnership, purpose="To see where we are.", k=12))
    text = person.read(f"/answer/{person.link.code}/")
    assert "Rivermouth Partnership is asking" in text
    assert "in the Children’s Trust" in text
    assert "To see where we are." in text
    assert "About 7 to 25 minutes" in text
    assert "at least 12 people" in text
    assert text.count("<li>") == 5
    assert "unread, until enough others in your group have answered, or the questionnaire closes" in text
    assert "under the name of your group and with nothing else that says who wrote them" in text


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_creates_nothing(method: str) -> None:
    person = Person(make_assessment())
    for _look in range(3):
        assert getattr(person.client, method)(f"/answer/{person.link.code}/").status_code == 200
    assert not Draft.objects.exists()
    assert ANSWERS not in person.client.cookies


def test_pressing_start_begins_one_questionnaire_of_the_group() -> None:
    person = Person(make_assessment(), "leaders").start()
    assert person.draft.staff_group.key == "leaders"
    assert person.draft.sheet.count(".") == 44


def test_pressing_start_twice_goes_on_with_the_same() -> None:
    person = Person(make_assessment())
    page = person.fields(f"/answer/{person.link.code}/")
    for _press in range(2):
        assert person.client.post(f"/answer/{person.link.code}/", page).status_code == 302
    assert Draft.objects.count() == 1


def test_the_cookie_is_hidden_from_scripts_and_other_sites() -> None:
    cookie = Person(make_assessment()).start().client.cookies[ANSWERS]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/answer/")
    assert cookie["max-age"] == 30 * 24 * 60 * 60
    assert not cookie["secure"]


def test_the_cookie_travels_only_encrypted_where_the_address_is(settings: object) -> None:
    settings.ORIGIN = "https://workforce.example.org"  # type: ignore[attr-defined]
    assert Person(make_assessment()).start().client.cookies[ANSWERS]["secure"]


def test_a_browser_with_a_questionnaire_under_way_is_offered_to_go_on_or_start_afresh() -> None:
    person = Person(make_assessment()).start()
    before = person.code
    address = f"/answer/{person.link.code}/"
    text = person.read(address)
    assert "You have already started on this device" in text
    assert 'href="/answer/theme/1/"' in text
    person.start()
    assert person.code != before
    assert Draft.objects.count() == 2


def test_a_browser_with_another_questionnaire_is_told_so() -> None:
    person = Person(make_assessment()).start()
    text = Person(make_assessment(), client=person.client).read(f"/answer/{person.link.code}/")
    assert "You have already started" in text
    other = Person(make_assessment(), client=person.client)
    assert "Another questionnaire is under way on this device" in other.read(f"/answer/{other.link.code}/")


def test_no_session_and_no_staff_cookie_is_made() -> None:
    person = Person(make_assessment()).start()
    person.read("/answer/theme/1/")
    kept = {name for name, cookie in person.client.cookies.items() if cookie.value}
    assert kept == {ANSWERS, "oneworkforce_form"}


@pytest.mark.parametrize("written", ["{}", " {} ", "{:.4}-{:.0}{tail}"])
def test_a_short_code_is_understood_however_it_is_typed(written: str) -> None:
    person = Person(make_assessment())
    code = person.link.code
    typed = f"{code[:4].lower()}-{code[4:].lower()}" if "tail" in written else written.format(code)
    response = person.fill("/answer/", code=typed)
    assert response.headers["Location"] == f"/answer/{code}/"


def test_an_unknown_code_is_asked_for_again_with_what_was_typed() -> None:
    response = Person(make_assessment()).fill("/answer/", code="NOPE1234")
    assert "We do not know this code" in even(response)
    assert 'value="NOPE1234"' in even(response)


def test_an_unknown_link_gets_a_page_that_helps() -> None:
    response = Client().get("/answer/ABCDEFGH/")
    assert response.status_code == 404
    assert "We do not know this link" in even(response)


def test_a_link_that_is_not_open_yet_says_when() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    from oneworkforce.gathering.questionnaires.actions import make_links

    make_links(assessment)
    assessment.opens_on = datetime.date(2999, 5, 1)
    assessment.save()
    response = Client().get(f"/answer/{assessment.group_links.first().code}/")
    assert response.status_code == 404
    assert "not open yet" in even(response)
    assert "1 May 2999" in even(response)


def test_a_link_of_a_closed_assessment_says_so_and_starts_nothing() -> None:
    person = Person(make_assessment())
    page = person.fields(f"/answer/{person.link.code}/")
    change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    address = f"/answer/{person.link.code}/"
    for response in (person.client.get(address), person.client.post(address, page)):
        assert response.status_code == 410
        assert "This questionnaire has closed" in even(response)
    assert not Draft.objects.exists()


def test_a_date_that_has_passed_closes_the_link() -> None:
    person = Person(make_assessment())
    person.assessment.closes_on = datetime.date(2001, 1, 1)
    person.assessment.save()
    assert person.client.get(f"/answer/{person.link.code}/").status_code == 410


def test_guessing_codes_is_stopped_and_says_when_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TRIES", 3)
    person = Person(make_assessment())
    statuses = [person.fill("/answer/", code=f"NOPE{n:04}").status_code for n in range(4)]
    assert statuses == [200, 200, 200, 429]
    response = person.fill("/answer/", code=person.link.code)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "600"
    assert "Try again in 10 minutes" in even(response)


def test_guessing_links_is_stopped_and_a_right_link_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TRIES", 3)
    person = Person(make_assessment())
    assert [person.client.get(f"/answer/NOPE{n:04}/").status_code for n in range(4)] == [404, 404, 404, 429]
    assert all(person.client.get(f"/answer/{person.link.code}/").status_code == 200 for _visit in range(5))
