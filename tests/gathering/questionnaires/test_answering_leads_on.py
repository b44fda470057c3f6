"""A form that saves one page and shows the next in one request, as a browser sends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.visitors.cookies import ANSWERS
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Fields, Person, even
from tests.gathering.questionnaires.invited import Invited, invite

pytestmark = pytest.mark.django_db
MAIN_FORM = re.compile(r'<form method="post" action="([^"]*)"(?:(?!name="place").)*?</form>', re.DOTALL)


class Form:
    """The main form of a page: where it leads, and what it holds."""

    def __init__(self, page: Any) -> None:
        found = MAIN_FORM.search(page.content.decode())
        assert found is not None
        self.action, self.fields = unescape(found[1]), Fields(found[0]).found

    def press(self, client: Client, given: Mapping[str, str] | None = None) -> Any:
        """Fill in some fields, and press the main button."""
        return client.post(self.action, {**self.fields, **(given or {})})


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def open_form(person: Person, address: str) -> Form:
    return Form(person.client.get(address))


def heading(response: Any) -> str:
    return re.search(r"<title>(.*?) –", even(response))[1]  # type: ignore[index]


def test_a_whole_questionnaire_takes_twelve_requests_and_at_most_forty_statements(assessment: Assessment) -> None:
    person = Person(assessment)
    with CaptureQueriesContext(connection) as queries:
        page, requests = person.client.get(f"/answer/{person.link.code}/"), 1
        seen = []
        while 'name="text"' not in page.content.decode():
            form = Form(page)
            questions = dict.fromkeys(re.findall(r'name="(q\d+)"', page.content.decode()), "3")
            page, requests = form.press(person.client, questions), requests + 1
            assert page.status_code == 200
            # The page stands at its own address, and asks for itself from there.
            assert f'data-place="{form.action}"' in page.content.decode()
            seen.append(form.action)
    assert requests == 12
    assert seen == [
        "/answer/about-you/",
        *(f"/answer/theme/{n}/" for n in range(1, 9)),
        "/answer/check/",
        "/answer/sent/",
    ]
    # On PostgreSQL the savepoint around this test counts too.
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 40
    draft = Draft.objects.get()
    assert (draft.sent, draft.sheet.count("3")) == (True, 40)


def test_starting_shows_the_first_page_and_keeps_the_code_out_of_its_address(assessment: Assessment) -> None:
    person = Person(assessment)
    response = open_form(person, f"/answer/{person.link.code}/").press(person.client)
    assert heading(response) == "Where you work"
    assert person.code not in response.content.decode()
    assert person.link.code not in response.content.decode()


def test_starting_again_by_reload_goes_on_with_the_same(assessment: Assessment) -> None:
    person = Person(assessment)
    form = open_form(person, f"/answer/{person.link.code}/")
    form.press(person.client)
    assert form.press(person.client).headers["Location"] == "/answer/theme/1/"
    assert Draft.objects.count() == 1


def test_starting_afresh_is_led_on_so_that_a_reload_starts_no_third(assessment: Assessment) -> None:
    person = Person(assessment).start()
    form = open_form(person, f"/answer/{person.link.code}/")
    assert form.action == f"/answer/{person.link.code}/"
    assert form.press(person.client).headers["Location"] == "/answer/about-you/"


def test_a_start_for_a_link_that_nobody_has_says_so(assessment: Assessment) -> None:
    response = Client().post("/answer/about-you/", {"link": "NOPE1234"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 404
    assert "We do not know this link" in even(response)


def test_another_site_cannot_start_one(assessment: Assessment) -> None:
    person = Person(assessment)
    for says in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        response = person.client.post("/answer/about-you/", {"link": person.link.code}, headers=says)
        assert response.status_code in {200, 403}
    assert not Draft.objects.exists()


def test_saves_the_one_page_and_shows_the_next(assessment: Assessment) -> None:
    person = Person(assessment).start()
    response = open_form(person, "/answer/theme/1/").press(person.client, {"q0": "4", "comment": "Well said."})
    assert "Theme 2 of 8" in even(response)
    assert person.draft.sheet[0] == "4"
    assert person.draft.comments.get().text == "Well said."


def test_what_is_shown_next_counts_what_was_just_saved(assessment: Assessment) -> None:
    person = Person(assessment).start()
    last = asked_themes(assessment.framework, "frontline")[-1].questions[0].field
    response = open_form(person, "/answer/theme/8/").press(person.client, {last: "4", "comment": "The last word"})
    text = even(response)
    assert "You answered 1 of 40 questions" in text
    assert "The last word" in text


def test_a_change_leads_back_to_the_check(assessment: Assessment) -> None:
    person = Person(assessment).start()
    form = open_form(person, "/answer/theme/3/?from=check")
    assert form.action == "/answer/check/"
    assert heading(form.press(person.client, {"comment": "changed"})) == "Check your answers"
    assert person.draft.comments.get().text == "changed"


def test_what_cannot_be_saved_is_shown_again_with_what_was_typed(assessment: Assessment) -> None:
    person = Person(assessment).start()
    response = open_form(person, "/answer/theme/1/").press(person.client, {"q0": "3", "comment": "x" * 2001})
    text = response.content.decode()
    assert 'data-place="/answer/theme/1/"' in text
    assert "it has 2,001 letters" in even(response)
    again = Form(response)
    assert (again.action, again.fields["of"], again.fields["q0"]) == ("/answer/theme/2/", "1", "3")


def test_a_form_that_comes_again_changes_nothing_that_is_newer(assessment: Assessment) -> None:
    person = Person(assessment).start()
    first = open_form(person, "/answer/theme/1/")
    first.press(person.client, {"q0": "3"})
    open_form(person, "/answer/theme/1/").press(person.client, {"q0": "4"})
    # “Reload”, or “back” and “send again”, on the page that the first press led to.
    for _time in range(2):
        assert "Theme 2 of 8" in even(first.press(person.client, {"q0": "3"}))
    assert person.draft.sheet[0] == "4"


def test_where_somebody_works_comes_again_and_changes_nothing_that_is_newer(assessment: Assessment) -> None:
    person = Person(assessment).start()
    first = open_form(person, "/answer/about-you/")
    first.press(person.client, {"sector": "health"})
    open_form(person, "/answer/about-you/").press(person.client, {"sector": "education"})
    assert "Theme 1 of 8" in even(first.press(person.client, {"sector": "health"}))
    assert person.draft.sector == "education"


def test_two_pages_of_the_same_theme_are_two_forms_though_they_say_the_same(assessment: Assessment) -> None:
    person = Person(assessment).start()
    first, second = open_form(person, "/answer/theme/1/"), open_form(person, "/answer/theme/1/")
    first.press(person.client, {"q0": "3"})
    open_form(person, "/answer/theme/1/").press(person.client, {"q0": "4"})
    second.press(person.client, {"q0": "3"})
    assert person.draft.sheet[0] == "3"


def test_the_marks_do_not_say_how_many_forms_came(assessment: Assessment) -> None:
    person = Person(assessment).start()
    before = person.draft.marks
    for number in range(1, 9):
        open_form(person, f"/answer/theme/{number}/").press(person.client, {"comment": "x", "q0": "3"})
    after = person.draft.marks
    assert len(before) == len(after)
    assert re.fullmatch(r"[0-9a-f]+", before[-128:])
    assert re.fullmatch(r"[0-9a-f]+", after[-128:])


def test_a_draft_of_before_forms_were_known_takes_them(assessment: Assessment) -> None:
    person = Person(assessment).start()
    Draft.objects.update(marks=person.draft.marks[:-128])
    form = open_form(person, "/answer/theme/1/")
    form.press(person.client, {"q0": "3"})
    open_form(person, "/answer/theme/1/").press(person.client, {"q0": "4"})
    form.press(person.client, {"q0": "3"})
    assert person.draft.sheet[0] == "4"


def test_a_close_meanwhile_is_told(assessment: Assessment) -> None:
    person = Person(assessment).start()
    form = open_form(person, "/answer/theme/1/")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert form.press(person.client, {"q0": "3"}).status_code in {404, 410}


def test_sending_shows_the_thanks_and_a_reload_thanks_again(assessment: Assessment) -> None:
    person = Person(assessment).start()
    person.fill("/answer/theme/1/", q0="2")
    form, code = open_form(person, "/answer/check/"), person.code
    response = form.press(person.client)
    assert heading(response) == "Thank you. Your answers are sent"
    assert not person.client.cookies[ANSWERS].value
    assert form.press(person.client).headers["Location"] == "/answer/sent/"
    person.client.cookies.clear()
    person.client.cookies[ANSWERS] = code  # a press that left before the first one's answer came
    assert heading(form.press(person.client)) == "Thank you. Your answers are sent"
    assert Draft.objects.filter(sent=True).count() == 1


def test_a_script_that_sends_is_told_where_to_go(assessment: Assessment) -> None:
    person = Person(assessment).start()
    person.fill("/answer/theme/1/", q0="2")
    page = person.fields("/answer/check/")
    response = person.client.post("/answer/send/", page, headers={"Accept": "application/json"})
    assert response.json() == {"next": "/answer/sent/"}
    assert person.client.get("/answer/sent/").status_code == 200


def test_a_comment_on_the_questionnaire_can_be_written_on_the_page_that_sending_shows(assessment: Assessment) -> None:
    person = Person(assessment).start()
    person.fill("/answer/theme/1/", q0="2")
    form = Form(open_form(person, "/answer/check/").press(person.client))
    assert form.action == "/answer/sent/"
    assert form.press(person.client, {"text": "Too long."}).headers["Location"] == "/answer/sent/thank-you/"


def test_whoever_has_a_letter_cannot_say_where_they_work(assessment: Assessment) -> None:
    person = Invited(invite(assessment)).start()
    form = Form(person.client.get("/answer/theme/1/"))
    response = person.client.post("/answer/theme/1/", {**form.fields, "of": "about", "sector": "health"})
    assert response.status_code == 200
    assert Draft.objects.get().sector == ""
