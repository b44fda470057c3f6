"""A partnership says in its own words who is in a staff group, and whoever is asked reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.gathering.take_part.actions import show_web_page
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db
WORDS = "Everybody who meets children on most days, and those who lead them: in schools, health and youth work."


def test_who_is_in_a_group_is_said_and_read_by_those_who_are_asked(
    signed_in: Callable[[User], Client], client: Client
) -> None:
    partnership = make_partnership("Fernvale")
    group = partnership.staff_groups.get(key="frontline")
    officer = signed_in(make_member(partnership))
    typed = {"name": group.name, "audience": "frontline", "who": WORDS}
    assert officer.post(f"/p/fernvale/staff-groups/{group.pk}/", typed).status_code == 302
    assert WORDS in officer.get("/p/fernvale/staff-groups/").content.decode()

    assessment = make_assessment(partnership)
    link = assessment.group_links.get(staff_group=group)
    assert WORDS in client.get(f"/answer/{link.code}/").content.decode()
    show_web_page(assessment=assessment, by=None, shown=True, words="", links=True)
    assert WORDS in client.get(f"/take-part/{assessment.key}/").content.decode()


def test_front_line_their_managers_and_leaders_are_told_apart(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    officer = signed_in(make_member(partnership))
    said = {"frontline": "Staff and their own managers.", "leaders": "Heads of service and above."}
    for group in partnership.staff_groups.filter(key__in=said):
        typed = {"name": group.name, "audience": group.audience, "who": said[group.key]}
        officer.post(f"/p/fernvale/staff-groups/{group.pk}/", typed)
    assert dict(partnership.staff_groups.filter(key__in=said).values_list("key", "who")) == said
