"""Takes down a page: pictures of it at each width, its text, and what a screen reader finds on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import APIResponse, Page

WIDTHS = (320, 768, 1280)
PATIENCE = 60_000  # milliseconds; on a busy machine a long picture takes its time
OWN_CODE = "oneworkforce_answers"
"""The cookie that holds a new code for each new person; other codes are in the data, and so the same each time."""

HIDE_OWN_CODE = """code => {
  const variants = [code, code.replace(/(.{4})(?=.)/g, '$1-')].map(one => new RegExp(one, 'g'))
  const shown = ['OWN0C0DE0000', 'OWN0-C0DE-0000']
  const hidden = text => variants.reduce((found, one, which) => found.replace(one, shown[which]), text)
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const text = nodes.currentNode.nodeValue
    if (hidden(text) !== text) nodes.currentNode.nodeValue = hidden(text)
  }
  document.querySelectorAll('input, textarea').forEach(one => {
    if (hidden(one.value) !== one.value) one.value = hidden(one.value)
  })
}"""
SETTLED = "async () => { await document.fonts.ready; scrollTo(0, 0); document.activeElement?.blur() }"
OPENED = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
IN_WORDS = """() => [document.title, document.documentElement.lang, document.body.innerText].join('\\n')"""


@dataclass
class Album:
    """A folder of pages. `pages`: each one's name, with its address and status, in the order in which they came."""

    folder: Path
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, name: str, page: Page, status: int | None = None, widths: tuple[int, ...] = WIDTHS) -> None:
        """Take down the page that is open."""
        name = self._own(name)
        self.pages[name] = {"address": address_of(page.url), "status": status}
        for code in (cookie["value"] for cookie in page.context.cookies() if cookie["name"] == OWN_CODE):
            page.evaluate(HIDE_OWN_CODE, code)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(SETTLED)
            page.screenshot(
                path=self.folder / f"{name}.{width}.png", full_page=True, animations="disabled", caret="hide"
            )
        page.evaluate(OPENED)
        self._write(name, ".txt", page.evaluate(IN_WORDS))
        self._write(name, ".yaml", page.locator("body").aria_snapshot())

    def keep(self, name: str, answer: APIResponse, text: str) -> None:
        """Keep what is no page: a file, as text."""
        name = self._own(name)
        kind = answer.headers.get("content-type", "")
        self.pages[name] = {"address": address_of(answer.url), "status": answer.status, "kind": kind}
        self._write(name, ".txt", text)

    def finish(self) -> None:
        """Write down which pages there are."""
        self._write("index", ".json", json.dumps(self.pages, indent=1))

    def _own(self, name: str) -> str:
        name = re.sub(r"[^\w.-]+", "_", name).strip("_")[:120]
        found, number = name, 1
        while found in self.pages:
            number += 1
            found = f"{name}.{number}"
        return found

    def _write(self, name: str, suffix: str, text: str) -> None:
        (self.folder / f"{name}{suffix}").write_text(text, encoding="utf-8")


def address_of(url: str) -> str:
    """A page's address without its origin, and without what is different for each person."""
    return re.sub(r"^https?://[^/]+", "", url).partition("#")[0]
