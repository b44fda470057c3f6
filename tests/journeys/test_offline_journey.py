"""The connection is lost anywhere after the start: people go on answering, and all of it goes up when it is back."""

from __future__ import annotations

import re
import select
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import draft_key, start_draft
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.saving.saves import save_answers, save_comment
from tests.factories import make_assessment, make_partnership
from tests.journeys.test_answering_journeys import at_theme, link_of, themes_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], None]
OFFLINE = "No connection. Your answers are saved on this device"


class Wire:
    """A wire between the browser and the server, which can be cut: for the page and its service worker alike.

    A browser's own switch for being offline leaves service workers out; with the wire cut nobody hears the server.
    """

    def __init__(self, server: str) -> None:
        self.server = urlsplit(server)
        self.listening = socket.create_server(("localhost", 0))
        self.address = f"http://localhost:{self.listening.getsockname()[1]}"
        self.whole = True
        self.lose_answers = False
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through from now on, in neither direction."""
        self.whole = False
        with self.lock:
            for end in self.open:
                # Reset, as a lost network does: not an orderly end.
                end.close()
            self.open.clear()

    def mend(self) -> None:
        """All is as before."""
        self.whole = True
        self.lose_answers = False

    def close(self) -> None:
        """End it."""
        self.cut()
        self.listening.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _address = self.listening.accept()
            except OSError:
                return
            if not self.whole:
                near.close()
                continue
            try:
                far = socket.create_connection((self.server.hostname or "", self.server.port or 80))
            except OSError:
                near.close()
                continue
            with self.lock:
                self.open |= {near, far}
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        try:
            while True:
                for end in select.select([near, far], [], [])[0]:
                    data = end.recv(65536)
                    if not data:
                        return
                    if end is near:
                        far.sendall(data)
                    elif self.lose_answers:
                        return
                    else:
                        near.sendall(data)
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.open -= {near, far}
            near.close()
            far.close()


class Person:
    """Somebody with a telephone on the wire."""

    def __init__(self, browser: Browser, wire: Wire) -> None:
        self.wire = wire
        self.context: BrowserContext = browser.new_context(
            base_url=wire.address, viewport={"width": 360, "height": 740}, has_touch=True
        )
        self.context.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page = self.open()

    def open(self) -> Page:
        """A new tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def lose(self) -> None:
        """The connection goes, and the browser is told."""
        self.wire.cut()
        self.context.set_offline(True)

    def find(self) -> None:
        """The connection comes back, and the browser is told."""
        self.wire.mend()
        self.context.set_offline(False)

    def start(self, assessment: Assessment) -> None:
        """Start, and wait until the device has the pages."""
        self.page.goto(link_of(assessment))
        self.page.get_by_role("button", name="Start").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Where you work")
        self.has_pages()

    def has_pages(self) -> None:
        """Wait until the device could go on without a connection."""
        for _again in range(100):
            if self.page.evaluate(
                "() => navigator.serviceWorker.controller && localStorage.length > 0"
                " && Boolean(JSON.parse(localStorage.getItem(localStorage.key(0))).pages)"
            ):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the device never had the pages")

    def on(self) -> None:
        """Press the main button."""
        self.page.get_by_role("button", name="Save and continue").click()

    def kept(self) -> dict[str, Any]:
        """All that this browser holds of the site but for the cookie that forms need."""
        found: dict[str, Any] = self.page.evaluate(
            "async () => ({local: {...localStorage}, session: {...sessionStorage}, caches: await caches.keys(),"
            " workers: (await navigator.serviceWorker.getRegistrations()).length})"
        )
        cookies = {cookie["name"] for cookie in self.context.cookies()}
        return found | {"cookies": cookies - {"oneworkforce_form", "oneworkforce_sent"}}


NOTHING: dict[str, Any] = {"local": {}, "session": {}, "caches": [], "workers": 0, "cookies": set()}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_partnership("Rivermouth Partnership"))


@pytest.fixture
def wire(live_server: LiveServer) -> Iterator[Wire]:
    made = Wire(live_server.url)
    yield made
    made.close()


@pytest.fixture
def person(browser: Browser, wire: Wire) -> Iterator[Person]:
    made = Person(browser, wire)
    yield made
    made.context.close()
    assert not made.faults


