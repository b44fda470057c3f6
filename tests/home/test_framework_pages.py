"""What the framework's page says beside its themes: what it is all for, and who made it."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from oneworkforce.frameworks import load
from tests.factories import make_member, make_partnership

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


def test_each_theme_says_which_it_is_and_leads_to_its_neighbours(client: Client) -> None:
    themes = FRAMEWORK.themes
    for place, theme in enumerate(themes):
        page = html.unescape(client.get(f"/framework/{theme.id}/").content.decode())
        assert f"Theme {place + 1} of {len(themes)}" in page
        assert theme.purpose in page
        main = page[page.index("<main") :]
        beside = {themes[at].id for at in (place - 1, place + 1) if 0 <= at < len(themes)}
        led_to = set(re.findall(r'href="/framework/([\w-]+)/"', main)) & {one.id for one in themes}
        assert led_to - {theme.id} == beside
    assert client.get("/framework/no-such-theme/").status_code == 404


def test_its_rainbow_has_whole_arches_that_lead_to_themes(page: str) -> None:
    picture = page[page.index("<svg") : page.index("</svg>")]
    for theme in FRAMEWORK.themes:
        assert f'href="/framework/{theme.id}/"' in picture
    words = re.sub(r"<[^>]+>", " ", picture)
    assert "not shown" not in words
    assert not set("12345") & set(words.split()), "arches without positions have no scale"


def test_who_is_signed_in_stays_so(client: Client) -> None:
    assert "Sign out" not in client.get("/framework/").content.decode()
    client.force_login(make_member(make_partnership()), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Sign out" in client.get("/framework/").content.decode()


def test_the_colours_are_those_of_the_version_that_is_asked_for(client: Client) -> None:
    css = client.get("/colours.css").content.decode()
    assert client.get("/colours/one-childrens-workforce/1.css").content.decode() == css
    for theme in FRAMEWORK.themes:
        assert f".theme-{theme.id}{{--theme:{theme.colour};" in css
    stripe = css[css.index("linear-gradient(") : css.index(")")]
    assert stripe.startswith(f"linear-gradient(90deg,{FRAMEWORK.themes[0].colour} 0% 12.5%,")
    assert stripe.endswith(f"{FRAMEWORK.themes[-1].colour} 87.5% 100%")
    for nowhere in ("one-childrens-workforce/99", "nowhere/1"):
        assert client.get(f"/colours/{nowhere}.css").status_code == 404
