"""One thing done with each permission: whoever holds it does it, and whoever does not leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.letters.words import begun_with
from oneworkforce.partnerships.roles import Permission, Role, allows
from tests.factories import make_assessment, make_member

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Deed:
    """A form as somebody sends it, what it changes, and what that is afterwards."""

    page: str
    typed: dict[str, str]
    state: Callable[[Assessment], Any]
    afterwards: Any


DEEDS = {
    Permission.SET_UP: Deed(
        "localities-add",
        {"name": "East"},
        lambda assessment: {place.name for place in assessment.partnership.localities.all()},
        {"North", "South", "East"},
    ),
    Permission.PLAN: Deed(
        "plan-add",
        {"activity": "Send the links", "state": "planned"},
        lambda assessment: [line.activity for line in assessment.planned_activities.all()],
        ["Send the links"],
    ),
    Permission.RUN: Deed(
        "assessment-stage",
        {},
        lambda assessment: Assessment.objects.get(pk=assessment.pk).stage,
        Stage.CLOSED,
    ),
    Permission.ANALYSE: Deed(
        "focus-add",
        {"sentence": "Families tell it once"},
        lambda assessment: [area.sentence for area in assessment.focus_areas.all()],
        ["Families tell it once"],
    ),
    Permission.REPORT: Deed(
        "report-edit",
        {"goals-words": "How far we want to come."},
        lambda assessment: dict(assessment.report_sections.values_list("section", "words")),
        {"goals": "How far we want to come."},
    ),
    Permission.APPROVE: Deed(
        "invite-letter-approve",
        {"shown": begun_with("invitation", "en-gb").fingerprint},
        lambda assessment: list(assessment.letter_approvals.values_list("kind", "language")),
        [("invitation", "en-gb")],
    ),
}


def test_there_is_a_deed_for_each_permission_to_change_something() -> None:
    # Telling comes after the close, when these deeds are over: tests/gathering/take_part/test_what_came_of_it.py.
    assert set(DEEDS) == set(Permission) - {Permission.READ, Permission.TELL}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", DEEDS)
def test_a_role_changes_what_it_may_and_nothing_else(
    permission: Permission, role: Role, signed_in: Callable[[User], Client]
) -> None:
    assessment, deed = make_assessment(stage=Stage.OPEN), DEEDS[permission]
    client = signed_in(make_member(assessment.partnership, role))
    before, events = deed.state(assessment), Event.objects.count()
    assert before != deed.afterwards

    answer = client.post(address_of(deed, assessment), deed.typed)

    if allows(role, permission):
        assert answer.status_code == 302
        assert deed.state(assessment) == deed.afterwards
        assert Event.objects.count() == events + 1
    else:
        assert answer.status_code == 403
        assert deed.state(assessment) == before
        assert Event.objects.count() == events


def address_of(deed: Deed, assessment: Assessment) -> str:
    """The address of the deed's page."""
    where = {"partnership": assessment.partnership.key}
    if deed.page != "localities-add":
        where["assessment"] = assessment.key
    if deed.page == "assessment-stage":
        where["to"] = Stage.CLOSED.value
    if deed.page == "invite-letter-approve":
        where |= {"kind": "invitation", "language": "en-gb"}
    return reverse(deed.page, kwargs=where)
