"""Opens pages and writes down whatever is wrong with any of them, on a phone by day and on a desk by night."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.journeys.conftest import AXE

# Without the way to each element, which nobody reads here, axe takes half the time.
QUICK_AXE = "async () => (await axe.run({resultTypes: ['violations'], selectors: false})).violations"


class Device(NamedTuple):
    """What a page is looked at with."""

    width: int
    scheme: Literal["light", "dark"]


PHONE, DESK = Device(320, "light"), Device(1280, "dark")


def look_like(page: Page, device: Device) -> None:
    """Give a page a device's width and colours, without loading it again."""
    page.set_viewport_size({"width": device.width, "height": 800})
    page.emulate_media(color_scheme=device.scheme)


@dataclass
class Inspector:
    """Opens pages one after another and writes down whatever is wrong with any of them."""

    browser: Browser
    origin: str
    faults: list[str] = field(default_factory=list)
    titles: dict[str, set[str]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self) -> Visitor:
        """Somebody new, with cookies of their own."""
        context = self.browser.new_context(base_url=self.origin)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        visitor = Visitor(self, context.new_page())
        look_like(visitor.page, PHONE)
        return visitor

    def check(self, name: str, page: Page) -> None:
        """Look at the page that is open: on a phone by day, then on a desk by night."""
        self.opened.add(name)
        self.titles.setdefault(page.title(), set()).add(name)
        headings = page.locator("h1").all_inner_texts()
        if len(headings) != 1 or not headings[0].strip():
            self.faults.append(f"{name} {page.url}: headings of the first level: {headings}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for device in (DESK, PHONE):
            look_like(page, device)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > device.width:
                self.faults.append(f"{name} {page.url}: {wide} px wide at {device.width}")
            for fault in page.evaluate(QUICK_AXE):
                nodes = "\n    ".join(f"{node['html'][:160]} {node['failureSummary']}" for node in fault["nodes"][:3])
                self.faults.append(f"{name} {page.url} at {device}: {fault['id']}: {fault['help']}\n    {nodes}")


@dataclass
class Visitor:
    """One browser's cookies, and the page that it looks at."""

    inspector: Inspector
    page: Page

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._watch)

    def open(self, name: str, address: str, status: int = 200) -> None:
        """Open an address and inspect it; the page has to answer as expected."""
        answer = self.page.goto(address)
        if answer is None or answer.status != status:
            self._note(f"{name} {address}: answered {answer and answer.status}, not {status}")
        self.inspector.check(name, self.page)

    def press(self, name: str, button: str) -> None:
        """Press a button and inspect what comes."""
        # A script may first save what the page holds: the next page comes a moment after the press.
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).first.click()
        self.inspector.check(name, self.page)

    def become(self, persona: str) -> None:
        """Sign in as one of the demonstration's people."""
        self.page.goto("/")
        self.page.get_by_role("button", name=persona, exact=True).click()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and "Failed to load resource" not in said.text:
            self._note(said.text)

    def _watch(self, answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self._note(f"{answer.url} answered {answer.status}")

    def _note(self, what: str) -> None:
        self.inspector.faults.append(f"{self.page.url}: {what}")


def assert_clean(inspector: Inspector, wanted: AbstractSet[str] = frozenset()) -> None:
    """Nothing is wrong with any page that was opened, and every page that was wanted was."""
    shared = [(title, names) for title, names in inspector.titles.items() if len(names) > 1]
    assert not inspector.faults, "\n".join(inspector.faults)
    assert not shared, f"pages that cannot be told apart by their titles: {shared}"
    assert not wanted - inspector.opened, f"never opened: {sorted(wanted - inspector.opened)}"
