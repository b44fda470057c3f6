"""The pages on which an officer starts, opens and closes an assessment, and what they warn of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.assessments.stages import Doing, Stage, can
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.partnerships.roles import Role
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db


def test_an_officer_starts_opens_and_closes_by_button(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    officer = signed_in(make_member(partnership))
    started = {"name": "Where we are in 2027", "purpose": "To see what moved", "k": "10"}
    for _press in range(2):
        officer.post("/p/fernvale/a/start/", started)
    assessment = partnership.assessments.get()
    base = f"/p/fernvale/a/{assessment.key}/"
    assert officer.get(base).status_code == 200
    for to in ("open", "closed"):
        assert officer.get(f"{base}stage/{to}/").status_code == 200
        assessment.refresh_from_db()
        assert assessment.stage != to
        officer.post(f"{base}stage/{to}/")
        assessment.refresh_from_db()
        assert assessment.stage == to
    assert officer.post(f"{base}stage/planning/").status_code == 302
    assert officer.get(f"{base}stage/nonsense/").status_code == 404
    assessment.refresh_from_db()
    assert assessment.stage == "closed"


def test_a_stage_that_cannot_follow_is_refused_and_the_one_that_is_there_is_not(
    signed_in: Callable[[User], Client],
) -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    client = signed_in(make_member(assessment.partnership))
    home = f"/p/{assessment.partnership.key}/a/{assessment.key}/"
    refusal = "This assessment can’t go to that stage from here."
    for to, refused in ((Stage.ARCHIVED, True), (Stage.OPEN, False)):
        answered = client.post(f"{home}stage/{to}/", follow=True)
        assert answered.redirect_chain == [(home, 302)]
        assert (refusal in answered.content.decode()) is refused
    assessment.refresh_from_db()
    assert assessment.stage == Stage.OPEN
    assert client.get(f"{home}stage/nowhere/").status_code == 404


def test_a_small_group_is_named_before_opening(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    partnership.staff_groups.filter(key="leaders").update(people=6)
    assessment = make_assessment(partnership, stage=Stage.PLANNING)
    officer = signed_in(make_member(partnership))
    for page in ("", "stage/open/"):
        assert "has 6 people" in officer.get(f"/p/fernvale/a/{assessment.key}/{page}").content.decode()
    assert not can(assessment, Doing.ANSWER)


def test_a_group_of_which_few_have_answered_is_named_before_closing(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    assessment = make_assessment(partnership, k=5)
    for group, people in (("frontline", 5), ("leaders", 1)):
        for person in range(people):
            Draft.objects.create(
                token_hash=f"{group}{person}",
                assessment=assessment,
                staff_group=partnership.staff_groups.get(key=group),
                sheet="3" * 44,
                sent=True,
            )
    officer = signed_in(make_member(partnership))
    for where in ("stage/closed/", "details/", ""):
        page = officer.get(f"/p/fernvale/a/{assessment.key}/{where}").content.decode()
        assert (
            "Leaders and managers: 1 answered, 5 needed. If you close now, their own results, and beside them those of "
            "Front-line staff and their managers, stay hidden in this assessment even if more answer later." in page
        )
        assert "managers: 5 answered" not in page
    for reader in (Role.ANALYST, Role.VIEWER):
        page = signed_in(make_member(partnership, reader)).get(f"/p/fernvale/a/{assessment.key}/").content.decode()
        assert "5 needed" not in page, "only who can close it is warned there"


def test_before_it_closes_by_itself_the_warning_says_when(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    assessment = make_assessment(partnership, k=5)
    type(assessment).objects.filter(pk=assessment.pk).update(closes_on=date(2999, 3, 31))
    leaders = partnership.staff_groups.get(key="leaders")
    Draft.objects.create(token_hash="one", assessment=assessment, staff_group=leaders, sheet="3" * 44, sent=True)
    page = signed_in(make_member(partnership)).get(f"/p/fernvale/a/{assessment.key}/").content.decode()
    assert "It closes by itself at the end of 31 March 2999." in page
    assert "Leaders and managers: 1 answered, 5 needed. If you close now, their own results are not shown." in page
