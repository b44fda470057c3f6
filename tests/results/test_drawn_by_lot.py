"""Drawn by lot or not: the numbers of every draw are kept and shown, and pages and report say which it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.actions import invite_people
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.invitations.lists.sampling import BY_SECTOR, BY_STAFF_GROUP, Sample
from oneworkforce.reporting.files import report_as
from tests.factories import make_assessment, make_member
from tests.results.answers import released, some_sheets
from tests.results.pages import page, words_of

NOT_BY_LOT = "The figures are indicative: the people who answered chose to, and were not drawn by lot."
UP_TO_THEM = "Whether to answer was up to each of them, so the figures are indicative."
SignIn = Callable[[User], Client]


@pytest.fixture
def assessment(db: None) -> Assessment:
    made = make_assessment()
    released(made, "frontline", some_sheets(made, "frontline", 40, seed=1))
    return made


def draw(assessment: Assessment, name: str, people: int, *, by: str = BY_SECTOR) -> None:
    """Half of this many people of a list are drawn: three quarters of them are in health."""
    sectors = ["health"] * (3 * people // 4) + ["education"] * (people // 4)
    listed = [
        Person(line, f"{name}{line}@example.org", "frontline", "First wave", sector=sector)
        for line, sector in enumerate(sectors, 2)
    ]
    invite_people(assessment=assessment, people=listed, by=None, sample=Sample(people // 2, by))


def said(client: Client, assessment: Assessment) -> list[str]:
    """What the pages of results and the report say."""
    pages = [page(client, assessment, theme) for theme in ("", "complementary-roles")]
    return [words_of(html) for html in (*pages, report_as("html", assessment).decode())]


def test_without_a_draw_the_figures_are_of_those_who_chose_to_answer(assessment: Assessment, signed_in: SignIn) -> None:
    for words in said(signed_in(make_member(assessment.partnership)), assessment):
        assert NOT_BY_LOT in words
        assert UP_TO_THEM not in words


def test_after_draws_it_is_said_how_many_were_drawn(assessment: Assessment, signed_in: SignIn) -> None:
    draw(assessment, "one", 40)
    draw(assessment, "two", 8)
    draw(make_assessment(assessment.partnership), "another", 4)
    for words in said(signed_in(make_member(assessment.partnership)), assessment):
        assert "Of the people invited, 24 were drawn by lot, from 48 in the lists." in words
        assert UP_TO_THEM in words
        assert "not drawn by lot" not in words


def test_a_report_without_figures_calls_none_indicative(db: None) -> None:
    assert "indicative" not in words_of(report_as("html", make_assessment()).decode())


def test_the_numbers_of_every_draw_stay_on_the_page(assessment: Assessment, signed_in: SignIn) -> None:
    client = signed_in(make_member(assessment.partnership))
    address = reverse("invite-people", kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key})
    assert "Drawn at random" not in words_of(client.get(address).content.decode())
    draw(assessment, "one", 40)
    draw(assessment, "two", 8, by=BY_STAFF_GROUP)
    for _look in range(2):
        words = words_of(client.get(address).content.decode())
        assert "Drawn at random" in words
        assert "Sector Drawn Of Health 15 30 Education 5 10 All 20 40" in words
        assert "Staff group Drawn Of Front-line staff and their managers 4 8 All 4 8" in words
