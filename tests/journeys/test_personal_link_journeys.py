"""Somebody with a letter: by keyboard on a narrow screen with axe looking, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.mail.models import Message
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.invited import Invited, invite
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]
NARROW = 320


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"), purpose="To agree what to change first.")


@pytest.fixture(params=[True, False], ids=["by keyboard", "without JavaScript"])
def hands(request: pytest.FixtureRequest, visit: Visit, axe: Axe) -> Callable[[], Hands]:
    """Somebody new, with a browser of their own."""
    return lambda: Hands(visit(width=NARROW, javascript=request.param), keyboard=request.param, axe=axe)


def fits(hands: Hands) -> None:
    """Nothing is wider than the screen."""
    if hands.keyboard:
        assert hands.page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_from_the_letter_to_the_thanks_on_two_devices(assessment: Assessment, hands: Callable[[], Hands]) -> None:
    # Given somebody whose letter has a link, in a group of whom six are invited
    person = Invited(invite(assessment, name="Ines Okafor"))
    for _other in range(5):
        invite(assessment)
    first = hands()
    first.page.goto(person.address)
    first.sees("What is it like where you work?")
    expect(first.page.get_by_text("6 people are invited in this group")).to_be_visible()
    expect(first.page.get_by_text("Ines")).to_have_count(0)
    fits(first)

    # When they read how answers are kept, and begin
    first.follow("How your answers are kept, step by step")
    first.sees("How your answers are kept")
    expect(first.page.get_by_role("img", name="Waiting")).to_be_visible()
    fits(first)
    first.page.go_back()
    first.press("Start")
    first.sees("Shared identity and purpose")
    assert person.code not in first.page.url
    first.choose(first.page.locator("#q0-4"))
    first.press("Save and continue")
    first.sees("Common values and language")

    # And open the same link on another device
    second = hands()
    second.page.goto(person.address)
    second.sees("Welcome back")
    fits(second)
    second.press("Go on with my answers")
    second.sees("Shared identity and purpose")  # the first with a blank
    expect(second.page.locator("#q0-4")).to_be_checked()
    second.page.goto("/answer/check/")
    second.sees("Check your answers")
    expect(second.page.get_by_text("Where you work")).to_have_count(0)
    second.press("Send my answers")

    # Then they are thanked, the list knows it, and the link says so on either device
    second.sees("Thank you. Your answers are sent")
    assert person.finished
    assert Draft.objects.get().sheet[0] == "4"
    first.page.goto(person.address)
    first.sees("Your answers are sent. Thank you")
    fits(first)


def test_a_reminder_on_a_device_that_holds_answers(assessment: Assessment, hands: Callable[[], Hands]) -> None:
    # Given somebody who began with the first letter
    invitation = invite(assessment)
    first, reminder = Invited(invitation), Invited(invitation)
    somebody = hands()
    somebody.page.goto(first.address)
    somebody.press("Start")
    somebody.sees("Shared identity and purpose")
    # When they open the link of the reminder in the same browser
    somebody.page.goto(reminder.address)
    somebody.sees("What is it like where you work?")
    expect(somebody.page.get_by_text("You have already started on this device")).to_be_visible()
    # Then they go on with what they began
    somebody.follow("Go on with my answers")
    somebody.sees("Shared identity and purpose")
    assert Draft.objects.count() == 1


def test_asking_for_a_lost_link(assessment: Assessment, hands: Callable[[], Hands]) -> None:
    # Given somebody invited, who has lost the letter and opens the page where codes are typed
    Invited(invite(assessment, email="ines@example.org"))
    somebody = hands()
    somebody.page.goto("/answer/")
    somebody.follow("Ask for a new link")
    somebody.sees("Ask for a new link")
    fits(somebody)
    # When they press the button with nothing typed, and then with their address
    somebody.press("Send me a new link")
    expect(somebody.page.get_by_text("Type your e-mail address.").first).to_be_visible()
    somebody.write("Your e-mail address", "ines@example.org")
    somebody.press("Send me a new link")
    # Then the page says what happens now, to everybody alike
    somebody.sees("Look into your e-mail")
    fits(somebody)
    assert Message.objects.count() == 1


def test_answers_by_a_second_letter_count_once(assessment: Assessment, hands: Callable[[], Hands]) -> None:
    # Given somebody who begins by a reminder's link, and has sent by the first letter's meanwhile
    invitation = invite(assessment)
    first, reminder = Invited(invitation), Invited(invitation)
    somebody = hands()
    somebody.page.goto(reminder.address)
    somebody.press("Start")
    somebody.choose(somebody.page.locator("#q0-2"))
    somebody.press("Save and continue")
    somebody.sees("Common values and language")
    first.start().answer().send()
    # When they send the second as well
    somebody.page.goto("/answer/check/")
    somebody.press("Send my answers")
    # Then it is said that the first count, and the second are gone
    somebody.sees("You had sent your answers already")
    assert [draft.sheet[0] for draft in Draft.objects.all()] == ["3"]
