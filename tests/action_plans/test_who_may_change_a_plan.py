"""Everyone of the partnership reads its action plan; officers and analysts change it; others never learn of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.action_plans.actions import add_action, add_focus_area
from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.roles import Role
from tests.action_plans.plans import address, theme
from tests.factories import make_assessment, make_member

READ = ("goals", "goals-theme", "what-we-will-do", "actions-export")
CHANGE = (
    "theme-note",
    "focus-add",
    "focus-edit",
    "focus-remove",
    "action-add",
    "action-edit",
    "action-progress",
    "action-remove",
)
PRESS = ("goals", "goals-theme", "focus-move", "action-from-solution", *CHANGE)
CHANGERS = {Role.OFFICER, Role.ANALYST}


def page(assessment: Assessment, name: str) -> str:
    """The address of a page, with the theme, focus area or action that it needs."""
    if name in {"goals-theme", "theme-note"}:
        return address(assessment, name, theme=theme(assessment).id)
    if name.startswith("focus-") and name != "focus-add":
        area = add_focus_area(assessment=assessment, sentence="Together", by=None)
        return address(assessment, name, pk=area.pk)
    if name in {"action-edit", "action-progress", "action-remove"}:
        action = add_action(assessment=assessment, what="Meet", by=None)
        return address(assessment, name, pk=action.pk)
    return address(assessment, name)


@pytest.mark.parametrize("role", Role)
def test_every_role_reads(assessment: Assessment, signed_in: Callable[[User], Client], role: Role) -> None:
    client = signed_in(make_member(assessment.partnership, role))
    assert {name: client.get(page(assessment, name)).status_code for name in READ} == dict.fromkeys(READ, 200)


@pytest.mark.parametrize("role", Role)
def test_only_officers_and_analysts_see_a_form(
    assessment: Assessment, signed_in: Callable[[User], Client], role: Role
) -> None:
    client = signed_in(make_member(assessment.partnership, role))
    answers = {name: client.get(page(assessment, name)).status_code for name in CHANGE}
    assert answers == dict.fromkeys(CHANGE, 200 if role in CHANGERS else 403)


@pytest.mark.parametrize("role", Role)
def test_only_officers_and_analysts_may_send_one(
    assessment: Assessment, signed_in: Callable[[User], Client], role: Role
) -> None:
    client = signed_in(make_member(assessment.partnership, role))
    one = theme(assessment)
    sent = {"theme": one.id, "solution": one.solutions[0].id}
    answers = {name: client.post(page(assessment, name), sent).status_code for name in PRESS}
    refused = {name for name, status in answers.items() if status == 403}
    assert refused == (set() if role in CHANGERS else set(PRESS))
    assert set(answers.values()) <= {200, 302, 403}


def test_another_partnership_finds_no_page(assessment: Assessment, signed_in: Callable[[User], Client]) -> None:
    stranger = signed_in(make_member(make_assessment().partnership, Role.OFFICER))
    for name in {*READ, *PRESS}:
        where = page(assessment, name)
        assert stranger.get(where).status_code in {404, 405}, name
        assert stranger.post(where).status_code in {404, 405}, name


@pytest.mark.parametrize("name", ["focus-edit", "focus-remove", "action-edit", "action-progress", "action-remove"])
def test_a_line_of_another_assessment_is_out_of_reach(analyst: Client, assessment: Assessment, name: str) -> None:
    elsewhere = make_assessment()
    pk = page(elsewhere, name).split("/")[-2 if name.endswith("edit") else -3]
    response = analyst.post(
        address(assessment, name, pk=int(pk)), {"what": "Mine", "sentence": "Mine", "state": "done"}
    )
    assert response.status_code in {302, 404}
    kept = [*elsewhere.actions.values_list("what", "state"), *elsewhere.focus_areas.values_list("sentence")]
    assert kept in ([("Meet", "not started")], [("Together",)])


def test_a_visitor_is_asked_to_sign_in(assessment: Assessment) -> None:
    response = Client().get(address(assessment, "what-we-will-do"))
    assert response.status_code == 302
    assert "sign-in" in response["Location"] or "login" in response["Location"]
