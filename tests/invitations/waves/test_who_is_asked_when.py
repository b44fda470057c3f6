"""Sectors are invited one after another, and a first wave may hold people with workforce duties alone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.who_takes_part import who_takes_part_in
from oneworkforce.invitations.lists.actions import invite_people
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.waves.schedule import send_what_is_due
from tests.factories import make_assessment
from tests.invitations.letters.given import deliver

pytestmark = pytest.mark.django_db
JANUARY, APRIL = date(2027, 1, 25), date(2027, 4, 5)
DUTIES, REST = "Workforce leads", "Everybody else"


def of_sector(line: int, sector: str, wave: str) -> Person:
    return Person(line=line, email=f"{sector}{line}@example.org", staff_group="frontline", sector=sector, wave=wave)


def written_to_on(day: date) -> set[str]:
    send_what_is_due(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/London")))
    return {mail.to for mail in deliver("invitation")}


def emails(wave: str) -> set[str]:
    return set(Invitation.objects.filter(wave__name=wave).values_list("email", flat=True))


@pytest.fixture
def assessment() -> Assessment:
    """Two sectors in January, two in April, each wave with a day of its own."""
    assessment = make_assessment()
    invite_people(
        assessment=assessment,
        people=[
            *(of_sector(line, "early-years", "January") for line in (2, 3)),
            of_sector(4, "health", "January"),
            of_sector(5, "sport-and-culture", "April"),
            of_sector(6, "youth-support", "April"),
        ],
        by=None,
    )
    assessment.waves.filter(name="January").update(invites_on=JANUARY, sends=True)
    assessment.waves.filter(name="April").update(invites_on=APRIL, sends=True)
    return assessment


def test_each_sector_is_written_to_in_its_own_wave(assessment: Assessment) -> None:
    assert written_to_on(JANUARY) == emails("January")
    assert set(Invitation.objects.filter(wave__name="January").values_list("sector", flat=True)) == {
        "early-years",
        "health",
    }
    assert written_to_on(date(2027, 4, 4)) == set()
    assert written_to_on(APRIL) == emails("April")


def test_a_first_wave_holds_people_with_workforce_duties_alone() -> None:
    assessment = make_assessment()
    leads = [of_sector(line, sector, DUTIES) for line, sector in enumerate(("health", "education"), start=2)]
    invite_people(assessment=assessment, people=leads, by=None)
    assessment.waves.filter(name=DUTIES).update(invites_on=JANUARY, sends=True)
    invite_people(assessment=assessment, people=[of_sector(9, "health", REST)], by=None)
    assessment.waves.filter(name=REST).update(invites_on=APRIL, sends=True)

    assert [wave.name for wave in assessment.waves.order_by("order")] == [DUTIES, REST]
    assert written_to_on(JANUARY) == emails(DUTIES) == {"health2@example.org", "education3@example.org"}
    assert written_to_on(APRIL) == emails(REST)
    assert who_takes_part_in(assessment) is not None
