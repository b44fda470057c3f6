"""How far the steps of the loop are: an empty report is not called ready, nor answers that nobody gave all in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment, make_member
from tests.results.answers import released, some_sheets

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
REPORT = {
    "Without all the answers yet",
    "Nobody answered, so it has no figures",
    "Too few answered to show figures",
    "Ready to read",
}


def start(signed_in: SignIn, assessment: Assessment) -> str:
    client = signed_in(make_member(assessment.partnership))
    return client.get(f"/p/{assessment.partnership.key}/a/{assessment.key}/").content.decode()


@pytest.mark.parametrize(
    ("stage", "people", "says"),
    [
        (Stage.PLANNING, 0, "Without all the answers yet"),
        (Stage.OPEN, 0, "Without all the answers yet"),
        (Stage.OPEN, 40, "Without all the answers yet"),
        (Stage.CLOSED, 0, "Nobody answered, so it has no figures"),
        (Stage.CLOSED, 6, "Too few answered to show figures"),
        (Stage.CLOSED, 40, "Ready to read"),
        (Stage.ARCHIVED, 40, "Ready to read"),
    ],
)
def test_a_report_is_ready_when_it_shows_figures(signed_in: SignIn, stage: Stage, people: int, says: str) -> None:
    assessment = make_assessment(stage=stage)
    if people:
        released(assessment, "frontline", some_sheets(assessment, "frontline", people, seed=1))
    page = start(signed_in, assessment)
    assert {words for words in REPORT if words in page} == {says}


@pytest.mark.parametrize(("people", "says"), [(0, False), (40, True)])
def test_all_answers_are_in_only_where_there_are_any(signed_in: SignIn, people: int, says: bool) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    if people:
        released(assessment, "frontline", some_sheets(assessment, "frontline", people, seed=1))
    assert ("All answers are in" in start(signed_in, assessment)) == says
