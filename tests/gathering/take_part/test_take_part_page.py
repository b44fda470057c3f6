"""The officer's page for taking part."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft, start_draft
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou, save_about, save_answers
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page_of(assessment: Assessment, more: str = "") -> str:
    return f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/{more}"


def read(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


def send_one(
    assessment: Assessment, group: str = "frontline", sector: str = "", locality: str = "", workforce: str = ""
) -> None:
    key = draft_key(start_draft(link=assessment.group_links.get(staff_group__key=group)))
    save_answers(key=key, changes={0: "3"})
    save_about(key=key, about=AboutYou(sector, locality, workforce))
    send_draft(key=key)


def test_an_officer_finds_every_groups_link_code_qr_and_invitation(signed_in: SignIn) -> None:
    assessment = make_assessment()
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment)))
    for link in assessment.group_links.all():
        assert f"http://testserver/answer/{link.code}/" in text
        assert f"{link.code[:4]}-{link.code[4:]}" in text
        assert page_of(assessment, f"{link.staff_group.key}/qr.svg") in text
        assert f"Invitation for {link.staff_group.name}" in text
    assert "Nobody yet" in text


def test_links_carry_the_public_address_where_one_is_set(signed_in: SignIn, settings: object) -> None:
    settings.ORIGIN = "https://workforce.example.org"  # type: ignore[attr-defined]
    assessment = make_assessment()
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment)))
    assert f"https://workforce.example.org/answer/{assessment.group_links.first().code}/" in text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SIGNATORY, Role.VIEWER])
def test_others_see_who_took_part_and_no_link(signed_in: SignIn, role: Role) -> None:
    assessment = make_assessment()
    client = signed_in(make_member(assessment.partnership, role))
    text = read(client.get(page_of(assessment)))
    assert "people have sent their answers" in text
    assert all(link.code not in text for link in assessment.group_links.all())
    assert client.get(page_of(assessment, "frontline/qr.svg")).status_code == 403
    assert client.get(page_of(assessment, "frontline/poster/")).status_code == 403


def test_counts_who_sent_and_leads_to_the_whole_of_it(signed_in: SignIn) -> None:
    assessment = make_assessment()
    for _person in range(3):
        send_one(assessment, sector="health", locality="north")
    start_draft(link=assessment.group_links.get(staff_group__key="leaders"))
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment)))
    assert 'stat__value">3<' in text
    assert "Nobody from Leaders and managers yet" in text
    assert page_of(assessment, "response/") in text
    assert "1 more has begun and not sent yet" in text


def test_planning_teaches_what_comes_first(signed_in: SignIn) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment)))
    assert "Open the assessment first" in text
    assert "/answer/" not in text


def test_a_closed_assessment_says_so_and_hands_out_no_link(signed_in: SignIn) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment)))
    assert "This assessment is closed" in text
    assert all(link.code not in text for link in assessment.group_links.all())


def test_a_group_added_after_the_opening_gets_its_link_by_a_button(signed_in: SignIn) -> None:
    assessment = make_assessment()
    assessment.partnership.staff_groups.create(key="volunteers", name="Volunteers", audience="frontline")
    client = signed_in(make_member(assessment.partnership))
    assert "added after the opening" in read(client.get(page_of(assessment)))
    assert assessment.group_links.count() == 2
    for _press in range(2):
        assert client.post(page_of(assessment, "volunteers/link/")).status_code == 302
    assert assessment.group_links.count() == 3
    assert "added after the opening" not in read(client.get(page_of(assessment)))


def test_the_qr_code_comes_as_picture_and_as_file(signed_in: SignIn) -> None:
    assessment = make_assessment()
    client = signed_in(make_member(assessment.partnership))
    svg = client.get(page_of(assessment, "frontline/qr.svg"))
    assert svg.headers["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    assert b"#fff" in svg.content
    assert "Content-Disposition" not in svg.headers
    png = client.get(page_of(assessment, "frontline/qr.png?save"))
    assert png.content.startswith(b"\x89PNG")
    assert "attachment" in png.headers["Content-Disposition"]


def test_the_poster_says_what_somebody_needs(signed_in: SignIn) -> None:
    assessment = make_assessment()
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "leaders/poster/")))
    code = assessment.group_links.get(staff_group__key="leaders").code
    assert f"{code[:4]}-{code[4:]}" in text
    assert "qr.svg" in text


def test_there_is_no_poster_and_no_qr_of_somebody_elses_group(signed_in: SignIn) -> None:
    assessment, other = make_assessment(), make_partnership()
    other.staff_groups.create(key="theirs", name="Theirs", audience="frontline")
    client = signed_in(make_member(assessment.partnership))
    for page in ("theirs/poster/", "theirs/qr.svg"):
        assert client.get(page_of(assessment, page)).status_code == 404


def test_takes_the_same_number_of_queries_however_many_take_part(signed_in: SignIn) -> None:
    assessment = make_assessment()
    client = signed_in(make_member(assessment.partnership))
    counts = []
    for people in (1, 2):
        for _person in range(people):
            send_one(assessment, sector="health")
        assessment.partnership.staff_groups.create(key=f"new-{people}", name=f"New {people}", audience="frontline")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(assessment)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
