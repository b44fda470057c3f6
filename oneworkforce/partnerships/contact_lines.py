"""Makes the phone numbers in an officer's contact lines into links."""

from __future__ import annotations

import re
from dataclasses import dataclass

PHONE_NUMBER = re.compile(r"(?<![\w+])(?:\+44[ -]?|0)\d(?:[ -]?\d){6,9}(?!\w)|(?<![\w+])(?:999|112|111|101)(?!\w)")
"""A British phone number, or 999, 112, 111 or 101."""


@dataclass(frozen=True, slots=True)
class ContactPiece:
    """A stretch of a contact line; ``call`` is the number to dial, or "" for plain words."""

    words: str
    call: str = ""


def pieces(line: str) -> list[ContactPiece]:
    """Split a line into phone numbers and the words around them."""
    found: list[ContactPiece] = []
    reached = 0
    for number in PHONE_NUMBER.finditer(line):
        if number.start() > reached:
            found.append(ContactPiece(line[reached : number.start()]))
        found.append(ContactPiece(number.group(), re.sub(r"[^\d+]", "", number.group())))
        reached = number.end()
    if reached < len(line):
        found.append(ContactPiece(line[reached:]))
    return found


def lines_of(text: str) -> list[list[ContactPiece]]:
    """The pieces of each line that isn't empty."""
    return [pieces(line.strip()) for line in text.splitlines() if line.strip()]
