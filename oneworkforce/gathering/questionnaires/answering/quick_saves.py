"""The save of an answer that a script sends, past Django's way of a request, which takes longer than the save itself.

Whoever answers with scripts sends some forty of these, and ten pages. What is usual is done here: answers with their
marks, from a page of ours, on one's own device, all of them saved. Whatever is not goes to `saving.save` as it came,
which says why: saving twice is fine, as an answer with its mark is known again. The headers are those with which
Django answered such a save before. What it gains is in docs/explanation/speed.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from django.db import DatabaseError, close_old_connections
from django.http import parse_cookie

from oneworkforce.gathering.questionnaires.answering.asked import is_answer
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.saving.marks import LONGEST_WAS, MARK
from oneworkforce.gathering.questionnaires.saving.saves import Act, Gone, save_unless_newer
from oneworkforce.visitors import cookies

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

ADDRESS = "/answer/save/"
FORM = "application/x-www-form-urlencoded"
LONGEST = 8000
"""Bytes of a form; whole pages of answers, kept while there was no connection, are shorter."""
FIELD = re.compile(r"q(\d{1,3})")
OF_ONE_ANSWER = {"Set-Cookie", "Content-Encoding", "Content-Length"}
SAVED = b'{"saved": true}'


def with_quick_saves(application: Application) -> Application:
    """The site's application, with the short way for saves."""
    learnt: list[list[tuple[str, str]]] = []

    def respond(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != ADDRESS:
            return application(environ, start_response)
        body = _body(environ)
        if learnt and body is not None and _saved(environ, body):
            start_response("200 OK", list(learnt[0]))
            return [SAVED]
        return application(environ, _listening(start_response, learnt))

    return respond


def _listening(start_response: StartResponse, learnt: list[list[tuple[str, str]]]) -> StartResponse:
    """Notes the headers of a “saved” that says nothing else."""

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        if not learnt and status == "200 OK" and not {name for name, _value in headers} & OF_ONE_ANSWER:
            learnt.append(list(headers))
        return start_response(status, headers, *more)

    return start


def _body(environ: Environ) -> bytes | None:
    """What a form holds, which can be read again after this; None for one that is not of the usual kind."""
    length = environ.get("CONTENT_LENGTH") or ""
    is_usual = (
        environ["REQUEST_METHOD"] == "POST"
        and environ.get("HTTP_SEC_FETCH_SITE") == "same-origin"
        and str(environ.get("CONTENT_TYPE", "")).startswith(FORM)
        and length.isdigit()
        and int(length) <= LONGEST
    )
    if not is_usual:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body


def _saved(environ: Environ, body: bytes) -> bool:
    """Whether it was the usual, and all of it is saved."""
    kept = parse_cookie(environ.get("HTTP_COOKIE", ""))
    code = kept.get(cookies.ANSWERS, "")
    given = dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
    acts = _acts(given)
    if not acts or not code or len(code) > cookies.LONGEST_CODE or cookies.SHARED in kept:
        return False
    if given.get("draft") != cookies.fingerprint(code):
        return False
    close_old_connections()  # as Django does before and after every request
    try:
        return not save_unless_newer(key=draft_key(code), acts=acts)
    except (Gone, ValueError, DatabaseError):
        return False
    finally:
        close_old_connections()


def _acts(given: dict[str, str]) -> dict[int, Act]:
    """Each answer by its position; none where anything else was given too, or an answer without marks."""
    acts = {}
    for name, value in given.items():
        field = FIELD.fullmatch(name)
        if field is None:
            if name != "draft" and not name.startswith(("mark_q", "was_q")):
                return {}
            continue
        mark, was = given.get(f"mark_{name}", ""), given.get(f"was_{name}", "")
        if not (is_answer(value) and MARK.fullmatch(mark) and was):
            return {}
        acts[int(field[1])] = Act(value, mark, was[:LONGEST_WAS])
    return acts
