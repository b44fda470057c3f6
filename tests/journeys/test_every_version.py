"""Every version of the questionnaire, from its link to the thanks: each audience, in each language, in both ways.

On a phone of 320 px. By keyboard alone, with axe on each page and the connection lost in the middle; and in a browser
that runs no scripts. What single pages hold is in the other journeys: here nothing may depend on which version it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import Draft
from tests.gathering.questionnaires.families import WITH_CHILDREN, make_family_assessment
from tests.journeys.hands import Hands
from tests.journeys.test_offline_journey import Person, Wire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
Axe = Callable[[Page], None]
GROUPS = ["frontline", "leaders", "young-people", "children", "parents"]
PAGES = {"young-people": 9, "children": 6, "parents": 9}
THREE_FACES = {"children": "5"}
"""What is chosen everywhere, where 4 is no face."""
LANGUAGES = {"en-GB": "English", "cy": "Cymraeg"}
PHONE = {"width": 320, "height": 568}
MAIN_BUTTON = "main .govuk-button:not(.govuk-button--secondary):visible"
PAGES_OFFLINE = range(3, 6)
"""Pages of questions, counted from 1, on which there is no connection."""


@pytest.fixture
def assessment() -> Assessment:
    return make_family_assessment(groups=WITH_CHILDREN, help_now="Front door, at any hour: 01632 960 001")


@pytest.fixture
def person(browser: Browser, live_server: LiveServer) -> Iterator[Person]:
    """Somebody with a telephone whose connection can be cut."""
    wire = Wire(live_server.url)
    made = Person(browser, wire)
    made.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    yield made
    made.context.close()
    wire.close()
    assert not made.faults


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_by_keyboard_with_the_connection_lost_in_the_middle(
    person: Person, assessment: Assessment, axe: Axe, group: str, language: str
) -> None:
    walk = Walk(Hands(person.page, keyboard=True, axe=axe), language)
    pages = walk.begin(assessment, group)
    person.has_pages()
    for number in range(1, pages + 1):
        if number == PAGES_OFFLINE.start:
            person.lose()
        if number == PAGES_OFFLINE.stop:
            person.find()
            expect(person.page.locator("#device [role=status]")).not_to_be_empty()
            until(lambda: answered(walk.value) >= len(PAGES_OFFLINE) + 2)
        walk.answer()
        walk.look()
        walk.on()
    walk.send(pages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_without_scripts(visit: Visit, assessment: Assessment, axe: Axe, group: str, language: str) -> None:
    page = visit(**PHONE, javascript=False)
    walk = Walk(Hands(page, keyboard=False, axe=axe), language)
    pages = walk.begin(assessment, group)
    for _number in range(pages):
        walk.answer()
        walk.look()
        walk.on()
    walk.send(pages)


class Walk:
    """From a link to the thanks, in one language."""

    def __init__(self, hands: Hands, language: str) -> None:
        self.hands, self.page, self.language = hands, hands.page, language
        self.value = "4"

    def begin(self, assessment: Assessment, group: str) -> int:
        """Open the link, switch the language, and go as far as the first question; gives how many pages there are."""
        self.page.goto(f"/answer/{assessment.group_links.get(staff_group__key=group).code}/")
        if self.language != "en-GB":
            self.hands.press(LANGUAGES[self.language])
        self.look()
        self.value = THREE_FACES.get(group, "4")
        self.on()
        if group in PAGES:
            for box in self.page.locator("main input[name=age]").all()[:1]:
                self.hands.choose(box)
            for box in self.page.locator("main input[type=checkbox]:visible").all():
                self.hands.choose(box)
        self.look()
        self.on()
        return PAGES.get(group, 8)

    def look(self) -> None:
        """The page has one main heading, is in its language, and is no wider than the screen."""
        expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], self.page.url
        if self.hands.keyboard:
            self.hands.axe(self.page)

    def answer(self) -> None:
        """Answer the first question of the page."""
        expect(self.page.locator("main input[type=radio][name^=q]").first).to_be_attached()
        self.hands.choose(self.page.locator(f"main input[type=radio][name^=q][value='{self.value}']").first)

    def on(self) -> None:
        """Press the main button, and wait for what comes."""
        before = self.page.locator("h1").inner_text()
        self.hands.use(self.main_button())
        expect(self.page.locator("h1")).not_to_have_text(before)

    def send(self, pages: int) -> None:
        """Check, send, and be thanked."""
        self.look()
        self.hands.use(self.main_button())
        self.page.wait_for_url("**/answer/sent/")
        self.look()
        draft = Draft.objects.get()
        assert draft.sent
        assert draft.sheet.count(self.value) == pages

    def main_button(self) -> Locator:
        return self.page.locator(MAIN_BUTTON).first


def answered(value: str) -> int:
    """How many questions the server has this answer to."""
    return Draft.objects.get().sheet.count(value)


def until(come: Callable[[], Any], most: int = 100) -> None:
    """Wait for something to be so, for ten seconds at most."""
    for _again in range(most):
        if come():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
