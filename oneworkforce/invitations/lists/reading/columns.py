"""Which column of a list is which: by the names that people give them, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.plans.vocabulary import fold
from oneworkforce.tables.faults import Faults, quoted
from oneworkforce.ui.wording import list_in_words

EMAIL, NAME, FIRST_NAME, LAST_NAME = "email", "name", "first_name", "last_name"
STAFF_GROUP, ORGANISATION, SECTOR, LOCALITY = "staff_group", "organisation", "sector", "locality"
WAVE, LANGUAGE, WORKFORCE = "wave", "language", "workforce"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    NAME: ("name", "full name", "fullname", "staff name", "employee name", "display name", "contact name", "enw"),
    FIRST_NAME: ("first name", "firstname", "forename", "given name", "enw cyntaf"),
    LAST_NAME: ("last name", "lastname", "surname", "family name", "cyfenw"),
    STAFF_GROUP: ("staff group", "group", "staff groups", "staffgroup", "grŵp staff"),
    ORGANISATION: ("organisation", "organization", "employer", "agency", "organisation name", "sefydliad"),
    SECTOR: ("sector", "workforce sector", "sectors"),
    LOCALITY: ("locality", "district", "locality district", "locality or district", "area", "ardal"),
    WAVE: ("wave", "phase", "cohort", "batch", "tranche", "ton"),
    LANGUAGE: ("language", "preferred language", "language preference", "language wish", "iaith"),
    WORKFORCE: ("core or wider", "core wider", "workforce", "core or wider workforce", "gweithlu"),
}
LOOSER: Mapping[str, tuple[str, ...]] = {
    NAME: ("person", "contact", "who"),
    FIRST_NAME: ("first",),
    LAST_NAME: ("last",),
    STAFF_GROUP: ("team",),
    ORGANISATION: ("company", "service", "school", "workplace", "works for", "trust"),
    LOCALITY: ("neighbourhood", "town", "place"),
}
"""Headings that are taken for a column only where nothing better is there."""

_EMAIL = re.compile(r"mail|(?:[^\W\d]+ ){0,2}e ?(?:mail|bost)(?: address(?:es)?)?(?: work| office)?(?: \d)?")
_FIELD = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_LOOSE_FIELD = {heading: name for name, headings in LOOSER.items() for heading in headings}


def as_heading(text: str) -> str:
    """A heading without what people write in different ways: capitals, hyphens, stars, brackets."""
    return " ".join(re.sub(r"[^\w ]", " ", fold(text[:100].replace("/", " "))).split())


def field_of(heading: str) -> str:
    """What a column of this heading holds; the heading itself, folded, where that is not known."""
    folded = as_heading(heading)
    return EMAIL if _EMAIL.fullmatch(folded) else _FIELD.get(folded, folded)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, and how the list itself calls it. `unused`: headings of columns that are not read."""

    places: Mapping[str, int]
    headings: Mapping[str, str]
    unused: Sequence[str]
    width: int

    def cell(self, field: str, cells: Sequence[str]) -> str:
        """What a row has in a column, on one line and without space around it; "" where there is no such column."""
        place = self.places.get(field)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    def name(self, cells: Sequence[str]) -> str:
        """Somebody's name, from one column or from two."""
        name, first, last = (self.cell(field, cells) for field in (NAME, FIRST_NAME, LAST_NAME))
        if NAME in self.places and FIRST_NAME in self.places:
            return name
        return f"{first or name} {last}".strip()

    def notes(self) -> list[str]:
        """What was taken for what."""
        known = [heading for heading in self.headings.values() if heading]
        notes = [_("Columns that were read: %(names)s.") % {"names": list_in_words(known)}]
        if self.unused:
            notes.append(_("Columns that were not read: %(names)s.") % {"names": list_in_words(self.unused)})
        return notes


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names a column of addresses."""
    return any(field_of(cell) == EMAIL for cell in cells)


def columns_of(line: int, cells: Sequence[str], faults: Faults) -> Columns:
    """Find out which column is which; notes a fault for each that is there twice."""
    headings = [" ".join(cell.split()) for cell in cells]
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        field = field_of(heading)
        if field == EMAIL or field in HEADINGS:
            found.setdefault(field, []).append(place)
    for place, heading in enumerate(headings):
        field = _LOOSE_FIELD.get(as_heading(heading), "")
        if field and field not in found:
            found[field] = [place]
    for field, several in found.items():
        names = list_in_words(quoted(headings[place]) for place in several)
        if len(several) > 1 and field == EMAIL:
            message = _("There are %(n)s columns of e-mail addresses: %(names)s. Keep the one to write to.")
            faults.add(line, "", message % {"n": len(several), "names": names})
        elif len(several) > 1:
            message = _("These columns mean the same: %(names)s. Keep one, or give the others another name.")
            faults.add(line, "", message % {"names": names})
    places = {field: first[0] for field, first in found.items()}
    used = {place for several in found.values() for place in several}
    return Columns(
        places=places,
        headings={field: headings[place] for field, place in places.items()},
        unused=[heading for place, heading in enumerate(headings) if heading and place not in used],
        width=len(headings),
    )
