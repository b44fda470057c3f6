"""Whose place is not known is called just that: nobody says of people who were never asked that they “did not say”."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.reporting.files import report_as
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.families import make_family_assessment
from tests.results.answers import released, some_sheets
from tests.results.pages import page, words_of

pytestmark = pytest.mark.django_db
WHY = "“Not known”: people who left it out, or whom we do not ask."
SignIn = Callable[[User], Client]


def test_young_people_who_are_not_asked_where_they_work_did_not_refuse_to_say(signed_in: SignIn) -> None:
    assessment = make_family_assessment()
    released(assessment, "young-people", some_sheets(assessment, "young-people", 12, seed=1), sector="", locality="")
    client = signed_in(make_member(assessment.partnership))
    response = f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/response/"
    where_we_are = words_of(page(client, assessment))
    report = words_of(report_as("html", assessment).decode())
    assert "Not known 0 0 12 12" in where_we_are
    assert "Not known 12" in report
    for words in (where_we_are, report, words_of(client.get(response).content.decode())):
        assert "Did not say" not in words
        assert "Not said" not in words
    assert WHY in where_we_are
    assert WHY in report


def test_where_every_place_is_known_the_report_explains_nothing() -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 12, seed=1))
    report = words_of(report_as("html", assessment).decode())
    assert "Not known" not in report
    assert WHY not in report


def test_a_list_that_says_nothing_of_core_or_wider_is_said_to_say_nothing(signed_in: SignIn) -> None:
    assessment = make_assessment()
    wave = assessment.waves.create(name="First wave")
    group = assessment.partnership.staff_groups.get(key="frontline")
    for number in range(assessment.k):
        assessment.invitations.create(wave=wave, staff_group=group, email=f"person{number}@example.org")
    client = signed_in(make_member(assessment.partnership))
    response = f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/response/"
    assert f"The list does not say {assessment.k} 0 0%" in words_of(client.get(response).content.decode())
