"""An officer takes in a list in a real browser: with faults first, then put right; by keyboard, at any width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Invitation, UploadedList
from tests.factories import make_assessment, make_member
from tests.invitations.lists.files import HEADING, INES, OLA
from tests.invitations.lists.people import make_invitation
from tests.tables.files import csv_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Officer = Callable[..., Page]


@pytest.fixture
def assessment() -> Assessment:
    """An open assessment."""
    return make_assessment()


@pytest.fixture
def officer(
    visit: Callable[..., Page],
    signed_in: Callable[[User], Client],
    live_server: LiveServer,
    assessment: Assessment,
) -> Officer:
    """A page of the assessment's officer, at the list of people."""

    def open_page(**screen: object) -> Page:
        session = signed_in(make_member(assessment.partnership)).cookies["oneworkforce_session"].value
        page = visit(**screen)
        page.context.add_cookies([{"name": "oneworkforce_session", "value": session, "url": live_server.url}])
        page.goto(f"/p/{assessment.partnership.key}/a/{assessment.key}/invite/people/")
        return page

    return open_page


def choose(page: Page, data: bytes) -> None:
    """Choose a file and send it, by keyboard."""
    page.get_by_label("The list").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Look at the list").press("Enter")


@pytest.mark.parametrize(("width", "javascript"), [(320, True), (1280, False)])
def test_a_list_with_faults_is_put_right_and_its_people_are_invited(
    officer: Officer, axe: Callable[[Page], None], width: int, javascript: bool
) -> None:
    def clean() -> None:
        if javascript:
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    # Given an officer who has nobody invited yet
    page = officer(width=width, javascript=javascript)
    clean()

    # When they take in a list with a fault
    page.get_by_role("link", name="Take in a list").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Take in a list of people")
    clean()
    choose(page, csv_of(HEADING, INES, ("Ola", "ola@example.org", "Leders")))

    # Then they are told the line and what to write, the focus is there, and nothing is kept
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Nobody was taken in: the list has 1 fault.")
    if javascript:
        expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Nobody was taken in").press("Enter")
    expect(page.locator("#faults")).to_contain_text("Did you mean “Leaders and managers”?")
    clean()
    assert not UploadedList.objects.exists()

    # When they put it right
    choose(page, csv_of(HEADING, INES, OLA))

    # Then they see what it would do, and only their yes does it
    expect(page.get_by_role("heading", level=1)).to_have_text("What this list would do")
    clean()
    assert not Invitation.objects.exists()
    page.get_by_role("button", name="Invite these 2 people").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("2 people are added.")
    assert Invitation.objects.count() == 2
    clean()

    # And the back button leads to no second time
    page.go_back()
    if page.get_by_role("button", name="Invite these").count():
        page.get_by_role("button", name="Invite these").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Nothing was done again")
    assert Invitation.objects.count() == 2


def test_somebody_is_taken_back_by_keyboard_alone(
    officer: Officer, axe: Callable[[Page], None], tab_to: Callable[..., None], assessment: Assessment
) -> None:
    # Given two people
    make_invitation(assessment, name="Ines Moth")
    stays = make_invitation(assessment, name="Ola Reed")

    # When the officer looks for one of them, opens what is held, and takes the invitation back
    page = officer(width=320)
    tab_to(page, "#q")
    page.keyboard.type("moth")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    axe(page)
    tab_to(page, "tbody a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Moth")
    axe(page)
    tab_to(page, "a[href$='/held/']")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Has finished the questionnaire")).to_be_visible()
    axe(page)
    tab_to(page, ".govuk-back-link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Moth")
    tab_to(page, "a[href$='/erase/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Take back the invitation")
    axe(page)
    tab_to(page, "#id_do_not_write")
    page.keyboard.press("Space")
    tab_to(page, ".govuk-button--warning")
    page.keyboard.press("Enter")

    # Then only the other one is left
    expect(page.get_by_role("status").first).to_contain_text("taken back, and erased")
    assert list(Invitation.objects.all()) == [stays]


def test_a_wrong_sample_is_explained_where_it_was_typed(
    officer: Officer, axe: Callable[[Page], None], tab_to: Callable[..., None]
) -> None:
    page = officer(width=360)
    page.get_by_role("link", name="Take in a list").click()
    choose(page, csv_of(HEADING, INES, OLA, ("", "pat@example.org", "leaders")))
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "#id_people")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There are only 3 new people in this list")
    expect(page.locator("#id_people")).to_be_visible()
    axe(page)
    page.locator("#id_people").fill("2")
    page.get_by_role("button", name="Draw").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("They were drawn at random")
    assert Invitation.objects.count() == 2
