"""Follows every link that a visitor has, one page of each kind."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from tempfile import NamedTemporaryFile

from playwright.sync_api import APIResponse, Browser, Error, Page

from benchmarks.every_page.pictures import PATIENCE, WIDTHS, Album

LINKS = """() => [...document.querySelectorAll('a[href], svg a, link[rel=alternate]')]
  .map(one => new URL(one.href.baseVal ?? one.href, location))
  .filter(one => one.origin === location.origin).map(one => one.pathname + one.search)"""
MAIN = "() => (document.querySelector('main') ?? document.body).innerText"
BRIEF = (320, 1280)
NOT_FOLLOWED = ("/static/", "/answer/back/")
VARIES = re.compile(r"(?<=/a/)[^/]+|(?<=/letters/)[^/]+/[^/]+|(?<=/children-and-families/)[a-z-]+|(?<=/p/)[^/]+")
"""What tells pages apart that look alike: two of a kind have their pictures taken, and all have their texts kept."""


class Walker:
    """Somebody who follows every link. Of eight pages that differ in their theme alone, one is looked at."""

    def __init__(self, browser: Browser, origin: str, album: Album, who: str) -> None:
        self.context = browser.new_context(base_url=origin, viewport={"width": 1280, "height": 800})
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.album, self.who = album, who
        self.pictured: Counter[str] = Counter()
        self.page.goto("/framework/")
        found = (address for address in self.page.evaluate(LINKS) if address.startswith("/framework/"))
        self.themes = {address.split("/")[2] for address in found} - {""}

    def become(self, person: str) -> None:
        """Sign in as one of the demonstration's people."""
        self.page.goto("/")
        self.page.get_by_role("button", name=person, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, seeds: Iterable[str], seen: set[tuple[str, str]], widths: tuple[int, ...] = WIDTHS) -> None:
        """Take down each kind of page that can be reached from some addresses.

        :param seen: address and text of what somebody saw before, which is not taken down again; grows.
        """
        waiting, kinds = [*seeds], set()
        while waiting:
            address = waiting.pop(0)
            if (kind := self.kind_of(address)) not in kinds and not address.startswith(NOT_FOLLOWED):
                kinds.add(kind)
                waiting += self._look(address, kind, seen, widths)
        self.context.close()

    def _look(self, address: str, kind: str, seen: set[tuple[str, str]], widths: tuple[int, ...]) -> list[str]:
        try:
            went = self.page.goto(address)
        except Error:  # the browser saves it instead of showing it
            went = None
        if went is None or "text/html" not in went.headers.get("content-type", ""):
            if (address, "") not in seen:
                seen.add((address, ""))
                answer = self.context.request.get(address)
                self.album.keep(f"{self.who}{address}", answer, as_text(answer))
            return []
        if (text := (address, self.page.evaluate(MAIN))) not in seen:
            seen.add(text)
            alike = VARIES.sub("*", kind)
            self.pictured[alike] += 1
            few = widths if self.pictured[alike] <= len(widths) - 1 else ()
            self.album.take(f"{self.who}{address}", self.page, went.status, few)
        links: list[str] = self.page.evaluate(LINKS)
        return links

    def kind_of(self, address: str) -> str:
        """An address with its numbers, themes and signed parts left out."""
        path, _mark, query = address.partition("?")
        parts = (re.sub(r"^(\d+|[0-9a-f]{32}.*)$", "#", part) for part in path.split("/"))
        names = sorted(re.findall(r"(?:^|&)(\w+)", query))
        return "/".join("theme" if part in self.themes else part for part in parts) + "?" + ",".join(names)


def as_text(answer: APIResponse) -> str:
    """A file's text; of a PDF with the help of pdftotext (poppler-utils), where that is there."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith(("text/", "image/svg", "application/json")):
        return answer.text()
    if kind.startswith("application/pdf"):
        with NamedTemporaryFile(suffix=".pdf") as file:
            file.write(answer.body())
            file.flush()
            try:
                done = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)  # noqa: S603, S607
            except (OSError, subprocess.CalledProcessError):
                return f"{kind}, unread"
            return done.stdout.decode()
    return f"{kind}, about {len(answer.body()) // 1000} kB"
