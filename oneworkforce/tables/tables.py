"""A list as rows of text, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Row = tuple[int, list[str]]
"""The line on which a row begins, from 1, and its cells as text. Rows without a word are left out."""

MOST_COLUMNS = 100


@dataclass(slots=True)
class Table:
    """Rows, to be read once, and what was taken for granted about the file: sentences to be shown with a preview."""

    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)
