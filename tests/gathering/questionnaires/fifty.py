"""Fifty people who answer through the site, each with an address, a browser and answers that nobody else has.

Used by `test_nobody_can_be_found_out`, in its own process and in another one over an SQLite file.
"""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.models import Sheet
from tests.gathering.questionnaires.answering import Person

PEOPLE, K = 50, 10


class WatchedClient(Client):
    """A browser that keeps every header that it was sent."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.headers_seen: list[tuple[str, dict[str, str]]] = []

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        self.headers_seen.append((request["PATH_INFO"], dict(response.headers)))
        return response


@dataclass(slots=True)
class Respondent:
    """What the test knows of one person, and nobody else should be able to put together."""

    number: int
    group: str
    address: str
    browser: str
    client: WatchedClient
    code: str = ""
    batch: int = -1

    @property
    def answers(self) -> dict[str, str]:
        """Answers that nobody else gives: the number in base 5."""
        return {f"q{place}": str(self.number // 5**place % 5 + 1) for place in range(3)}

    @property
    def key(self) -> str:
        """The key of the draft."""
        return draft_key(self.code)


@dataclass(slots=True)
class Crowd:
    """The fifty in order of arrival, and every answer of the site to them."""

    people: list[Respondent] = field(default_factory=list)

    def in_batches(self) -> list[list[int]]:
        """The numbers of the people of each release, known only because this test looked after every sending."""
        batches: dict[int, list[int]] = {}
        for person in self.people:
            batches.setdefault(person.batch, []).append(person.number)
        return list(batches.values())


def number_of(sheet: str) -> int:
    """Whose sheet it is."""
    return sum((int(sheet[place]) - 1) * 5**place for place in range(3))


def let_fifty_answer(assessment: Assessment) -> Crowd:
    """Each starts, says where they work, answers, comments, comes back by their own link, sends, and comments again."""
    crowd = Crowd()
    sectors = [sector.id for sector in load_pin(assessment.framework).sectors]
    for number in range(PEOPLE):
        address, browser = f"203.0.113.{number + 101}", f"Telephone/{number}.{number * 7 + 3} (of one person)"
        client = WatchedClient(REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
        group = "frontline" if number % 5 < 3 else "leaders"
        one = Respondent(number, group, address, browser, client)
        person = Person(assessment, group, client)
        person.start()
        one.code = person.code
        crowd.people.append(one)
        where = {"sector": sectors[number % len(sectors)], "locality": ("", "north")[number % 2]}
        person.fill("/answer/about-you/", **where, workforce=("core", "wider", "")[number % 3])
        person.fill("/answer/theme/1/", comment=f"theme {number}", **one.answers)
        person.autosave(q3="d")
        client.get(f"/answer/back/{one.code}/")
        person.fill(f"/answer/back/{one.code}/")
        person.fill("/answer/", code=one.code.lower())
        client.get("/answer/come-back/")
        client.post("/answer/send/", person.fields("/answer/check/"))
        client.get(f"/answer/back/{one.code}/")
        client.post("/answer/sent/", {"text": f"tool {number}"})
        client.get("/answer/sent/thank-you/")
        client.get(f"/answer/theme/99/?code={one.code}")
        client.get(f"/answer/{one.code}/")
        note_batches(assessment, crowd, number)
    return crowd


def note_batches(assessment: Assessment, crowd: Crowd, batch: int) -> None:
    """Look which sheets are there now: what somebody could do who watches the database the whole time."""
    for sheet in Sheet.objects.filter(assessment=assessment).values_list("sheet", flat=True):
        person = crowd.people[number_of(sheet)]
        if person.batch < 0:
            person.batch = 2 * batch + (person.group == "leaders")


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """All that any logger would write at DEBUG, through the filter and in the format of the site's own handler."""
    given = settings.LOGGING
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    wanted = given["handlers"]["console"]
    for name in wanted["filters"]:
        handler.addFilter(logging.config.DictConfigurator({}).configure_filter(given["filters"][name]))
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    watched = [logging.root, *(logger for logger in named if not logger.propagate)]
    before = [(logger, logger.level) for logger in [logging.root, *named]]
    for logger, _level in before:
        logger.setLevel(logging.DEBUG)
    for logger in watched:
        logger.addHandler(handler)
    try:
        yield written
    finally:
        for logger in watched:
            logger.removeHandler(handler)
        for logger, level in before:
            logger.setLevel(level)
