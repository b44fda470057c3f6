"""A list of people from a file or a pasted text: all of it understood, or every fault named by line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.invitations.lists.reading import columns as of
from oneworkforce.invitations.lists.reading.columns import Columns, columns_of, is_header
from oneworkforce.invitations.lists.reading.names import Choices, Names
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.plans.vocabulary import fold
from oneworkforce.tables.faults import Faults, TableRefused, quoted, refused
from oneworkforce.tables.reading import Table, has_another_mark, read_table, why_unfit
from oneworkforce.ui.wording import number

MOST_PEOPLE = 20_000
LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_COUNTED = 200_000
"""Lines after which a list that is too long is not counted further."""

LONGEST = {of.EMAIL: 254, of.NAME: 120, of.ORGANISATION: 120, of.WAVE: 80}
NOTHING = frozenset({"", "-", "–", "—"})
"""What people write where they have nothing to say."""

SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")


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


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """The people of a list, and how it was read: sentences for whoever looks at a preview."""

    people: list[Person]
    notes: list[str]


def read_people(file: BinaryIO, names: Names, defaults: Defaults) -> PeopleRead:
    """The people of a file: CSV or XLSX. Writes nothing, and asks no database.

    :raises TableRefused: with every fault, when there is any; nothing of such a list may be used.
    """
    return people_of(read_table(file, is_header), names, defaults)


def people_of(table: Table, names: Names, defaults: Defaults) -> PeopleRead:
    """The people of a table. :raises TableRefused: as `read_people`."""
    if table.names is None:
        raise _nameless(table)
    faults = Faults()
    columns = columns_of(*table.names, faults)
    faults.refuse()
    reading = _Reading(names, defaults, columns, faults)
    count = 0
    for line, cells in table.rows:
        count += 1
        if count <= MOST_PEOPLE:
            reading.read(line, cells)
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
    named = ", ".join(quoted(cell) for cell in cells[:20] if cell.strip())
    return refused(message % {"names": named}, line)


def _too_many(count: int) -> str:
    most = number(MOST_PEOPLE)
    if count >= MOST_COUNTED:
        message = _("There are more than %(n)s people in the list; at most %(most)s can be taken at once. Split it.")
    else:
        message = _("There are %(n)s people in the list; at most %(most)s can be taken at once. Split it into parts.")
    return message % {"n": number(count), "most": most}


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    names: Names
    defaults: Defaults
    columns: Columns
    faults: Faults
    people: list[Person] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    wave_names: dict[str, str] = field(default_factory=dict)
    sectors_found: int = 0

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read one person; after a fault anywhere nobody is kept, and every further fault is still noted."""
        # A list that somebody keeps by hand may leave out the last cells of a line, but has nothing beyond its columns.
        if len(cells) > self.columns.width or has_another_mark(cells, self.columns.width):
            self.faults.add(line, "", why_unfit(cells, self.columns.width))
            return
        email = self._email(line, cells)
        organisation = self._words(line, of.ORGANISATION, cells) or self.defaults.organisation
        person = Person(
            line=line,
            email=email,
            staff_group=self._staff_group(line, cells),
            wave=self._wave(line, cells),
            name=self._name(line, cells),
            organisation=organisation,
            sector=self._sector(line, cells, organisation),
            locality=self._one_of(line, of.LOCALITY, cells, self.names.localities) or self.defaults.locality,
            workforce=self._one_of(line, of.WORKFORCE, cells, self.names.workforces) or self.defaults.workforce,
            language=self._one_of(line, of.LANGUAGE, cells, self.names.languages) or self.defaults.language,
        )
        if not self.faults:
            self.people.append(person)

    def notes(self) -> list[str]:
        """What was worked out beyond the list's own words."""
        if not self.sectors_found:
            return []
        said = ngettext(
            "%(n)s person has no sector in the list, and got that of their organisation.",
            "%(n)s people have no sector in the list, and got that of their organisation.",
            self.sectors_found,
        )
        return [said % {"n": number(self.sectors_found)}]

    def _email(self, line: int, cells: Sequence[str]) -> str:
        cell = self._cell(line, of.EMAIL, cells)
        if cell is None:
            return ""
        if not cell:
            self._fault(line, of.EMAIL, _("There is no address here. Add it, or take out the line."))
            return ""
        bracketed = _IN_BRACKETS.fullmatch(cell)
        email = (
            (bracketed[1] if bracketed else cell).translate(_INVISIBLE).removeprefix("mailto:").rstrip(";,. ").lower()
        )
        try:
            if len(email) > LONGEST[of.EMAIL]:
                raise ValidationError("")
            validate_email(email)
        except ValidationError:
            message = _("%(cell)s is not an e-mail address. One looks like name@place.org; give one to each line.")
            self._fault(line, of.EMAIL, message % {"cell": quoted(cell)})
            return ""
        first = self.lines.setdefault(email, line)
        if first != line:
            message = _("%(email)s is on line %(first)s already. Keep one of the two lines.")
            self._fault(line, of.EMAIL, message % {"email": quoted(email), "first": number(first)})
        return email

    def _name(self, line: int, cells: Sequence[str]) -> str:
        for part in (of.NAME, of.FIRST_NAME, of.LAST_NAME):
            if part in self.columns.places:
                self._cell(line, part, cells)
        name = self.columns.name(cells)
        if len(name) > LONGEST[of.NAME]:
            where = of.NAME if of.NAME in self.columns.places else of.LAST_NAME
            self._too_long(line, where, name, LONGEST[of.NAME])
        return "" if name in NOTHING else name

    def _staff_group(self, line: int, cells: Sequence[str]) -> str:
        group = self._one_of(line, of.STAFF_GROUP, cells, self.names.staff_groups)
        if group == "":
            group = self.defaults.staff_group
            if not group:
                message = _("There is no staff group here. Add it, or choose one for everybody whose line names none.")
                self._fault(line, of.STAFF_GROUP, message)
        return group or ""

    def _wave(self, line: int, cells: Sequence[str]) -> str:
        """The wave by the name that it has already, or by the first spelling in the list."""
        wave = self._words(line, of.WAVE, cells)
        if not wave:
            return self.defaults.wave
        return self.names.waves.key(wave) or self.wave_names.setdefault(fold(wave), wave)

    def _sector(self, line: int, cells: Sequence[str], organisation: str) -> str:
        sector = self._one_of(line, of.SECTOR, cells, self.names.sectors)
        if sector or sector is None:
            return sector or ""
        known = self.names.sector_of.get(fold(organisation), "") if organisation else ""
        if known and not self.defaults.sector:
            self.sectors_found += 1
        return self.defaults.sector or known

    def _words(self, line: int, column: str, cells: Sequence[str]) -> str:
        cell = self._cell(line, column, cells) or ""
        if len(cell) > LONGEST[column]:
            self._too_long(line, column, cell, LONGEST[column])
        return cell

    def _one_of(self, line: int, column: str, cells: Sequence[str], known: Choices) -> str | None:
        """The key that a cell means; "" where there is nothing in it, None where it means nothing known."""
        cell = self._cell(line, column, cells)
        if not cell:
            return cell
        key = known.key(cell)
        if key is None:
            message = {
                of.STAFF_GROUP: _("%(cell)s is not a staff group of this partnership. %(instead)s"),
                of.SECTOR: _("%(cell)s is not a sector. %(instead)s"),
                of.LOCALITY: _("%(cell)s is not a locality of this partnership. %(instead)s"),
                of.LANGUAGE: _("%(cell)s is not a language that letters are written in. %(instead)s"),
                of.WORKFORCE: _("%(cell)s is neither core nor wider workforce. Write “core” or “wider”, or nothing."),
            }[column]
            self._fault(line, column, message % {"cell": quoted(cell), "instead": known.instead_of(cell)})
        return key

    def _cell(self, line: int, column: str, cells: Sequence[str]) -> str | None:
        """A cell without what stands for nothing; None, and a fault, where a spreadsheet would run it."""
        cell = self.columns.cell(column, cells)
        if cell in NOTHING:
            return ""
        if cell.startswith(_SIGNS):
            message = _(
                "%(cell)s is a formula, or would be one in a spreadsheet: it begins with %(sign)s. "
                "Paste the column as values, or take out the sign."
            )
            self._fault(line, column, message % {"cell": quoted(cell), "sign": quoted(cell[0])})
            return None
        if _CONTROL.search(cell):
            message = _("%(cell)s has a character that cannot be seen, shown here as “?”. Type the cell again.")
            self._fault(line, column, message % {"cell": quoted(cell)})
            return None
        if cell in SPREADSHEET_ERRORS:
            message = _("%(cell)s is what a spreadsheet says of a formula that fails. Put it right, or empty the cell.")
            self._fault(line, column, message % {"cell": quoted(cell)})
            return None
        return cell

    def _too_long(self, line: int, column: str, cell: str, most: int) -> None:
        message = _("%(cell)s is longer than %(most)s characters. Shorten it.")
        self._fault(line, column, message % {"cell": quoted(cell), "most": most})

    def _fault(self, line: int, column: str, message: str) -> None:
        self.faults.add(line, self.columns.headings.get(column, ""), message)
