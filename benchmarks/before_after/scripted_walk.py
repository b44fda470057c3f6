"""Plays back what a browser with scripts asked for: see recording.py. Codes and tokens are the player's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.before_after.asking import Ask, Walk, hidden
from benchmarks.before_after.plain_walk import THANKS, Astray, shape

LINK = "{link}"
HIDDEN = "{hidden}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request of a recording. `fields`: of a form; `{hidden}` is whatever the last page had in that field."""

    method: str
    path: str
    headers: dict[str, str]
    fields: list[tuple[str, str]] | None
    status: int


def read_recording(path: Path) -> list[Recorded]:
    """A recording's requests, in their order."""
    entries: list[dict[str, Any]] = json.loads(path.read_text())
    return [Recorded(**entry) for entry in entries]


def scripted_walk(recording: list[Recorded], link: str, _number: int) -> Walk:
    """One questionnaire with all that its scripts ask for. Each request has to be answered as it was then."""
    values: dict[str, str] = {}
    thanked = False
    for one in recording:
        body = None
        if one.fields is not None:
            filled = [(name, values[name] if value == HIDDEN else value) for name, value in one.fields]
            body = urlencode(filled).encode()
        got = yield Ask(one.method, one.path.replace(LINK, link), one.headers, body, pressed=False)
        if got.status != one.status:
            raise Astray(f"{got.status}, not {one.status}, for {one.method} {shape(got.path)}")
        if got.is_page:
            values.update(hidden(got.text))
            thanked = thanked or bool(THANKS.search(got.text))
    if not thanked:
        raise Astray("the recording does not come to the thanks")
