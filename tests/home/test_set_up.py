"""The first visit: nobody gets in without the code, and the code works once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event, User
from oneworkforce.home.set_up import AlreadySetUp, code_for_first_visit, is_the_code, set_up
from oneworkforce.partnerships.models import Partnership
from tests.factories import PASSWORD, make_member, make_partnership

pytestmark = pytest.mark.django_db


def filled_in(**changes: str) -> dict[str, str]:
    return {
        "code": code_for_first_visit() or "",
        "name": "Robin Ash",
        "email": "robin@example.org",
        "password": PASSWORD,
        "partnership": "Fernvale safeguarding partnership",
        "own_word": "safeguarding partnership",
        "region": "",
        "time_zone": "Europe/London",
        **changes,
    }


def test_the_first_person_becomes_project_officer_and_is_signed_in(client: Client) -> None:
    response = client.post("/set-up/", filled_in(), follow=True)
    partnership = Partnership.objects.get()
    assert response.redirect_chain[-1][0] == f"/p/{partnership.key}/"
    said = "Your account and Fernvale safeguarding partnership are set up."
    assert said in response.content.decode()
    assert partnership.members.get().role == "officer"
    assert [group.key for group in partnership.staff_groups.all()] == ["frontline", "leaders"]
    assert set(Event.objects.values_list("what", flat=True)) == {"account made", "partnership started", "member added"}


def test_the_code_may_be_typed_in_small_letters_without_dashes() -> None:
    code = code_for_first_visit()
    assert re.fullmatch(r"([A-HJKMNP-Z2-9]{4}-){2}[A-HJKMNP-Z2-9]{4}", code or "")
    assert code is not None
    assert is_the_code(code.lower().replace("-", " "))
    assert not is_the_code(code[:-1])
    assert not is_the_code("")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": "WRON-GCOD-EXXX"}, "This isn’t the code"),
        ({"password": "short"}, "too short"),
        ({"password": "robin@example.org"}, "too similar"),
        ({"email": "robin"}, "valid email"),
        ({"partnership": ""}, "Give the partnership’s name."),
    ],
)
def test_a_fault_keeps_what_was_typed_and_makes_nothing(client: Client, changes: dict[str, str], says: str) -> None:
    page = client.post("/set-up/", filled_in(**changes)).content.decode()
    assert says in page
    assert "There is a problem" in page
    if "partnership" not in changes:
        assert "Fernvale safeguarding partnership" in page
    assert not User.objects.exists()
    assert not Partnership.objects.exists()


def test_the_code_is_spent_once_somebody_has_an_account(client: Client) -> None:
    given = filled_in()
    make_member(make_partnership())
    assert code_for_first_visit() is None
    assert client.get("/set-up/").status_code == 410
    assert client.post("/set-up/", given).status_code == 410
    with pytest.raises(AlreadySetUp):
        set_up(name="A", email="a@example.org", password=PASSWORD, partnership={"name": "B"})


def test_guessing_is_stopped(client: Client) -> None:
    for _attempt in range(20):
        assert client.post("/set-up/", filled_in(code="AAAA-AAAA-AAAA")).status_code == 200
    assert client.post("/set-up/", filled_in(code="AAAA-AAAA-AAAA")).status_code == 429
