"""What the dashboard says of setting up: each step, what it is for, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from lxml import html

from oneworkforce.accounts.models import User
from tests.factories import make_member, make_partnership

pytestmark = pytest.mark.django_db


def test_each_step_says_what_it_is_for_and_how_many_there_are(signed_in: Callable[[User], Client]) -> None:
    partnership = make_partnership("Fernvale")
    officer = make_member(partnership)
    client = signed_in(officer)
    for name in ("Fernvale Play", "Fernvale Health", "Fernvale Schools"):
        partnership.organisations.create(name=name, sector="education")
    for sector in ("health", "education", "youth-support", "early-years"):
        partnership.workforce_sizes.create(sector=sector, people=10)
    page = client.get("/p/fernvale/").content
    text = " ".join(unescape(html.fromstring(page).xpath("//main")[0].text_content()).split())
    for purpose in (
        "Everyone who works with children: statutory or not, large or small, volunteers too.",
        "The parts of your area, if you want to know how each takes part.",
        "Who answers which questions. Say who is in each group.",
        "How many people work in each sector, where you know it.",
        "Who runs the tool, analyses, approves, or reads.",
    ):
        assert purpose in text
    steps = html.fromstring(page).xpath("//main//li[.//a[starts-with(@href, '/p/fernvale/')]]")
    said = {
        link.get("href").removeprefix("/p/fernvale/"): " ".join(step.text_content().split())
        for step in steps
        for link in step.xpath(".//a[1]")
    }
    for page_of, number in {"organisations/": 3, "localities/": 2, "workforce/": 4, "people/": 1}.items():
        assert f"Done: {number}" in said[page_of]
