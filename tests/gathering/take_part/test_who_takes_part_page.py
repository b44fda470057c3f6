"""Who takes part: invited, finished, under way and sent, by every part of the workforce."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.drafts import draft_key, start_draft
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou, save_about
from oneworkforce.gathering.take_part.who_takes_part import InvitedRow, ParticipationRow, who_takes_part_in
from oneworkforce.invitations.models import Workforce
from oneworkforce.invitations.people.purging import purge
from tests.factories import make_assessment, make_member
from tests.gathering.take_part.test_take_part_page import page_of, read, send_one

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def invite(
    assessment: Assessment, *finished: bool, sector: str = "health", workforce: str = "", wave: str = "1"
) -> None:
    to, _made = assessment.waves.get_or_create(name=f"Wave {wave}")
    group = assessment.partnership.staff_groups.get(key="frontline")
    for has_finished in finished:
        assessment.invitations.create(
            wave=to,
            email=f"person{assessment.invitations.count()}@example.org",
            staff_group=group,
            sector=sector,
            locality="north",
            workforce=workforce,
            finished=has_finished,
        )


def cells(text: str, name: str) -> list[list[str]]:
    """The figures of each row of this name, table after table."""
    rows = re.findall(rf">{re.escape(name)}</th>(.*?)</tr>", text)
    return [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in rows]


def test_counts_everybody_beside_what_is_known_and_small_parts_together(signed_in: SignIn) -> None:
    assessment = make_assessment(k=3)
    assessment.partnership.workforce_sizes.create(sector="health", people=40)
    invite(assessment, True, False, False, False, workforce=Workforce.CORE)
    invite(assessment, False, False, False, sector="youth-support", workforce=Workforce.WIDER, wave="2")
    invite(assessment, False, sector="education", workforce=Workforce.WIDER, wave="2")
    for _person in range(3):
        send_one(assessment, sector="health", locality="north")
        send_one(assessment, group="leaders")
    under_way = start_draft(link=assessment.group_links.get(staff_group__key="leaders"))
    save_about(key=draft_key(under_way), about=AboutYou("education", ""))
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert re.findall(r'stat__value">(\d+)<', text) == ["8", "1", "1", "6"]
    assert cells(text, "Health") == [["0", "3", "40", "8%"], ["4", "1", "25%"]]
    assert cells(text, "Leaders and managers") == [["1", "3"]]
    assert cells(text, "Front-line staff and their managers") == [["0", "3"], ["8", "1", "12%"]]
    assert cells(text, "North") == [["0", "3"], ["8", "1", "12%"]]
    # One person of Education is invited: neither that they have begun, nor that they have not finished, is said.
    assert cells(text, "Education") == []
    assert cells(text, "The rest: Education and Not known") == [["1", "3", "–", "–"]]
    assert cells(text, "The rest: Education and Youth support") == [["4", "0", "0%"]]
    assert "from Education" not in text
    assert "Nobody from Youth support yet (3 invited)" in text
    assert cells(text, "Wave 1") == [["4", "1", "25%"]]
    assert cells(text, "Wave 2") == [["4", "0", "0%"]]
    assert cells(text, "Core: all of the job") == [["4", "1", "25%"]]
    assert "Nobody of the wider workforce who was invited by name has finished yet (4 invited)" in text
    assert "person0@example.org" not in text


def test_a_wave_of_one_says_nothing_of_them(signed_in: SignIn) -> None:
    """The wave of an officer who means to find out: one person, who has finished."""
    assessment = make_assessment(k=3)
    invite(assessment, *[False] * 5, workforce=Workforce.CORE)
    invite(assessment, True, wave="2", sector="education", workforce=Workforce.WIDER)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert "Wave 1" not in text
    assert "Wave 2" not in text
    assert "By wave" not in text
    assert "Core and wider workforce" not in text
    invite(assessment, *[False] * 6, wave="3")
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert cells(text, "Wave 3") == [["6", "0", "0%"]]
    assert cells(text, "The rest: Wave 1 and Wave 2") == [["6", "1", "17%"]]


def test_it_says_what_all_have_been_heard_means(signed_in: SignIn) -> None:
    assessment = make_assessment(k=2)
    assessment.partnership.localities.all().delete()
    everywhere = [sector.id for sector in load_pin(assessment.framework).sectors]
    for sector in [*everywhere, *everywhere]:
        send_one(assessment, sector=sector)
        send_one(assessment, group="leaders", sector=sector)
    page = page_of(assessment, "response/")
    client = signed_in(make_member(assessment.partnership))
    assert "Every staff group, sector and locality has been heard." in read(client.get(page))
    send_one(assessment)
    assert "every sector and locality that is counted by itself" in read(client.get(page))


@pytest.mark.parametrize(
    ("people", "of", "share"),
    [
        (0, 40, "0%"),
        (3, 40, "8%"),
        (40, 40, "100%"),
        (50, 40, "125%"),
        (19, 5900, "<1%"),
        (30, 5900, "1%"),
        (3, None, "–"),
    ],
)
def test_a_share_of_a_few_is_not_said_to_be_none(people: int, of: int | None, share: str) -> None:
    assert ParticipationRow("Health", 0, people, of).share == share


def test_a_place_that_is_gone_since_is_no_silence(signed_in: SignIn) -> None:
    assessment = make_assessment(k=1)
    send_one(assessment, locality="north")
    assessment.partnership.localities.get(key="north").delete()
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert cells(text, "north") == [["0", "1"]]
    assert text.count(">Not known<") == 1  # of the sector


@pytest.mark.parametrize("is_invited", [True, False])
def test_the_wider_workforces_number_stands_beside_those_who_were_invited(signed_in: SignIn, is_invited: bool) -> None:
    assessment = make_assessment()
    sizes = assessment.partnership.workforce_sizes
    sizes.create(sector="health", people=40, wider=15)
    sizes.create(sector="education", people=100, wider=30)
    sizes.create(sector="early-years", people=7)
    if is_invited:
        invite(assessment, True, False, workforce=Workforce.WIDER)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert cells(text, "Core: all of the job") == [["95"]]
    assert cells(text, "Wider: part of the job, or as a volunteer") == [["45"]]
    assert "nobody has sent answers by one" in text


def test_where_core_and_wider_are_not_told_apart_no_number_is_made_up(signed_in: SignIn) -> None:
    assessment = make_assessment()
    assessment.partnership.workforce_sizes.create(sector="health", people=40)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert "Core: all of the job" not in text


def test_a_closed_assessment_has_nothing_under_way(signed_in: SignIn) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert ">Under way<" not in text
    assert "Voices that were missing" in text
    assert "Nobody from Leaders and managers<" in text
    assert "Nobody from Leaders and managers yet" not in text


def test_planning_says_that_nobody_can_answer_yet(signed_in: SignIn) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    text = read(signed_in(make_member(assessment.partnership)).get(page_of(assessment, "response/")))
    assert "Nobody can answer yet" in text


def test_as_many_queries_for_three_people_as_for_one() -> None:
    assessment = make_assessment()
    counts = []
    for _round in range(2):
        invite(assessment, True, False)
        send_one(assessment, sector="health", locality="south")
        with CaptureQueriesContext(connection) as queries:
            who_takes_part_in(assessment)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 14


def test_numbers_outlive_the_names() -> None:
    """Half a year after the close nobody is known by name, and who took part is still known."""
    assessment = make_assessment(k=2)
    invite(assessment, True, True, False, workforce=Workforce.WIDER)
    for _person in range(2):
        send_one(assessment)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    before = who_takes_part_in(assessment)
    [health] = [line for one in before.breakdowns for line in one.lines if line.name == "Health"]
    assert health.sent == 2  # as the list has them: they were not asked
    [purged] = purge(timezone.now() + timedelta(days=400))
    assert purged.invitations == 3
    assert not assessment.invitations.exists()
    assert who_takes_part_in(assessment) == before
    # Opened again, with others invited and erased in their turn: the numbers add up.
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    invite(assessment, False, workforce=Workforce.WIDER)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    purge(timezone.now() + timedelta(days=400))
    wider = "Wider: part of the job, or as a volunteer"
    assert InvitedRow(wider, 4, 2) in [line for one in who_takes_part_in(assessment).of_invited for line in one.lines]
    assert assessment.kept_numbers.count() == 1
