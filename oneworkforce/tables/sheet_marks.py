"""What a sheet's XML says beside its values: what it hides, what is merged, and where a formula or an error stands.

The library that reads the values (python-calamine 0.9.1) tells neither hidden rows nor hidden columns, and gives an
empty cell for an error, and for a formula whose value was never worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

MOST_CELLS = 6_000_000
"""Cells of the rectangle around all that is filled: the answers of 100,000 people to 60 questions."""

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_HAS_MARKS = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt=[\"']e[\"']")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Z]+)(\d+)")
_YES = (b"1", b"true")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Rows are counted from 1, as messages name them, and columns from 0.

    `merged`: the first row, last row and column of each merge that goes down. `instead`: (row, column) → what stands
    there in words: a formula with its sign, or an error.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int], ...] = ()
    instead: dict[tuple[int, int], str] = field(default_factory=dict)
    far: str = ""


def marks_of(xml: bytes) -> SheetMarks:
    """What a sheet of a workbook says beside its values. `far` names the last cell of one that is too large."""
    return SheetMarks(
        hidden_rows=frozenset(_hidden_rows(xml)),
        hidden_columns=frozenset(_hidden_columns(xml)),
        merged=tuple(_merges(xml)),
        instead=dict(_instead(xml)) if _HAS_MARKS.search(xml) else {},
        far=_far(xml),
    )


def column_number(letters: bytes) -> int:
    """A → 0, B → 1, AA → 26."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _hidden_rows(data: bytes) -> Iterator[int]:
    if b"hidden" not in data:
        return
    last = 0
    for tag in _ROW.finditer(data):
        found = _attributes(tag[1])
        last = int(found.get(b"r", last + 1))
        if found.get(b"hidden") in _YES:
            yield last


def _hidden_columns(data: bytes) -> Iterator[int]:
    for tag in _COLUMN.finditer(data):
        found = _attributes(tag[1])
        if found.get(b"hidden") in _YES and b"min" in found and b"max" in found:
            # Whoever hides all columns from one on hides them to the very last.
            yield from range(int(found[b"min"]) - 1, min(int(found[b"max"]), 16_384))


def _merges(data: bytes) -> Iterator[tuple[int, int, int]]:
    for left, top, _right, bottom in _MERGE.findall(data):
        if int(bottom) > int(top):
            yield int(top), int(bottom), column_number(left)


def _instead(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, inside in _CELL.findall(data):
        found = _attributes(attributes)
        place = _PLACE.fullmatch(found.get(b"r", b""))
        if not place:
            continue
        at = int(place[2]), column_number(place[1])
        if formula := _FORMULA.search(inside):
            yield at, "=" + unescape((formula[1] or b"").decode("utf-8", "replace")).strip()
        elif found.get(b"t") == b"e" and (value := _VALUE.search(inside)):
            yield at, unescape(value[1].decode("utf-8", "replace"))


def _far(data: bytes) -> str:
    found = _FILLED.findall(data)
    if not found:
        return ""
    column = max({letters for letters, _digits in found}, key=lambda letters: (len(letters), letters))
    row = max(int(digits) for _letters, digits in found)
    return f"{column.decode()[:8]}{row}" if row * (column_number(column) + 1) > MOST_CELLS else ""
