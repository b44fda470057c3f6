"""Checking, sending, and what comes after."""

from __future__ import annotations

from typing import Any

import pytest

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft, ToolComment
from oneworkforce.visitors.cookies import ANSWERS, SENT
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person, even

pytestmark = pytest.mark.django_db


def answered(**given: str) -> Person:
    person = Person(make_assessment()).start()
    person.fill("/answer/theme/1/", **{"q0": "2", **given})
    return person


def test_lists_every_answer_with_a_way_to_change_it() -> None:
    person = answered(comment="All in all fine.")
    person.fill("/answer/about-you/", sector="health")
    text = person.read("/answer/check/")
    assert "You answered 1 of 40 questions. 39 are left out: that is fine" in text
    assert "/answer/theme/1/?from=check#q0" in text
    assert text.count("Left out") == 39
    assert "All in all fine." in text
    assert "Health" in text


def test_warns_of_what_looks_like_a_person_and_lets_it_be_sent_all_the_same() -> None:
    person = answered(comment="Ring Jo on 07700 900123.")
    assert "looks like it contains a phone number" in person.read("/answer/check/")
    assert person.fill("/answer/check/").status_code == 200
    assert person.client.post("/answer/send/", person.fields("/answer/check/")).status_code == 302


def test_without_any_answer_there_is_nothing_to_send() -> None:
    person = Person(make_assessment()).start()
    text = person.read("/answer/check/")
    assert "You have not answered any question yet" in text
    assert "/answer/send/" not in text
    response = person.client.post("/answer/send/", person.fields("/answer/theme/1/"))
    assert "Answer at least one question" in even(response)
    assert not person.draft.sent


def test_sends_and_forgets_and_says_what_happens_next() -> None:
    person = answered()
    draft = person.draft
    response = person.client.post("/answer/send/", person.fields("/answer/check/"))
    assert response.headers["Location"] == "/answer/sent/"
    draft.refresh_from_db()
    assert draft.sent
    assert not person.client.cookies[ANSWERS].value
    text = person.read("/answer/sent/")
    assert "wait, unread, until enough others" in text


def test_pressing_send_twice_sends_once() -> None:
    person = answered()
    page, code = person.fields("/answer/check/"), person.code
    person.client.post("/answer/send/", page)
    assert person.client.post("/answer/send/", page).headers["Location"] == "/answer/sent/"
    person.client.cookies[ANSWERS] = code  # the second press of an impatient thumb still carries it
    assert person.client.post("/answer/send/", page).headers["Location"] == "/answer/sent/"
    assert Draft.objects.filter(sent=True).count() == 1


def press_again(person: Person, code: str, page: dict[str, str]) -> Any:
    """The second press of an impatient thumb: it left before the first one's cookies were kept."""
    person.client.cookies.clear()
    person.client.cookies[ANSWERS] = code
    return person.client.post("/answer/send/", page)


def test_a_second_press_before_the_first_is_answered_is_thanked_like_the_first() -> None:
    person = answered()
    page, code = person.fields("/answer/check/"), person.code
    person.client.post("/answer/send/", page)
    assert press_again(person, code, page).headers["Location"] == "/answer/sent/"
    assert not person.client.cookies[ANSWERS].value
    assert "Your answers are sent" in person.read("/answer/sent/")
    assert Draft.objects.filter(sent=True).count() == 1


def test_a_second_press_is_thanked_though_the_first_released_the_draft() -> None:
    person = answered()
    page, draft, code = person.fields("/answer/check/"), person.draft, person.code
    person.client.post("/answer/send/", page)
    Draft.objects.filter(pk=draft.pk).delete()  # as the release does with all but k
    assert press_again(person, code, page).headers["Location"] == "/answer/sent/"
    assert "Your answers are sent" in person.read("/answer/sent/")


def test_a_draft_that_a_close_deleted_is_never_said_to_be_sent() -> None:
    person = answered()
    page = person.fields("/answer/check/")
    change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    response = person.client.post("/answer/send/", page)
    assert (response.status_code, "no longer taking answers" in even(response)) == (410, True)
    change_stage(assessment=person.assessment, to=Stage.OPEN, by=None)
    response = person.client.post("/answer/send/", page)
    assert (response.status_code, person.client.cookies[SENT].value) == (404, "")


@pytest.mark.parametrize("wrong", ["", "x~y~0", "x~y~0:signature"])
def test_a_form_that_we_did_not_sign_is_thanked_for_nothing(wrong: str) -> None:
    person = answered()
    page, draft, code = person.fields("/answer/check/"), person.draft, person.code
    draft.delete()
    assert press_again(person, code, {**page, "sending": wrong}).status_code == 404


def test_a_form_of_another_questionnaire_is_thanked_for_nothing() -> None:
    person, other = answered(), answered()
    page, code = person.fields("/answer/check/"), other.code
    other.draft.delete()
    assert press_again(other, code, page).status_code == 404


def test_looking_at_the_send_address_sends_nothing() -> None:
    person = answered()
    assert person.client.get("/answer/send/").headers["Location"] == "/answer/check/"
    assert not person.draft.sent


def test_an_own_link_of_sent_answers_says_so() -> None:
    person = answered()
    code = person.code
    person.client.post("/answer/send/", person.fields("/answer/check/"))
    response = Person(person.assessment).client.get(f"/answer/back/{code}/")
    assert response.status_code == 410
    assert "Your answers are sent. Thank you" in even(response)


def test_a_comment_on_the_questionnaire_itself_is_kept_with_the_answers_until_release() -> None:
    person = answered()
    draft = person.draft
    person.client.post("/answer/send/", person.fields("/answer/check/"))
    assert person.fill("/answer/sent/", text="Too long by half.").headers["Location"] == "/answer/sent/thank-you/"
    draft.refresh_from_db()
    assert draft.tool_comment == "Too long by half."
    assert not ToolComment.objects.exists()
    assert "You have finished" in person.read("/answer/sent/thank-you/")


def test_an_empty_comment_on_the_questionnaire_is_no_comment() -> None:
    person = answered()
    person.client.post("/answer/send/", person.fields("/answer/check/"))
    assert "Write a few words" in even(person.fill("/answer/sent/", text=" "))


def test_after_sending_the_same_browser_may_start_for_somebody_else() -> None:
    person = answered()
    person.client.post("/answer/send/", person.fields("/answer/check/"))
    person.start()
    assert person.client.get("/answer/theme/1/").status_code == 200


def test_closing_before_sending_is_told_honestly() -> None:
    person = answered()
    page = person.fields("/answer/check/")
    change_stage(assessment=person.assessment, to=Stage.CLOSED, by=None)
    assert person.client.post("/answer/send/", page).status_code in {404, 410}
