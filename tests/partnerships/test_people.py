"""People and roles: adding, links, changing, removing; somebody always runs the tool."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.partnerships.commands import member
from oneworkforce.partnerships.models import Partnership
from oneworkforce.partnerships.roles import Role
from tests.factories import PASSWORD, make_member, make_partnership

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def partnership() -> Partnership:
    return make_partnership("Fernvale")


@pytest.fixture
def officer(partnership: Partnership, signed_in: SignedIn) -> Client:
    return signed_in(make_member(partnership))


def test_an_officer_adds_somebody_who_then_sets_a_password_by_the_link(
    officer: Client, partnership: Partnership
) -> None:
    officer.post("/p/fernvale/people/add/", {"name": "Ana Lyst", "email": "Ana@Example.org", "role": "analyst"})
    member = partnership.members.get(user__email="ana@example.org")
    assert member.role == Role.ANALYST
    page = officer.post(f"/p/fernvale/people/{member.pk}/link/").content.decode()
    link = re.search(r'value="http://testserver(/join/[^"]+)"', page)
    assert link
    newcomer = Client()
    newcomer.post(link[1], {"password": PASSWORD})
    assert newcomer.get("/p/fernvale/").status_code == 200
    assert newcomer.get("/p/fernvale/people/").status_code == 403


def test_the_same_person_twice_is_one_member_with_the_later_role(officer: Client, partnership: Partnership) -> None:
    for role in ("viewer", "analyst"):
        officer.post("/p/fernvale/people/add/", {"name": "Ana", "email": "ana@example.org", "role": role})
    assert partnership.members.filter(user__email="ana@example.org").values_list("role", flat=True).get() == "analyst"


def test_the_last_officer_can_neither_step_down_nor_be_removed(officer: Client, partnership: Partnership) -> None:
    member = partnership.members.get()
    officer.post(f"/p/fernvale/people/{member.pk}/", {"role": "viewer"})
    page = officer.post(f"/p/fernvale/people/{member.pk}/remove/", follow=True).content.decode()
    assert "Somebody has to run the tool" in page
    member.refresh_from_db()
    assert member.role == Role.OFFICER
    make_member(partnership)
    officer.post(f"/p/fernvale/people/{member.pk}/", {"role": "viewer"})
    member.refresh_from_db()
    assert member.role == Role.VIEWER


def test_a_role_that_does_not_exist_changes_nothing(officer: Client, partnership: Partnership) -> None:
    viewer = make_member(partnership, Role.VIEWER)
    member = partnership.members.get(user=viewer)
    officer.post(f"/p/fernvale/people/{member.pk}/", {"role": "owner"})
    member.refresh_from_db()
    assert member.role == Role.VIEWER


def test_an_officer_cannot_take_over_an_account_of_another_partnership(
    officer: Client, partnership: Partnership
) -> None:
    user = make_member(make_partnership())
    refused = officer.post("/p/fernvale/people/add/", {"name": "X", "email": user.email, "role": "viewer"})
    assert "Another partnership has made an account" in refused.content.decode()
    assert not partnership.members.filter(user=user).exists()


@pytest.mark.parametrize("has_password", [True, False])
def test_no_link_is_made_for_an_account_that_opens_another_partnership(
    officer: Client, partnership: Partnership, has_password: bool
) -> None:
    user = make_member(make_partnership())
    if not has_password:
        user.set_unusable_password()
        user.save()
    added = CliRunner().invoke(member, ["add", user.email, "fernvale", "viewer"])
    assert added.exit_code == 0, added.output
    shared = partnership.members.get(user=user)
    page = officer.post(f"/p/fernvale/people/{shared.pk}/link/", follow=True).content.decode()
    assert "other partnerships too" in page
    assert "/join/" not in page


def test_the_command_line_names_what_is_wrong(partnership: Partnership) -> None:
    for arguments, says in (
        (["a@example.org", "nowhere", "viewer"], "There are: fernvale"),
        (["nobody", "fernvale", "viewer"], "isn’t an e-mail address"),
        (["a@example.org", "fernvale", "owner"], "is not one of"),
    ):
        ran = CliRunner().invoke(member, ["add", *arguments])
        assert ran.exit_code != 0
        assert says in ran.output


def test_people_of_another_partnership_cannot_be_reached_by_number(officer: Client) -> None:
    stranger = make_member(make_partnership()).memberships.get()
    for path in ("", "link/", "remove/"):
        assert officer.post(f"/p/fernvale/people/{stranger.pk}/{path}", {"role": "viewer"}).status_code == 404
