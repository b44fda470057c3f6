"""A person who answers, for tests without a browser: follows pages and posts their forms with what they hide."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.visitors.cookies import ANSWERS


class Fields(HTMLParser):
    """What a browser would send of a page's forms: hidden inputs, checked radios, text areas."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        name, kind = at.get("name"), at.get("type")
        if tag == "input" and name and (kind == "hidden" or "checked" in at):
            self.found[name] = at.get("value") or ""
        if tag == "textarea" and name:
            self.area, self.found[name] = name, ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data.removeprefix("\n") if not self.found[self.area] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = None


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, assessment: Assessment, group: str = "frontline", client: Client | None = None) -> None:
        self.client = client or Client()
        self.assessment = assessment
        self.link = assessment.group_links.get(staff_group__key=group)

    def start(self, **fields: str) -> Person:
        """Press Start on the group's page."""
        address = f"/answer/{self.link.code}/"
        response = self.client.post(address, {**self.fields(address), **fields})
        assert response.headers.get("Location") == "/answer/about-you/", response.content.decode()
        return self

    @property
    def code(self) -> str:
        """The resume code that the browser holds."""
        return self.client.cookies[ANSWERS].value

    @property
    def draft(self) -> Draft:
        """What the database holds."""
        return Draft.objects.get(pk=draft_key(self.code))

    def read(self, address: str) -> str:
        """A page's text with its spaces evened out."""
        return even(self.client.get(address))

    def fields(self, address: str) -> dict[str, str]:
        """What the page's forms would send if nothing was touched."""
        return Fields(self.client.get(address).content.decode()).found

    def fill(self, address: str, **given: str) -> Any:
        """Open a page, fill some fields, press its button."""
        return self.client.post(address, {**self.fields(address), **given})

    def autosave(self, **given: str) -> Any:
        """What the script sends; the fingerprint is that of the first theme's page unless given."""
        if "draft" not in given:
            given["draft"] = self.fields("/answer/theme/1/").get("draft", "")
        return self.client.post("/answer/save/", given)


def even(response: Any) -> str:
    """A response's text with its spaces evened out."""
    return re.sub(r"\s+", " ", response.content.decode())
