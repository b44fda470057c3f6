"""What the framework's page says beside its themes: what it is all for, and who made it."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from oneworkforce.frameworks import load

pytestmark = pytest.mark.django_db
FRAMEWORK = load("one-childrens-workforce")


@pytest.fixture
def page(client: Client) -> str:
    return re.sub(r"\s+", " ", html.unescape(client.get("/framework/").content.decode()))


@pytest.mark.parametrize("outcome", FRAMEWORK.outcomes, ids=lambda outcome: outcome.id)
def test_it_names_the_five_outcomes(page: str, outcome) -> None:
    assert f"<li>{outcome.name}</li>" in page


def test_its_rainbow_stands_over_the_outcomes(page: str) -> None:
    picture = re.sub(r"<[^>]+>", " ", page[page.index("<svg") : page.index("</svg>")])
    for word in ("healthy", "safe", "achieving", "contributing", "secure"):
        assert word in picture


def test_it_names_who_developed_it(page: str) -> None:
    assert FRAMEWORK.acknowledgement.strip() in page
    for body in (
        "Children's Workforce Development Council",
        "local authorities",
        "led on the workforce in local areas",
    ):
        assert body in page


def test_it_names_its_version(page: str) -> None:
    assert f"Framework version: {FRAMEWORK.pin}" in re.sub(r"<[^>]+>", "", page)
