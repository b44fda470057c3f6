"""The partnership's own contact lines: plain text as an officer wrote it, in which phone numbers can be pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass

PHONE_NUMBER = re.compile(r"(?<![\w+])(?:\+44[ -]?|0)\d(?:[ -]?\d){6,9}(?!\w)|(?<![\w+])(?:999|112|111|101)(?!\w)")
"""A phone number as it is written in Britain, with spaces or hyphens, or one of the short ones for emergencies."""


@dataclass(frozen=True, slots=True)
class ContactPiece:
    """Some words of a line; `call` is the number to dial where they are a phone number, else ""."""

    words: str
    call: str = ""


def pieces(line: str) -> list[ContactPiece]:
    """One line in pieces, phone numbers apart from the words around them."""
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
    """Every line that is not empty, in pieces."""
    return [pieces(line.strip()) for line in text.splitlines() if line.strip()]
