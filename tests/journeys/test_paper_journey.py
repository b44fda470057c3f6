"""An officer types a returned sheet in: by keys alone, quickly, and without scripts too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from oneworkforce.accounts.models import User
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.paper.entering import form_of
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Pile, PileState, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.paper.piles import make_pile
from tests.journeys.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS = 40
CONSTANT = 6
"""Presses of a sheet beside its answers: sector, Tab, place, Tab, Enter; and one to spare."""


@dataclass
class Keys:
    """A keyboard that counts what is pressed on it."""

    page: Page
    presses: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


@pytest.fixture
def enters(
    visit: Callable[..., Page], signed_in: Callable[[User], Client], live_server: LiveServer
) -> Callable[..., Page]:
    """A browser of an officer: ``enters(officer, width=768, javascript=False)``."""

    def come(officer: User, **how: object) -> Page:
        page = visit(**{"width": 1280, **how})
        session = signed_in(officer).cookies["oneworkforce_session"].value
        page.context.add_cookies([{"name": "oneworkforce_session", "value": session, "url": live_server.url}])
        return page

    return come


def at(pile: Pile, rest: str = "") -> str:
    assessment = pile.assessment
    return f"/p/{assessment.partnership.key}/a/{assessment.key}/paper/piles/{pile.pk}/{rest}"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_sheet_takes_one_key_for_each_question_and_a_few_more(
    enters: Callable[..., Page], axe: Callable[[Page], None], width: int
) -> None:
    # Given a pile of two sheets
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    pile = make_pile(assessment, sheets=2, checking="none", by=officer)
    page = enters(officer, width=width)
    page.goto(at(pile))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    # When the first is typed by keys alone, from the moment on at which its page is there
    page.get_by_role("button", name="Type the next sheet").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sheet 1 of 2")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    keys = Keys(page)
    keys.press("3", "Tab", "2", "Tab")
    answers = ("12345dn." * 5)[:QUESTIONS]
    keys.press(*answers)
    shown = page.locator(".typing__answer").all_inner_texts()
    assert "".join(shown) == answers
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sheet 2 of 2")

    # Then it is kept as it was typed, and that took hardly more presses than questions
    typing = pile.typings.get(number=1)
    assert typing.complete
    assert typing.sheet.replace("-", "") == answers
    assert (typing.sector, typing.locality) == ("health", "south")
    assert keys.presses <= QUESTIONS + CONSTANT


def test_keys_go_back_and_put_right_what_was_typed(enters: Callable[..., Page]) -> None:
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    pile = make_pile(assessment, sheets=1, by=officer)
    page = enters(officer)
    page.goto(at(pile, "sheets/1/"))
    keys = Keys(page)
    first, second = page.locator("#theme-1"), page.locator("#theme-2")
    keys.press("Tab", "Tab", "3", "4", "3", "5")
    expect(second).to_be_focused()

    # Backspace over the edge goes to the last answer of the theme before; a key there replaces it, and goes on.
    keys.press("Backspace", "1")
    expect(first).to_have_value("3431")
    expect(second).to_be_focused()

    # Arrows do the same; what is no answer is said, and changes nothing.
    keys.press("d", "7")
    expect(page.locator(".typing__fault")).to_have_text("“7” is no answer: type 1 to 5, d, n or a full stop")
    expect(second).to_have_value("d")
    keys.press("ArrowLeft", "n", "ArrowUp")
    expect(second).to_have_value("n")
    expect(first).to_be_focused()

    # In the middle, a key replaces one answer and moves none.
    keys.press("Home", "ArrowRight", "2")
    expect(first).to_have_value("3231")

    # Enter tells how many are left, and leads to the first of them.
    keys.press("Enter")
    expect(page.locator(".typing__fault")).to_have_text("35 questions are still to be typed")
    expect(second).to_be_focused()

    # A key is kept where the page is left right after it, and shown when it is read again.
    kept(page, "3231n")
    keys.press("3")
    page.reload()
    kept(page, "3231n3")
    page.reload()
    expect(first).to_have_value("3231")
    expect(second).to_have_value("n3")


def kept(page: Page, typed: str) -> None:
    """Wait until the server has what was typed."""
    for _wait in range(100):
        if Typing.objects.get().sheet.replace("-", "").rstrip(UNTYPED) == typed:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{typed} is not kept, but {Typing.objects.get().sheet}")


def test_two_tabs_on_one_sheet_never_overwrite_each_other(enters: Callable[..., Page]) -> None:
    # Given two people who have the same sheet open
    assessment = make_assessment()
    ann, ben = make_member(assessment.partnership), make_member(assessment.partnership)
    pile = make_pile(assessment, sheets=1, by=ann)
    here, there = enters(ann), enters(ben)
    for page in (here, there):
        page.goto(at(pile, "sheets/1/"))
        page.locator("#theme-1").focus()

    # When one types, and then the other
    here.keyboard.type("55")
    expect(here.locator(".typing__status")).to_have_text("Saved")
    there.keyboard.type("1")

    # Then the other is told at once, by name, and nothing is overwritten
    expect(there.locator(".typing__stopped")).to_contain_text(
        f"Sheet 1 was saved from another page meanwhile ({ann.name})"
    )
    assert Typing.objects.get().sheet.startswith("55" + UNTYPED)


@pytest.mark.parametrize("keyboard", [True, False], ids=["keyboard", "no scripts"])
def test_a_pile_from_the_box_to_the_answers(
    enters: Callable[..., Page], axe: Callable[[Page], None], keyboard: bool
) -> None:
    # Given an officer with a box of one sheet
    assessment = make_assessment()
    officer = make_member(assessment.partnership)
    page = enters(officer, javascript=keyboard, width=768)
    hands = Hands(page, keyboard, axe)
    page.goto(f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/")
    hands.follow("Paper")
    hands.sees("Paper")

    # When they say where paper goes back to, and start a pile
    hands.write("Return to", "The box at reception")
    hands.press("Save")
    hands.sees("Paper")
    hands.follow("Start a pile")
    hands.sees("Start a pile")
    hands.select("Staff group", "Front-line staff and their managers")
    hands.write("Name of the pile", "Northfield school")
    hands.write("Sheets in the pile", "1")
    hands.press("Save")
    hands.sees("Northfield school")

    # And type its sheet twice, with one slip
    pile = Pile.objects.get()
    parts = form_of(pile).parts
    for turn, button, heading in (
        (FIRST, "Type the next sheet", "Sheet 1 of 1"),
        (SECOND, "Check the next sheet", "Sheet 1 of 1, second time"),
    ):
        hands.press(button)
        hands.sees(heading)
        for part in parts:
            slip = turn == SECOND and part is parts[2]
            answers = "4" * len(part.lines)
            hands.write_in(page.locator(f"#{part.field}"), answers[:-1] + "5" if slip else answers)
        hands.press("Next sheet")
        hands.sees("Northfield school")

    # And settle it by the paper, and finish
    hands.follow("Sheet 1: 1 difference")
    hands.sees("Where sheet 1 differs")
    hands.write("On the paper", "5")
    hands.press("Keep what the paper says")
    hands.sees("Northfield school")
    hands.follow("Finish the pile")
    hands.sees("Finish Northfield school")
    hands.press("Send the answers")
    hands.sees("Northfield school")

    # Then its answers wait with those of others, and nothing that was typed is kept
    expect(page.get_by_text("The answers of 1 sheet are sent")).to_be_visible()
    assert Draft.objects.get().sheet.replace("-", "").count("5") == 1
    assert Pile.objects.get().state == PileState.FINISHED
    assert not Typing.objects.exists()
