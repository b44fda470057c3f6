"""What a visitor finds, on an empty service and on one in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from oneworkforce.accounts.models import User
from oneworkforce.frameworks import load
from tests.factories import make_assessment, make_member, make_partnership

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_an_empty_service_shows_the_rainbow_and_how_to_set_up(client: Client) -> None:
    response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "/set-up/" in page
    for theme in load("one-childrens-workforce").themes:
        assert f"/framework/{theme.id}/" in page


def test_the_framework_can_be_read_by_anybody(client: Client) -> None:
    page = client.get("/framework/").content.decode()
    framework = load("one-childrens-workforce")
    for dimension in framework.dimensions:
        in_the_table = dimension.statements["young-people"] if dimension.is_childs else dimension.poles
        assert in_the_table.reformed.replace("'", "&#39;") in page
    for theme in framework.themes:
        page = client.get(f"/framework/{theme.id}/").content.decode()
        for dimension in theme.dimensions:
            assert dimension.poles.fragmented.replace("'", "&#39;") in page
            assert f"Perspective: {', '.join(framework.perspectives_of(dimension))}<" in page
        for solution in theme.solutions:
            assert solution.first_step.replace("'", "&#39;") in page
    assert client.get("/framework/no-such-theme/").status_code == 404


def test_the_childs_column_is_in_a_childs_voice(client: Client) -> None:
    """What a child would say, and not what adults say about children."""
    cells = re.findall(r'data-label="Child">(.*?)</td>', client.get("/framework/").content.decode(), re.DOTALL)
    lines = [line for cell in cells for line in re.findall(r"<p[^>]*>(.*?)</p>", cell)]
    assert len(cells) == 8
    assert "I tell my story once, and then choose what I add." in lines
    assert all(re.search(r"\b(I|me|my|My|mine)\b", line) for line in lines)
    page = client.get("/framework/complementary-roles/").content.decode()
    assert page.count("As adults are asked about it:") == 1
    assert "I have to tell my story again to each new worker." in page


def test_the_colours_are_a_stylesheet_that_may_be_kept(client: Client) -> None:
    response = client.get("/colours.css")
    assert response["Content-Type"].startswith("text/css")
    assert response["Cache-Control"] == "public, max-age=3600"
    for theme in load("one-childrens-workforce").themes:
        assert f".theme-{theme.id}{{--theme:{theme.colour}" in response.content.decode()
    assert client.get("/colours/no-such/1.css").status_code == 404


def test_pages_of_visitors_are_never_kept_by_caches_and_touch_no_session(client: Client) -> None:
    response = client.get("/")
    assert "no-store" in response["Cache-Control"]
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "oneworkforce_session" not in response.cookies


def test_somebody_with_one_partnership_finds_it_on_the_start_page(signed_in: SignedIn) -> None:
    partnership = make_partnership()
    page = signed_in(make_member(partnership)).get("/").content.decode()
    assert f'href="/p/{partnership.key}/"' in page


def test_the_dashboard_teaches_when_there_is_no_assessment(signed_in: SignedIn) -> None:
    partnership = make_partnership()
    page = signed_in(make_member(partnership)).get(f"/p/{partnership.key}/").content.decode()
    assert "No assessment yet" in page
    assert "Start the first assessment" in page


@pytest.mark.parametrize("where", ["", "a/{key}/"])
def test_queries_do_not_grow_with_rows(
    signed_in: SignedIn, where: str, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    counts = []
    for rows in (1, 3):
        partnership = make_partnership()
        assessments = [make_assessment(partnership) for _row in range(rows)]
        client = signed_in(make_member(partnership))
        with django_assert_max_num_queries(60) as captured:
            client.get(f"/p/{partnership.key}/{where.format(key=assessments[0].key)}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/p/nobody/", 302), ("/answer/nowhere/", 404)])
def test_addresses_that_lead_nowhere_get_a_page_that_helps(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    if status == 404:
        assert "<h1" in response.content.decode()


def test_an_unknown_host_is_refused_with_a_page(client: Client) -> None:
    response = client.get("/", HTTP_HOST="elsewhere.example.org")
    assert response.status_code == 400
    assert "<h1" in response.content.decode()
