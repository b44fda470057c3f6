"""One line of a list, understood: whom to invite, and as whom."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

LONGEST = {"email": 254, "name": 120, "organisation": 120, "wave": 80}
"""Characters that a field may have."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list. `staff_group` and `locality` are keys, `sector` an id, `wave` a name, `language` a code.

    What the list does not say is "". `line`: where they stand in it, from 1. `email` is in lower case.
    """

    line: int
    email: str
    staff_group: str
    wave: str
    name: str = ""
    organisation: str = ""
    sector: str = ""
    locality: str = ""
    workforce: str = ""
    language: str = ""

    def packed(self) -> list[Any]:
        """As it is kept between preview and yes: `unpacked` gives it back, `PACKED_EMAIL` is the address's place."""
        return list(astuple(self))


PACKED_EMAIL = 1


def unpacked(values: list[Any]) -> Person:
    """The person that `Person.packed` packed."""
    return Person(*values)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for everybody of whom the list does not say it: keys, as in `Person`; "" where nothing does."""

    staff_group: str = ""
    wave: str = ""
    organisation: str = ""
    sector: str = ""
    locality: str = ""
    workforce: str = ""
    language: str = ""
