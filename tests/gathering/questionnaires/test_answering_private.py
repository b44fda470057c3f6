"""What other sites, logs and search engines are kept from."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from oneworkforce.config.logs import RouteNames
from oneworkforce.gathering.questionnaires.models import Draft, ToolComment
from oneworkforce.visitors.cookies import SENT
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person

pytestmark = pytest.mark.django_db

PAGES = ("", "about-you/", "theme/1/", "check/", "come-back/", "sent/", "leave/", "ABCDEFGH/", "back/ABCDEFGHJKMN/")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_another_where_somebody_comes_from_or_is_found_by_a_search(page: str) -> None:
    response = Person(make_assessment()).start().client.get(f"/answer/{page}")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "says", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_of_another_site_does_nothing(says: dict[str, str]) -> None:
    person = Person(make_assessment()).start()
    page = person.fields("/answer/theme/1/")
    response = person.client.post("/answer/theme/1/", {**page, "q0": "5"}, headers=says)
    assert response.status_code == 403
    assert person.draft.sheet[0] == "."


def test_another_site_cannot_put_a_questionnaire_into_an_old_browser() -> None:
    person = Person(make_assessment())
    victim = Client()
    for address in (f"/answer/{person.link.code}/", f"/answer/back/{Person(person.assessment).start().code}/"):
        victim.post(address, {"form": "stolen"}, headers={"Origin": "null"})
    assert "oneworkforce_answers" not in victim.cookies
    assert Draft.objects.count() == 1


def test_a_browser_that_says_it_is_our_own_page_needs_no_further_proof() -> None:
    person = Person(make_assessment())
    response = person.client.post(f"/answer/{person.link.code}/", headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 302


def test_a_lost_cookie_is_explained() -> None:
    person = Person(make_assessment())
    response = person.client.post(f"/answer/{person.link.code}/")
    assert "did not keep the small cookie" in response.content.decode()
    assert not Draft.objects.exists()


def test_logs_hold_no_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(RouteNames())
    code = "ABCDEFGHJKMN"
    with caplog.at_level(logging.DEBUG):
        Client().get(f"/answer/back/{code}/")
        Client().get(f"/answer/{code}/")
    assert caplog.records
    assert code not in caplog.text


def test_no_title_holds_what_somebody_wrote() -> None:
    person = Person(make_assessment()).start()
    person.fill("/answer/theme/1/", comment="Marmalade")
    for page in PAGES:
        title = person.read(f"/answer/{page}").partition("<title>")[2].partition("</title>")[0]
        assert title
        assert "Marmalade" not in title
        assert person.code not in title


def test_a_cookie_made_up_leads_to_no_assessment_and_leaves_no_comment() -> None:
    assessment = make_assessment()
    stranger = Client()
    stranger.cookies[SENT] = f"ABCDEFGHJKMN~{assessment.key}"
    answer = stranger.get("/answer/sent/")
    assert answer.status_code == 404
    assert assessment.partnership.name not in answer.content.decode()
    assert stranger.post("/answer/sent/", {"text": "Spam"}).status_code == 404
    assert not ToolComment.objects.exists()
