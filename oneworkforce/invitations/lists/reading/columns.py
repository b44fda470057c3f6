"""Which column of a list is which: by the names that people and programs give them, in any order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.invitations.lists.reading.headings import (
    FIELD,
    FIRST_NAME,
    LAST_NAME,
    LOOSE_FIELD,
    NAME,
    WAVE,
    AddressKind,
    address_of,
    as_heading,
    is_like_a_name,
    is_like_a_wave,
    marks_opting_out,
)
from oneworkforce.tables.faults import Faults, quoted
from oneworkforce.tables.rows import Row
from oneworkforce.ui.wording import list_in_words

EMAIL = "email"
LOOSE_NAME = "loose_name"
SAMPLE = 200
"""Rows that are looked at to tell what a column holds where its heading alone doesn't."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, and how the list itself calls it. `unused`: headings of columns that are not read.

    `marks`: place → heading of each column in which another tool may say that somebody wants no mail.
    """

    places: Mapping[str, int]
    headings: Mapping[str, str]
    unused: Sequence[str]
    marks: Mapping[int, str]
    width: int

    def cell(self, field: str, cells: Sequence[str]) -> str:
        """What a row has in a column, on one line and without space around it; "" where there is no such column."""
        place = self.places.get(field)
        return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""

    def name(self, cells: Sequence[str]) -> tuple[str, bool]:
        """Somebody's name, and whether it is half of one: first and last name before any other, cell by cell."""
        whole, first, last, loose = (self.cell(part, cells) for part in (NAME, FIRST_NAME, LAST_NAME, LOOSE_NAME))
        if first and last:
            return f"{first} {last}", False
        if whole and last and FIRST_NAME not in self.places and last.casefold() not in whole.casefold():
            return f"{whole} {last}", False
        if whole:
            return whole, False
        if loose and not (first or last) and is_like_a_name(loose):
            return loose, False
        return first or last, bool(first or last)

    def notes(self) -> list[str]:
        """What was taken for what."""
        known = [heading for heading in self.headings.values() if heading]
        notes = [_("Columns that were read: %(names)s.") % {"names": list_in_words(known)}]
        if self.unused:
            notes.append(_("Columns that were not read: %(names)s.") % {"names": list_in_words(self.unused)})
        return notes


@dataclass(frozen=True, slots=True)
class Addresses:
    """The columns that may hold each person's own work address: one, or several as likely as one another.

    `not_theirs`: headings of columns of addresses, where there are none but those of somebody else, or to fall back on.
    """

    places: Sequence[int]
    not_theirs: Sequence[str] = ()


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names a column of addresses."""
    return any(address_of(cell) is not None for cell in cells)


def addresses_of(cells: Sequence[str], sample: Sequence[Row]) -> Addresses:
    """Which columns may hold each person's own work address, by their headings and then by what stands in them."""
    kinds = {place: kind for place, cell in enumerate(cells) if (kind := address_of(cell)) is not None}
    filled = {place: kind for place, kind in kinds.items() if _holds_addresses(place, sample)}
    theirs = {place: kind for place, kind in (filled or kinds).items() if kind is not AddressKind.NOT_THEIRS}
    if not theirs:
        return Addresses((), [" ".join(cells[place].split()) for place in kinds])
    best = min(theirs.values())
    likely = [place for place, kind in theirs.items() if kind == best]
    if all(_cells(place, sample) == _cells(likely[0], sample) for place in likely):
        return Addresses(likely[:1])
    return Addresses(likely)


def columns_of(
    line: int,
    cells: Sequence[str],
    sample: Sequence[Row],
    address: int,
    is_known_wave: Callable[[str], bool],
    faults: Faults,
) -> Columns:
    """Find out which column is which; notes a fault for each that is there twice.

    :param address: the place of the column of addresses.
    """
    headings = [" ".join(cell.split()) for cell in cells]
    found: dict[str, list[int]] = {EMAIL: [address]}
    others = [place for place, heading in enumerate(headings) if place != address and address_of(heading) is None]
    for place in others:
        field = FIELD.get(as_heading(headings[place]))
        if field:
            found.setdefault(field, []).append(place)
    for place in others:
        field = LOOSE_FIELD.get(as_heading(headings[place]), "")
        if field == NAME:
            found.setdefault(LOOSE_NAME, [place])
        elif field == WAVE and not _holds_waves(place, sample, is_known_wave):
            continue
        elif field and field not in found:
            found[field] = [place]
    for several in found.values():
        if len(several) > 1:
            names = list_in_words(quoted(headings[place]) for place in several)
            message = _("These columns mean the same: %(names)s. Keep one, or give the others another name.")
            faults.add(line, "", message % {"names": names})
    places = {field: first[0] for field, first in found.items()}
    marks = {place: headings[place] for place in others if marks_opting_out(headings[place])}
    used = {*(place for several in found.values() for place in several), *marks}
    return Columns(
        places=places,
        headings={field: headings[place] for field, place in places.items()},
        unused=[heading for place, heading in enumerate(headings) if heading and place not in used],
        marks=marks,
        width=len(headings),
    )


def _cells(place: int, sample: Sequence[Row]) -> list[str]:
    return [cells[place] for _line, cells in sample if place < len(cells) and cells[place].strip()]


def _holds_addresses(place: int, sample: Sequence[Row]) -> bool:
    cells = _cells(place, sample)
    return bool(cells) and 2 * sum("@" in cell for cell in cells) >= len(cells)


def _holds_waves(place: int, sample: Sequence[Row], is_known: Callable[[str], bool]) -> bool:
    cells = _cells(place, sample)
    return bool(cells) and all(is_like_a_wave(cell) or is_known(cell) for cell in cells)
