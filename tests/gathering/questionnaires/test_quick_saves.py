"""The short way for saves of scripts: the same as the long one, and only for what is usual."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.answering import quick_saves
from oneworkforce.gathering.questionnaires.answering.quick_saves import with_quick_saves
from oneworkforce.gathering.questionnaires.saving.marks import UNCHANGED, mark_at
from oneworkforce.visitors.cookies import SHARED
from tests.factories import make_assessment
from tests.gathering.questionnaires.answering import Person

pytestmark = pytest.mark.django_db


@contextmanager
def connections_stay() -> Iterator[None]:
    """Within a test's transaction no connection may be closed, as the handler does around requests."""
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


class Site:
    """The site with the short way; counts what goes the long one."""

    def __init__(self, person: Person) -> None:
        self.person, self.long_ways = person, 0
        django = WSGIHandler()

        def counted(environ: dict[str, Any], start_response: Any) -> Any:
            self.long_ways += 1
            return django(environ, start_response)

        self.application = with_quick_saves(counted)
        self.draft = person.fields("/answer/theme/1/")["draft"]

    def save(self, cookies: str = "", headers: dict[str, str] | None = None, **fields: str) -> tuple[str, Any, Any]:
        """Status, headers and JSON."""
        body = urlencode({"draft": self.draft, **fields}).encode()
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in self.person.client.cookies.items())
        environ = {
            "REQUEST_METHOD": "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": "/answer/save/",
            "QUERY_STRING": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded;charset=UTF-8",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_HOST": "testserver",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": f"{kept}; {cookies}",
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
            **(headers or {}),
        }
        said: list[Any] = []
        with connections_stay():
            response = self.application(environ, lambda status, headers: said.extend((status, headers)))
            text = b"".join(response)
        return said[0], said[1], json.loads(text) if text.startswith(b"{") else text

    def warm(self) -> list[tuple[str, str]]:
        """One save, which goes the long way; gives its headers."""
        status, headers, _answer = self.save(q9="1", mark_q9="Warm", was_q9=UNCHANGED)
        assert (status, self.long_ways) == ("200 OK", 1)
        return list(headers)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(quick_saves, "close_old_connections", lambda: None)
    return Site(Person(make_assessment()).start())


USUAL = {"q0": "4", "mark_q0": "Aaaa", "was_q0": UNCHANGED}


def test_it_saves_in_one_statement_and_says_the_same(site: Site) -> None:
    before = site.warm()
    with CaptureQueriesContext(connection) as queries:
        answer = site.save(**USUAL, q1="2", mark_q1="Bbbb", was_q1=f"Cccc {UNCHANGED}")
    assert answer == ("200 OK", before, {"saved": True})
    assert [query["sql"].split()[0] for query in queries] == ["UPDATE"]
    draft = site.person.draft
    assert (draft.sheet[:2], mark_at(draft.marks, 0), mark_at(draft.marks, 1)) == ("42", "Aaaa", "Bbbb")
    assert site.long_ways == 1


def test_its_address_is_that_of_saving() -> None:
    assert reverse("answer-save") == quick_saves.ADDRESS


def test_what_is_newer_stays_and_is_said(site: Site) -> None:
    site.warm()
    site.save(**USUAL)
    _status, _headers, answer = site.save(q0="1", mark_q0="Late", was_q0=UNCHANGED)
    assert answer == {"saved": True, "kept": {"q0": ["4", "Aaaa"]}}
    assert site.person.draft.sheet[0] == "4"


def test_the_same_again_is_saved_once(site: Site) -> None:
    site.warm()
    site.save(**USUAL)
    assert site.save(**USUAL)[2] == {"saved": True}
    assert (site.person.draft.sheet[0], site.long_ways) == ("4", 1)


UNUSUAL: dict[str, dict[str, Any]] = {
    "an answer without marks": {"q0": "4"},
    "a mark that is none": {**USUAL, "mark_q0": "no mark"},
    "a comment": {**USUAL, "comment": "Well said.", "theme": "shared-identity-and-purpose"},
    "where somebody works": {**USUAL, "sector": "", "locality": ""},
    "another questionnaire": {**USUAL, "draft": "0123456789ab"},
    "another site": {**USUAL, "headers": {"HTTP_SEC_FETCH_SITE": "cross-site"}},
    "a browser that does not say": {**USUAL, "headers": {"HTTP_SEC_FETCH_SITE": ""}},
    "a shared device": {**USUAL, "cookies": f"{SHARED}=ABCDEF"},
    "a position that is not asked": {"q299": "4", "mark_q299": "Aaaa", "was_q299": UNCHANGED},
    "no answer": {**USUAL, "q0": "9"},
}


@pytest.mark.parametrize("given", UNUSUAL.values(), ids=UNUSUAL)
def test_whatever_else_goes_the_long_way(site: Site, given: dict[str, Any]) -> None:
    site.warm()
    site.save(**given)
    assert site.long_ways == 2


def test_a_closed_assessment_takes_nothing(site: Site) -> None:
    site.warm()
    change_stage(assessment=site.person.assessment, to=Stage.CLOSED, by=None)
    status, _headers, answer = site.save(**USUAL)
    assert (status[:3], answer["saved"], site.long_ways) == ("410", False, 2)


def test_headers_of_one_person_are_not_kept(site: Site) -> None:
    """On a shared device the first save sets a cookie, and so teaches nothing."""
    shared = {"cookies": f"{SHARED}=ABCDEF; oneworkforce_present=1"}
    site.save(q9="1", mark_q9="Warm", was_q9=UNCHANGED, **shared)
    site.save(**USUAL)
    assert site.long_ways == 2
    _status, headers, _answer = site.save(q1="4", mark_q1="Aaaa", was_q1=UNCHANGED)
    assert (site.long_ways, [name for name, _value in headers if name == "Set-Cookie"]) == (2, [])