def test_the_connection_is_lost_on_a_page_and_back_on_the_check(
    person: Person, assessment: Assessment, axe: Axe
) -> None:
    # Given somebody on a train, on the first theme
    person.start(assessment)
    page = person.page
    page.get_by_label("Health", exact=True).check()
    page.get_by_label("All of it").check()
    person.on()
    at_theme(page, assessment, 1)
    page.locator("#q0-3").check()
    expect(page.locator("#q0 .scale__status")).to_have_text("Saved")

    # When the connection goes, every page can still be answered, even changed, and read again
    person.lose()
    page.locator("#q1-2").check()
    expect(page.locator("#q1 .scale__status")).to_have_text("Saved on this device")
    expect(page.locator("#device [role=status]")).to_contain_text(OFFLINE)
    axe(page)
    page.locator("#q1-4").check()
    given = {0: "3", 1: "4"}
    for theme in themes_of(assessment):
        at_theme(page, assessment, theme.number)
        for place, question in enumerate(theme.questions):
            if question.position not in given:
                given[question.position] = "12345dn"[(theme.number + place) % 7]
                page.locator(f"#{question.field}-{given[question.position]}").check()
        if theme.number == 2:
            page.get_by_label("Anything to add").fill("From the train.")
            axe(page)
        person.on()

    # Then the check says that nothing is sent, and pressing does not pretend so
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are on this device")
    expect(page.get_by_text("7 of 7 answered")).to_have_count(
        sum(len(theme.questions) == 7 for theme in themes_of(assessment))
    )
    expect(page.get_by_text("with a comment")).to_have_count(1)
    axe(page)
    page.get_by_role("link", name="Check and send").click()
    expect(page.locator("#device [role=status]")).to_contain_text("Not sent yet")
    draft = Draft.objects.get()
    assert (draft.sent, draft.sheet[1]) == (False, ".")

    # And when it is back, everything goes up, can be checked, and is sent
    person.find()
    expect(page.locator("#device [role=status]")).to_have_text("All saved")
    draft.refresh_from_db()
    assert {position: draft.sheet[position] for position in given} == given
    assert draft.comments.get().text == "From the train."
    assert (draft.sector, draft.workforce) == ("health", "core")
    page.get_by_role("link", name="Check and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("button", name="Send my answers").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    draft.refresh_from_db()
    assert draft.sent
    assert person.kept() == NOTHING


def test_lost_before_the_first_question_with_reload_and_a_closed_tab(person: Person, assessment: Assessment) -> None:
    # Given somebody who lost the connection before saying where they work
    person.start(assessment)
    person.lose()
    person.page.get_by_label("Health", exact=True).check()
    person.page.get_by_label("All of it").check()
    person.on()
    at_theme(person.page, assessment, 1)
    person.page.locator("#q0-5").check()
    person.page.get_by_label("Anything to add").fill("Written in a tunnel.")
    person.page.get_by_label("Anything to add").blur()

    # When they reload, close the tab, and open their link again, all without a connection
    person.page.reload()
    expect(person.page.locator("#q0-5")).to_be_checked()
    expect(person.page.get_by_label("Anything to add")).to_have_value("Written in a tunnel.")
    person.page.close()
    person.page = person.open()
    person.page.goto(link_of(assessment))
    expect(person.page.get_by_role("heading", level=1)).to_have_text("There is no connection")
    person.page.get_by_role("link", name="Go on with my answers").click()

    # Then all of it is there
    at_theme(person.page, assessment, 1)
    expect(person.page.locator("#q0-5")).to_be_checked()
    assert Draft.objects.get().sheet[0] == "."

    # And the tab closed once more, it goes up when any page is opened with a connection
    person.page.close()
    person.find()
    person.page = person.open()
    person.page.goto("/answer/check/")
    expect(person.page.get_by_text("Written in a tunnel.")).to_be_visible()
    draft = Draft.objects.get()
    assert (draft.sheet[0], draft.sector, draft.workforce) == ("5", "health", "core")


def test_lost_between_pages_and_on_the_check(person: Person, assessment: Assessment) -> None:
    # Given somebody whose connection goes when all of a page is saved
    person.start(assessment)
    person.on()
    at_theme(person.page, assessment, 1)
    person.page.locator("#q0-1").check()
    expect(person.page.locator("#q0 .scale__status")).to_have_text("Saved")
    person.lose()
    person.on()
    at_theme(person.page, assessment, 2)
    person.find()

    # When it goes again just before they send
    person.page.goto("/answer/check/")
    button = person.page.get_by_role("button", name="Send my answers").first
    person.lose()
    button.click()

    # Then they are told that nothing is sent, and a second press sends
    expect(person.page.locator("#device [role=status]")).to_contain_text("Not sent yet")
    assert not Draft.objects.get().sent
    person.find()
    button.click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert person.kept() == NOTHING


def test_the_answer_to_sending_is_lost(person: Person, assessment: Assessment) -> None:
    # Given a press that reaches the service, whose answer never comes back
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    person.page.locator("#q0-1").check()
    expect(person.page.locator("#q0 .scale__status")).to_have_text("Saved")
    person.page.goto("/answer/check/")
    person.page.wait_for_load_state("networkidle")
    person.wire.lose_answers = True
    button = person.page.get_by_role("button", name="Send my answers").first
    button.click()
    expect(person.page.locator("#device [role=status]")).to_contain_text("pressing twice sends once")
    assert Draft.objects.get().sent

    # When they press again, they are thanked, once and truly
    person.wire.mend()
    button.click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert Draft.objects.count() == 1
    assert person.kept() == NOTHING


def test_a_questionnaire_that_closes_in_between_says_so_and_shows_what_was_written(
    person: Person, assessment: Assessment
) -> None:
    # Given two comments written without a connection
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    person.lose()
    person.page.get_by_label("Anything to add").fill("First thought.")
    person.on()
    at_theme(person.page, assessment, 2)
    person.page.get_by_label("Anything to add").fill("Second thought.")
    person.page.get_by_label("Anything to add").blur()
    expect(person.page.locator(".question--comment .scale__status")).to_have_text("Saved on this device")

    # When the questionnaire is closed before the connection is back
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    person.find()

    # Then it says so, shows both, and keeps nothing on the device
    expect(person.page.get_by_role("alert")).to_contain_text("This questionnaire has closed or was sent")
    expect(person.page.get_by_label("What you wrote on this device")).to_have_value("First thought.\n\nSecond thought.")
    expect(person.page.get_by_label("Anything to add")).to_have_value("Second thought.")
    kept = person.kept()
    assert (kept["local"], kept["caches"]) == ({}, [])


def test_another_questionnaire_on_this_device_finds_nothing_of_the_one_before(
    person: Person, assessment: Assessment
) -> None:
    # Given somebody with answers on this device, one of them not yet sent up
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    person.lose()
    person.page.locator("#q0-5").check()
    expect(person.page.locator("#q0 .scale__status")).to_have_text("Saved on this device")
    person.page.close()
    person.find()

    # When somebody else starts on it
    person.page = person.open()
    person.page.goto(link_of(assessment))
    person.page.get_by_role("button", name="Start afresh").click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("Where you work")
    person.has_pages()

    # Then only theirs is on it, and without a connection they see no answer of the one before
    kept = person.kept()
    draft = person.page.locator("#device").get_attribute("data-draft")
    assert [key.split(":")[1] for key in [*kept["local"], *kept["caches"]]] == [draft, draft]
    person.lose()
    person.page.goto("/answer/theme/1/")
    at_theme(person.page, assessment, 1)
    expect(person.page.locator("input:checked")).to_have_count(0)


def test_what_is_kept_has_no_answers_in_its_pages_and_is_as_strict_as_ever(
    person: Person, assessment: Assessment
) -> None:
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    person.page.locator("#q0-5").check()
    person.page.get_by_label("Anything to add").fill("Only mine.")
    person.page.get_by_label("Anything to add").blur()
    expect(person.page.locator(".question--comment .scale__status")).to_have_text("Saved")
    found = person.page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0])
            const all = await Promise.all((await cache.keys()).map(async request => {
                const response = await cache.match(request)
                return [new URL(request.url).pathname, await response.text(), [...response.headers.keys()]]
            }))
            return all
        }"""
    )
    code = next(one["value"] for one in person.context.cookies() if one["name"] == "oneworkforce_answers")
    pages = {address: (text, headers) for address, text, headers in found}
    assert {"/answer/about-you/", "/answer/theme/8/", "/answer/check/", "/answer/kept/"} < pages.keys()
    for address, (text, headers) in pages.items():
        assert address.startswith(("/answer/", "/static/ui/", "/colours.css")), address
        assert code not in text
        assert "Only mine." not in text
        if address.startswith("/answer/"):
            assert " checked" not in text
            assert {"content-security-policy", "referrer-policy"} <= set(headers)


def test_pages_of_an_older_version_are_replaced(person: Person, assessment: Assessment) -> None:
    # Given a device with the pages of an older version
    person.start(assessment)
    person.page.evaluate(
        """async () => {
            const old = (await caches.keys())[0]
            const draft = old.split(':')[1]
            await caches.open(`oneworkforce-answers:${draft}:older`)
            await caches.delete(old)
            const state = JSON.parse(localStorage.getItem(`oneworkforce-answers:${draft}`))
            localStorage.setItem(`oneworkforce-answers:${draft}`, JSON.stringify({ ...state, pages: 'older' }))
        }"""
    )

    # When any page comes from the service, then the device has those of its version alone
    person.page.goto("/answer/theme/1/")
    version = person.page.locator("#device").get_attribute("data-version")
    for _again in range(50):
        if [key.split(":")[2] for key in person.kept()["caches"]] == [version]:
            break
        person.page.wait_for_timeout(100)
    assert [key.split(":")[2] for key in person.kept()["caches"]] == [version]


def test_where_the_browser_keeps_nothing_it_works_as_before_and_says_so(person: Person, assessment: Assessment) -> None:
    # Given a browser that denies storage
    person.context.add_init_script(
        "for (const name of ['localStorage', 'caches']) Object.defineProperty(window, name,"
        " { get () { throw new DOMException('denied', 'SecurityError') } })"
    )
    person.page.goto(link_of(assessment))
    person.page.get_by_role("button", name="Start").click()
    person.on()
    at_theme(person.page, assessment, 1)

    # When the connection goes
    person.lose()
    person.page.locator("#q0-5").check()

    # Then it says what is so, stays where it is, and saves when the connection is back
    expect(person.page.locator("#q0 .scale__status")).to_have_text("Not saved yet. We will try again.")
    expect(person.page.locator("#device [role=status]")).to_contain_text("Your answers are on this page only")
    person.on()
    expect(person.page.locator("#device [role=status]")).to_contain_text("the next page cannot come")
    expect(person.page.locator("#q0-5")).to_be_checked()
    person.find()
    person.on()
    at_theme(person.page, assessment, 2)
    assert Draft.objects.get().sheet[0] == "5"


def test_two_tabs_show_the_newer_answer(person: Person, assessment: Assessment) -> None:
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    other = person.open()
    other.goto("/answer/theme/1/")
    person.page.locator("#q0-5").check()
    expect(other.locator("#q0-5")).to_be_checked()
    other.locator("#q0-2").check()
    expect(person.page.locator("#q0-2")).to_be_checked()
    expect(other.locator("#q0 .scale__status")).to_have_text("Saved")
    assert Draft.objects.get().sheet[0] == "2"


def test_an_answer_given_offline_gives_way_to_a_newer_one_from_another_device(
    person: Person, browser: Browser, wire: Wire, assessment: Assessment, axe: Axe
) -> None:
    # Given one person on a telephone without a connection, and at a desk
    person.start(assessment)
    person.page.goto("/answer/theme/1/")
    code = next(one["value"] for one in person.context.cookies() if one["name"] == "oneworkforce_answers")
    person.lose()
    person.page.locator("#q0-2").check()
    expect(person.page.locator("#q0 .scale__status")).to_have_text("Saved on this device")
    person.page.get_by_label("Anything to add").fill("From the train.")
    person.page.get_by_label("Anything to add").blur()
    key = draft_key(code)
    assert save_answers(key=key, changes={0: "4"})
    assert save_comment(key=key, theme=themes_of(assessment)[0].id, text="From the desk.")
    person.page.wait_for_timeout(3_200)  # nobody goes from a train to a desk sooner

    # When the telephone finds its connection
    person.find()

    # Then the newer answer is there, and says so; of the two texts its writer makes one
    expect(person.page.locator("#q0-4")).to_be_checked()
    expect(person.page.locator("#q0 .scale__status")).to_contain_text("You changed this on another device too")
    expect(person.page.get_by_role("group", name="Two texts")).to_contain_text("From the desk.")
    axe(person.page)
    person.page.get_by_role("button", name="Put both in the box").click()
    expect(person.page.locator("#device [role=status]")).to_have_text("All saved")
    draft = Draft.objects.get()
    assert draft.sheet[0] == "4"
    assert draft.comments.get().text == "From the train.\n\nFrom the desk."


def test_young_people_go_on_without_a_connection_and_find_help(person: Person) -> None:
    partnership = make_partnership("Rivermouth Partnership")
    partnership.staff_groups.create(key="young", name="Young people", audience="young-people")
    assessment = make_assessment(partnership)
    code = start_draft(link=assessment.group_links.get(staff_group__key="young"))
    person.page.goto(f"/answer/{code}/")
    person.page.locator("main form button").last.click()
    expect(person.page.locator("#device")).to_have_count(1)
    person.has_pages()
    person.lose()
    person.page.locator(".scale__input").first.check()
    expect(person.page.locator(".scale__status").first).to_have_text("Saved on this device")
    person.page.get_by_role("button", name="Next").click()
    expect(person.page).to_have_url(re.compile(r"/answer/theme/2/$"))
    person.page.locator(".scale__input").nth(2).check()
    person.page.goto(f"/answer/help-now/{partnership.key}/")
    expect(person.page.get_by_text("999").first).to_be_visible()
    person.find()
    person.page.goto("/answer/theme/2/")
    expect(person.page.locator("#device [role=status]")).to_have_text("All saved")
    expect(person.page.locator(".scale__input").nth(2)).to_be_checked()
    sheet = Draft.objects.get().sheet
    assert sum(sheet.count(symbol) for symbol in "12345") == 2
