"""Reading a page of results as a person would: its words, and what stands for each cell."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from oneworkforce.assessments.models import Assessment

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect"}


def address(assessment: Assessment, theme: str = "") -> str:
    """The address of Where we are, or of one theme."""
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    return reverse("theme", kwargs={**where, "theme": theme}) if theme else reverse("where-we-are", kwargs=where)


def page(client: Client, assessment: Assessment, theme: str = "") -> str:
    """The page as sent, without what differs from one request to the next."""
    response = client.get(address(assessment, theme))
    assert response.status_code == 200, response.status_code
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


class Reader(HTMLParser):
    """Collects all text, the text under each element with a `data-cell`, and the tags under it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.cells: list[tuple[str, list[str], list[str]]] = []
        self._open: list[tuple[str, int | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        cell = dict(attrs).get("data-cell")
        if cell:
            self.cells.append((cell, [], []))
        for _tag, index in self._open:
            if index is not None:
                self.cells[index][2].append(tag)
        if tag not in VOID:
            self._open.append((tag, len(self.cells) - 1 if cell else None))

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.append(data.strip())
            for _tag, index in self._open:
                if index is not None:
                    self.cells[index][1].append(data.strip())


def words_of(html: str) -> str:
    """All words of a page, one space between them."""
    return " ".join(" ".join(Reader(html).text).split())
