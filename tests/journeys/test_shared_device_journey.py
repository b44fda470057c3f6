"""A tablet in a waiting room: one person after another, and nothing of the one before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import Draft
from tests.factories import make_assessment, make_partnership
from tests.journeys.test_answering_journeys import at_theme, link_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]
TabTo = Callable[[Page, str], None]
FOUR_MINUTES = 4 * 60_000
KEPT = """async () => ({local: {...localStorage}, session: {...sessionStorage}, caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length})"""
NOTHING = {"local": {}, "session": {}, "caches": [], "workers": 0}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"))


def begin(page: Page, assessment: Assessment) -> None:
    """One person begins on the shared screen, and answers the first question."""
    page.goto(f"{link_of(assessment)}shared/")
    page.get_by_role("link", name="Begin").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Save and continue").click()
    at_theme(page, assessment, 1)
    page.locator("#q0-4").check()


def leave_alone(page: Page) -> None:
    """Touch nothing for as long as it takes until the screen asks; a page that still moved begins to count anew."""
    for _again in range(4):
        page.clock.fast_forward(FOUR_MINUTES)
        page.wait_for_timeout(300)
        if page.get_by_role("dialog").is_visible():
            return
    raise AssertionError("it never asks whether anybody is still there")


def names_of_cookies(page: Page) -> set[str]:
    return {cookie["name"] for cookie in page.context.cookies()} - {"oneworkforce_form"}


def test_nothing_is_kept_and_it_clears_itself_after_sending(page: Page, assessment: Assessment, axe: Axe) -> None:
    # Given the start that the officer opened on the tablet
    page.goto(f"{link_of(assessment)}shared/")
    axe(page)
    begin(page, assessment)
    axe(page)

    # Then nothing is kept there, and the cookies end with the browser or within 20 minutes
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved")
    assert page.evaluate(KEPT) == NOTHING
    lasting = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    assert lasting["oneworkforce_answers"] == lasting["oneworkforce_shared"] == -1
    assert 0 < lasting["oneworkforce_present"] - page.evaluate("Date.now() / 1000") <= 20 * 60

    # When it is sent
    page.goto("/answer/check/")
    axe(page)
    page.get_by_role("button", name="Send my answers").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    axe(page)
    assert names_of_cookies(page) == {"oneworkforce_shared", "oneworkforce_sent"}

    # Then the next person begins from nothing
    page.get_by_role("link", name="Ready for the next person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_role("heading", name="You have already started on this device")).to_have_count(0)
    assert names_of_cookies(page) == {"oneworkforce_shared"}
    assert page.evaluate(KEPT) == NOTHING


@pytest.mark.parametrize("javascript", [True, False])
def test_finish_and_clear_offers_the_code_and_then_the_back_button_shows_nothing(
    visit: Visit, assessment: Assessment, javascript: bool
) -> None:
    # Given somebody who has to go before the end
    page = visit(javascript=javascript)
    begin(page, assessment)
    page.get_by_label("Anything to add").fill("Mine alone.")
    page.get_by_role("button", name="Finish and clear").click()

    # When they note their code, and clear the screen
    expect(page.get_by_role("heading", level=1)).to_have_text("Come back when it suits you")
    code = page.locator(".answer-code").first.inner_text()
    page.get_by_role("button", name="Clear this screen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")

    # Then going back shows nothing of theirs
    for _step in range(4):
        page.go_back()
        expect(page.get_by_text("Mine alone.")).to_have_count(0)
        expect(page.locator("input:checked")).to_have_count(0)
        expect(page.get_by_text(code)).to_have_count(0)

    # And with the code they go on elsewhere
    other = visit(javascript=javascript)
    other.goto("/answer/")
    other.get_by_label("Your code").fill(code)
    other.get_by_role("button", name="Continue").click()
    expect(other.locator("#q0-4")).to_be_checked()
    expect(other.get_by_label("Anything to add")).to_have_value("Mine alone.")


def test_asks_whether_anybody_is_still_there_and_clears_when_nobody_says_so(
    page: Page, assessment: Assessment, axe: Axe, tab_to: TabTo
) -> None:
    # Given somebody who looks out of the window for a while
    page.clock.install()
    begin(page, assessment)
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved")
    leave_alone(page)
    asked = page.get_by_role("dialog", name="Are you still there?")
    expect(asked).to_contain_text("cleared from this screen in 60 seconds")
    expect(asked.locator(".answer-code")).to_have_text(page.locator(".answer-code").inner_text())
    axe(page)

    # When they say so, by keyboard, then it goes on as before
    tab_to(page, "dialog button[value=stay]")
    page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    page.clock.fast_forward(FOUR_MINUTES - 1000)
    expect(asked).to_be_hidden()
    page.locator("#q1-2").check()
    page.clock.fast_forward(FOUR_MINUTES - 1000)
    expect(asked).to_be_hidden()

    # And when nobody does, the screen is cleared, and their answers stay with their code
    leave_alone(page)
    page.clock.fast_forward(41_000)
    expect(asked.get_by_role("status")).to_have_text("20 seconds left")
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    assert names_of_cookies(page) == {"oneworkforce_shared"}
    assert Draft.objects.get().sheet[:2] == "42"


def test_the_page_of_thanks_makes_room_for_the_next_person(visit: Visit, assessment: Assessment) -> None:
    for javascript in (True, False):
        page = visit(javascript=javascript)
        if javascript:
            page.clock.install()
        begin(page, assessment)
        page.get_by_role("button", name="Save and continue").click()
        at_theme(page, assessment, 2)
        page.goto("/answer/check/")
        page.get_by_role("button", name="Send my answers").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
        if javascript:
            leave_alone(page)
            expect(page.get_by_role("dialog")).to_contain_text("makes room for the next person")
            page.clock.fast_forward(61_000)
            expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
        else:
            refresh = page.locator("head meta[http-equiv=refresh]").get_attribute("content")
            assert refresh == f"90; url={link_of(assessment)}shared/"
            page.get_by_role("link", name="Let it stay").click()
            expect(page.locator("head meta[http-equiv=refresh]")).to_have_count(0)


def test_a_questionnaire_left_open_counts_for_20_minutes(page: Page, assessment: Assessment) -> None:
    # Given somebody who left, in a browser that ran no scripts meanwhile
    begin(page, assessment)
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved")
    page.context.clear_cookies(name="oneworkforce_present")

    # When the next person touches the screen, nothing of theirs is there
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("No questionnaire is under way on this device")


def test_a_personal_link_on_a_shared_screen_is_cleared_too(visit: Visit, assessment: Assessment) -> None:
    # Given somebody who began at home
    own = visit()
    own.goto(link_of(assessment))
    own.get_by_role("button", name="Start").click()
    code = next(cookie["value"] for cookie in own.context.cookies() if cookie["name"] == "oneworkforce_answers")

    # When they go on with their own link in the waiting room
    page = visit()
    page.goto(f"{link_of(assessment)}shared/")
    page.goto(f"/answer/{code}/")
    page.get_by_role("button", name="Go on with my answers").click()
    expect(page.get_by_role("button", name="Finish and clear")).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING

    # Then whoever comes next begins from nothing
    page.goto(f"{link_of(assessment)}shared/")
    assert names_of_cookies(page) == {"oneworkforce_shared"}


def test_somebody_s_own_device_becomes_their_own_again(page: Page, assessment: Assessment) -> None:
    page.goto(f"{link_of(assessment)}shared/")
    page.get_by_text("Is this your own device?").click()
    page.get_by_role("button", name="Use this device for myself alone").click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where you work")
    assert "oneworkforce_shared" not in names_of_cookies(page)
    expect(page.get_by_text("Shared screen")).to_have_count(0)


def test_no_page_of_a_shared_screen_is_wider_than_it(visit: Visit, assessment: Assessment) -> None:
    for width in (320, 768, 1280):
        page = visit(width=width)
        begin(page, assessment)
        for address in ("/answer/theme/1/", "/answer/check/", "/answer/come-back/", f"{link_of(assessment)}shared/"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
