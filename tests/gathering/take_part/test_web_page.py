"""The public web page, and the briefing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.take_part.actions import show_web_page
from tests.factories import make_assessment, make_member
from tests.gathering.take_part.test_take_part_page import page_of, read

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
WORDS = "We ask because families told us to.\n\n<b>Briefings</b> are on 4 May."


def shown(assessment: Assessment, **changed: Any) -> str:
    show_web_page(assessment=assessment, by=None, **({"shown": True, "words": WORDS, "links": False} | changed))
    return f"/take-part/{assessment.key}/"


def test_an_officer_writes_and_shows_it(signed_in: SignIn, client: Client) -> None:
    assessment = make_assessment()
    officer = signed_in(make_member(assessment.partnership))
    page = page_of(assessment, "web-page/")
    assert client.get(f"/take-part/{assessment.key}/").status_code == 404
    for _press in range(2):
        assert officer.post(page, {"shown": "on", "words": WORDS}).status_code == 302
    assert Event.objects.filter(what="web page changed").count() == 1
    assert f"http://testserver/take-part/{assessment.key}/" in read(officer.get(page))
    text = read(client.get(f"/take-part/{assessment.key}/"))
    assert "We ask because families told us to.</p>" in text
    assert "&lt;b&gt;Briefings&lt;/b&gt;" in text
    officer.post(page, {"words": WORDS})
    assert client.get(f"/take-part/{assessment.key}/").status_code == 404


def test_too_many_words_are_refused_and_kept_on_the_screen(signed_in: SignIn) -> None:
    assessment = make_assessment()
    text = read(
        signed_in(make_member(assessment.partnership)).post(page_of(assessment, "web-page/"), {"words": "x" * 4001})
    )
    assert "up to 4000 letters" in text
    assert "x" * 4001 in text
    assert not Event.objects.filter(what="web page changed").exists()


def test_links_are_given_out_only_where_the_officer_said_so(client: Client) -> None:
    assessment = make_assessment()
    links = [f"/answer/{link.code}/" for link in assessment.group_links.all()]
    text = read(client.get(shown(assessment)))
    assert not any(link in text for link in links)
    text = read(client.get(shown(assessment, links=True)))
    assert all(link in text for link in links)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    text = read(client.get(f"/take-part/{assessment.key}/"))
    assert "has closed" in text
    assert not any(link in text for link in links)


def test_before_opening_it_says_from_when(client: Client) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    assert "has not begun yet" in read(client.get(shown(assessment)))


def test_it_is_gone_with_the_archive(client: Client) -> None:
    assessment = make_assessment(stage=Stage.ARCHIVED)
    assert client.get(shown(assessment)).status_code == 404


def test_it_never_touches_a_session_and_writes_nothing(client: Client) -> None:
    assessment = make_assessment()
    address = shown(assessment, links=True)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert not response.cookies
    assert all(query["sql"].startswith("SELECT") for query in queries)


@pytest.mark.parametrize(("group", "families"), [("frontline", False), ("young", True)])
def test_a_briefing_says_what_people_need(signed_in: SignIn, group: str, families: bool) -> None:
    assessment = make_assessment()
    groups = assessment.partnership.staff_groups
    groups.create(key="young", name="Young people", audience="young-people")
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, f"{group}/briefing/")))
    assert ("Childline" in text) == families
    assert ("<dt>" in text) != families
    link = assessment.group_links.filter(staff_group__key=group).first()
    assert (link is not None) == (group == "frontline")
    if link:
        assert f"{link.code[:4]}-{link.code[4:]}" in text


def test_it_names_the_organisations_of_today_and_who_made_the_questions(client: Client) -> None:
    assessment = make_assessment()
    today = timezone.localdate()
    for name, joined, left in (("Kingfisher Play", None, None), ("Gone", None, today), ("Soon", today + DAY, None)):
        assessment.partnership.organisations.create(name=name, sector="health", joined_on=joined, left_on=left)
    text = read(client.get(shown(assessment)))
    assert "<li>Kingfisher Play</li></ul>" in text
    assert "<li>Gone" not in text
    assert "<li>Soon" not in text
    assert "Workforce Development Council" in text
