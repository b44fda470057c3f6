"""An officer hands out the questionnaire."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from oneworkforce.accounts.models import User
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_an_officer_finds_the_links_and_every_page_is_clean(
    visit: Callable[..., Page],
    axe: Callable[[Page], None],
    signed_in: Callable[[User], Client],
    live_server: LiveServer,
    width: int,
) -> None:
    # Given an officer of an open assessment
    assessment = make_assessment()
    session = signed_in(make_member(assessment.partnership)).cookies["oneworkforce_session"].value
    page = visit(width=width)
    page.context.add_cookies([{"name": "oneworkforce_session", "value": session, "url": live_server.url}])

    # When they look at the page for taking part
    address = f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/"
    page.goto(address)

    # Then each group's link, code and QR code are there, at any width
    link = assessment.group_links.get(staff_group__key="frontline")
    expect(page.get_by_label("Link", exact=True).first).to_have_value(f"{live_server.url}/answer/{link.code}/")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("Invitation to copy").first.click()
    expect(page.get_by_label("Invitation for").first).to_contain_text(link.code)
    axe(page)
    page.goto(f"{address}frontline/poster/")
    axe(page)


def test_before_the_opening_the_page_teaches(
    page: Page, axe: Callable[[Page], None], signed_in: Callable[[User], Client], live_server: LiveServer
) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    session = signed_in(make_member(assessment.partnership)).cookies["oneworkforce_session"].value
    page.context.add_cookies([{"name": "oneworkforce_session", "value": session, "url": live_server.url}])
    page.goto(f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/")
    expect(page.get_by_role("heading", name="Open the assessment first")).to_be_visible()
    axe(page)
