"""A list of people from a file or a pasted text: all of it understood, or every fault named by line and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from oneworkforce.invitations.lists.reading.columns import SAMPLE, addresses_of, columns_of, is_header
from oneworkforce.invitations.lists.reading.headings import as_heading
from oneworkforce.invitations.lists.reading.lines import ListReading
from oneworkforce.invitations.lists.reading.names import Names
from oneworkforce.invitations.lists.reading.person import Defaults, Person
from oneworkforce.tables.faults import Fault, Faults, TableRefused, quoted, refused
from oneworkforce.tables.reading import Table, read_table
from oneworkforce.tables.rows import Row
from oneworkforce.ui.wording import list_in_words, number

MOST_PEOPLE = 20_000
LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_COUNTED = 200_000
"""Lines after which a list that is too long is not counted further."""

SHOWN = 3
"""Addresses shown of each column that may be meant."""


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """The people of a list, and how it was read: sentences for whoever looks at a preview."""

    people: list[Person]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may hold each person's own work address: its heading, and the first few addresses in it.

    `read`: the people if it is the one; None where the list cannot be used with it.
    """

    heading: str
    samples: Sequence[str]
    read: PeopleRead | None


class WhichAddress(TableRefused):
    """Several columns may hold each person's own work address, and whoever knows the list has to say which."""

    def __init__(self, line: int, candidates: Sequence[Candidate]) -> None:
        names = list_in_words(quoted(one.heading) for one in candidates)
        message = _("There are %(n)s columns of e-mail addresses: %(names)s. Keep the one to write to.")
        super().__init__([Fault(line, "", message % {"n": len(candidates), "names": names})])
        self.candidates = candidates


def read_people(
    file: BinaryIO, names: Names, defaults: Defaults, address: str = "", with_hidden: bool = False
) -> PeopleRead:
    """The people of a file: CSV, XLSX or ODS. Writes nothing, and asks no database.

    :param address: the heading of the column of addresses, if it is not to be found by what the headings mean.
    :param with_hidden: as in `read_table`.
    :raises WhichAddress: where that is not certain.
    :raises TableRefused: with every fault, when there is any; nothing of such a list may be used.
    """
    return people_of(read_table(file, is_header, with_hidden), names, defaults, address)


def people_of(table: Table, names: Names, defaults: Defaults, address: str = "") -> PeopleRead:
    """The people of a table. :raises TableRefused: as `read_people`."""
    if table.names is None:
        raise _nameless(table)
    rows = iter(table.rows)
    sample = list(islice(rows, SAMPLE))
    table.rows = chain(sample, rows)
    places = _places(table.names, sample, address)
    if len(places) == 1:
        return _read(table, sample, places[0], names, defaults)
    table.rows = list(islice(table.rows, MOST_PEOPLE + 1))
    raise WhichAddress(table.names[0], [_candidate(table, sample, place, names, defaults) for place in places])


def _places(headings: Row, sample: Sequence[Row], address: str) -> Sequence[int]:
    line, cells = headings
    if address:
        asked = [place for place, cell in enumerate(cells) if as_heading(cell) == as_heading(address)]
        if len(asked) != 1:
            message = _("No column is named %(name)s alone. The columns are named: %(names)s.")
            raise refused(message % {"name": quoted(address), "names": _named(cells)}, line)
        return asked
    found = addresses_of(cells, sample)
    if not found.places:
        message = _(
            "The only columns of addresses are these: %(names)s. They are other people’s, or private, or to fall back "
            "on. Name the column with each person’s own work address “Work e-mail”."
        )
        raise refused(message % {"names": list_in_words(quoted(name) for name in found.not_theirs)}, line)
    return found.places


def _candidate(table: Table, sample: Sequence[Row], place: int, names: Names, defaults: Defaults) -> Candidate:
    heading = " ".join((table.names or (0, [""]))[1][place].split())
    samples = [cells[place] for _line, cells in sample if place < len(cells) and cells[place].strip()]
    try:
        read = _read(table, sample, place, names, defaults)
    except TableRefused:
        read = None
    return Candidate(heading, samples[:SHOWN], read)


def _read(table: Table, sample: Sequence[Row], place: int, names: Names, defaults: Defaults) -> PeopleRead:
    faults = Faults()
    line, cells = table.names or (1, [])
    columns = columns_of(line, cells, sample, place, lambda cell: names.waves.key(cell) is not None, faults)
    faults.refuse()
    reading = ListReading(names, defaults, columns, faults)
    count = 0
    for number_of_line, row in table.rows:
        count += 1
        if count <= MOST_PEOPLE:
            reading.read(number_of_line, row)
        elif count >= MOST_COUNTED:
            break
    if count > MOST_PEOPLE:
        raise refused(_too_many(count))
    if not count:
        faults.add(1, "", _("There is nobody under the names of the columns."))
    faults.refuse()
    return PeopleRead(reading.people, [*table.notes, *columns.notes(), *reading.notes()])


def _nameless(table: Table) -> TableRefused:
    """Why no line names the columns, and what to do."""
    if table.first is None:
        return refused(_("The sheet is empty. It needs a line with the names of its columns, and people below it."))
    for line, cells in table.above:
        if any("@" in cell for cell in cells):
            message = _(
                "The columns have no names: there is an address in this line already. Put a line above it that names "
                "the columns, such as: name, e-mail, staff group."
            )
            return refused(message, line)
    line, cells = table.first
    message = _(
        "No column is named “e-mail”. The columns are named: %(names)s. Give the one with the addresses that name."
    )
    return refused(message % {"names": _named(cells)}, line)


def _named(cells: Sequence[str]) -> str:
    return ", ".join(quoted(cell) for cell in cells[:20] if cell.strip())


def _too_many(count: int) -> str:
    most = number(MOST_PEOPLE)
    if count >= MOST_COUNTED:
        message = _("There are more than %(n)s people in the list; at most %(most)s can be taken at once. Split it.")
    else:
        message = _("There are %(n)s people in the list; at most %(most)s can be taken at once. Split it into parts.")
    return message % {"n": number(count), "most": most}
