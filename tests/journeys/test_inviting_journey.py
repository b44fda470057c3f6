"""From a wave to somebody's questionnaire: an officer invites, the worker sends, a letter is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Invitation, Wave
from oneworkforce.mail.worker import run_once
from tests.invitations.letters.given import invite
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFICER = "Asha Rahman, project officer"
DIRECTOR = "Margaret Ellwood, signatory"
INVITE = "/p/linnetshaw/a/linnetshaw-six-months-on/invite/"
WAVE = "First wave: people who plan"


@pytest.fixture(params=[True, False], ids=["by keyboard", "without JavaScript"])
def hands_of(
    request: pytest.FixtureRequest, visit: Callable[..., Page], axe: Callable[[Page], None]
) -> Callable[..., Hands]:
    """Somebody's hands, on a phone of 320 px unless said."""
    return lambda width=320: Hands(visit(width=width, height=800, javascript=request.param), request.param, axe)


@pytest.fixture
def officer(demonstration: None, hands_of: Callable[..., Hands]) -> Hands:
    """The demonstration's project officer, signed in, on the page where inviting begins."""
    hands = hands_of(1280)
    hands.page.goto("/")
    hands.press(OFFICER)
    expect(hands.page.get_by_role("button", name="Sign out")).to_be_visible()
    return hands


def test_an_officer_invites_a_wave_and_somebody_opens_their_letter(
    officer: Hands, hands_of: Callable[..., Hands]
) -> None:
    # Given an open assessment in which nobody is invited by name yet
    Invitation.objects.all().delete()
    Wave.objects.all().delete()
    officer.page.goto("/p/linnetshaw/a/linnetshaw-six-months-on/take-part/")
    officer.follow("Invite people by name")
    officer.sees("Invite people")

    # When the officer adds a wave that is to be reminded in two weeks
    officer.follow("Add the first wave")
    officer.sees("Add a wave")
    officer.write("Name of the wave", WAVE)
    fill_day(officer, "id_reminder_1", date.today() + timedelta(days=14))
    officer.press("Save the wave")
    officer.sees(WAVE)

    # And there is somebody in it
    person = invite(Wave.objects.get(), name="Kim Rowe", email="kim@example.org")

    # And the officer gives the letter a name under it, and reads it
    officer.page.goto(INVITE)
    officer.follow("The letters")
    officer.sees("The letters")
    officer.follow("Invitation: English")
    officer.sees("Invitation: English")
    expect(officer.page.frame_locator("iframe").get_by_text("Dear Sam Example,")).to_be_visible()
    officer.follow("Change the words")
    officer.sees("Change the words: Invitation, English")
    officer.write("Signed by: name", "Mary Example")
    officer.press("Save the letter")
    officer.sees("Invitation: English")
    expect(officer.page.frame_locator("iframe").get_by_text("Mary Example")).to_be_visible()

    # And sends the wave, once, though the button is pressed again
    officer.page.goto(INVITE)
    officer.follow(f"Send the letters of “{WAVE}”")
    officer.sees(f"Send the letters of “{WAVE}”")
    expect(officer.page.get_by_text("1 person gets this letter")).to_be_visible()
    officer.press("Send now")
    officer.sees(WAVE)
    expect(officer.page.get_by_role("status").filter(has_text="Going out: 0 of 1")).to_be_visible()
    assert run_once() == 1
    assert run_once() == 0

    # Then the page says so, by itself where scripts run
    if not officer.keyboard:
        officer.follow("Look again")
    expect(officer.page.get_by_role("status").filter(has_text="Sent")).to_be_visible()

    # And the demonstration's outbox shows the letter, whose link opens a questionnaire on a phone
    officer.page.goto(INVITE)
    officer.follow("Outbox of the demonstration")
    officer.sees("Outbox of the demonstration")
    officer.use(officer.page.locator("summary").first)
    expect(officer.page.get_by_text("Dear Kim Rowe,")).to_be_visible()
    link = officer.page.locator("a[href^='/answer/']").first.get_attribute("href")
    stop = officer.page.locator("a[href^='/mail/']").first.get_attribute("href")
    kim = hands_of()
    kim.page.goto(link or "")
    expect(kim.page.get_by_role("heading", level=1)).to_be_visible()

    # And Kim, who wants no reminders, needs one press to say so
    kim.page.goto(stop or "")
    kim.sees("Your e-mails from us")
    kim.press("No more reminders")
    kim.sees("Your e-mails from us")
    expect(kim.page.get_by_role("status")).to_have_text("Done: you will get no more reminders.")
    person.refresh_from_db()
    assert person.no_more_mail
    assert not [cookie for cookie in kim.page.context.cookies() if "session" in cookie["name"]]


def test_pages_of_inviting_fit_a_phone(
    demonstration: None, visit: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = visit(width=320)
    page.goto("/")
    page.get_by_role("button", name=OFFICER, exact=True).click()
    wave = Assessment.objects.get(key="linnetshaw-six-months-on").waves.create(name="Everybody in Shaw Valley")
    invite(wave, language="cy")
    for place in (
        "",
        f"waves/{wave.pk}/",
        f"waves/{wave.pk}/send/",
        "letters/invitation/en-gb/",
        "failures/",
        "outbox/",
    ):
        page.goto(f"{INVITE}{place}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, place
        axe(page)


def fill_day(hands: Hands, field: str, day: date) -> None:
    for place, part in enumerate((day.day, day.month, day.year)):
        hands.write_in(hands.page.locator(f"#{field}_{place}"), str(part))
