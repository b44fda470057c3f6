"""One line of a list after another: people, those whom another tool holds back, and every fault by line and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.invitations.lists.reading import headings as of
from oneworkforce.invitations.lists.reading.columns import EMAIL, Columns
from oneworkforce.invitations.lists.reading.headings import says_opted_out
from oneworkforce.invitations.lists.reading.names import Choices, Names
from oneworkforce.invitations.lists.reading.person import LONGEST, Defaults, Person
from oneworkforce.plans.vocabulary import fold
from oneworkforce.tables.faults import Faults, quoted
from oneworkforce.tables.reading import has_another_mark, why_unfit
from oneworkforce.ui.wording import list_in_words, number

NOTHING = frozenset({"", "-", "–", "—"})
"""What people write where they have nothing to say."""

MOST_NAMED = 20
SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")


@dataclass(slots=True)
class ListReading:
    """What has been read so far."""

    names: Names
    defaults: Defaults
    columns: Columns
    faults: Faults
    found: list[Person] = field(default_factory=list)
    held: dict[str, None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    wave_names: dict[str, str] = field(default_factory=dict)
    sectors_found: int = 0
    half_names: int = 0
    too_wide: list[int] = field(default_factory=list)

    def read(self, line: int, cells: Sequence[str]) -> None:
        """Read one person; after a fault anywhere nobody is kept, and every further fault is still noted."""
        # A list that somebody keeps by hand may leave out the last cells of a line, but has nothing beyond its columns.
        if has_another_mark(cells, self.columns.width):
            self.faults.add(line, "", why_unfit(cells, self.columns.width))
            return
        if len(cells) > self.columns.width:
            # Harmless where cells stand beyond the last name; not where a comma within a cell has moved the others.
            if "@" not in self.columns.cell(EMAIL, cells):
                self.faults.add(line, "", why_unfit(cells, self.columns.width))
                return
            self.too_wide.append(line)
        if any(says_opted_out(heading, _at(place, cells)) for place, heading in self.columns.marks.items()):
            self.held[_address_in(self.columns.cell(EMAIL, cells))] = None
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
            self.found.append(person)

    @property
    def people(self) -> list[Person]:
        """Everybody to invite: nobody whom any line holds back."""
        return [person for person in self.found if person.email not in self.held]

    def notes(self) -> list[str]:
        """What was worked out beyond the list's own words."""
        notes = []
        if self.held:
            said = ngettext(
                "%(n)s person is marked in the list as wanting no mail, and is left out: %(who)s.",
                "%(n)s people are marked in the list as wanting no mail, and are left out: %(who)s.",
                len(self.held),
            )
            notes.append(said % {"n": number(len(self.held)), "who": _some(list(self.held))})
        if self.too_wide:
            said = ngettext(
                "%(n)s line has more cells than there are names of columns; the cells beyond them were not read. "
                "Line: %(lines)s.",
                "%(n)s lines have more cells than there are names of columns; the cells beyond them were not read. "
                "Lines: %(lines)s.",
                len(self.too_wide),
            )
            notes.append(
                said % {"n": number(len(self.too_wide)), "lines": _some([number(one) for one in self.too_wide])}
            )
        if self.half_names:
            said = ngettext(
                "%(n)s person has half a name in the list: only a first name, or only a last.",
                "%(n)s people have half a name in the list: only a first name, or only a last.",
                self.half_names,
            )
            notes.append(said % {"n": number(self.half_names)})
        if self.sectors_found:
            said = ngettext(
                "%(n)s person has no sector in the list, and got that of their organisation.",
                "%(n)s people have no sector in the list, and got that of their organisation.",
                self.sectors_found,
            )
            notes.append(said % {"n": number(self.sectors_found)})
        return notes

    def _email(self, line: int, cells: Sequence[str]) -> str:
        cell = self._cell(line, EMAIL, cells)
        if cell is None:
            return ""
        if not cell:
            self._fault(line, EMAIL, _("There is no address here. Add it, or take out the line."))
            return ""
        email = _address_in(cell)
        hidden = 0
        if not email.isascii():  # which nearly all are
            hidden = next((place for place, character in enumerate(email, start=1) if _is_invisible(character)), 0)
        if hidden:
            message = _(
                "%(cell)s has a character that cannot be seen (%(code)s) at place %(place)s. Type the address again."
            )
            code = f"U+{ord(email[hidden - 1]):04X}"
            shown = "".join("?" if _is_invisible(character) else character for character in email)
            self._fault(line, EMAIL, message % {"cell": quoted(shown), "code": code, "place": hidden})
            return ""
        try:
            if len(email) > LONGEST[EMAIL]:
                raise ValidationError("")
            validate_email(email)
        except ValidationError:
            message = _("%(cell)s is not an e-mail address. One looks like name@place.org; give one to each line.")
            self._fault(line, EMAIL, message % {"cell": quoted(cell)})
            return ""
        first = self.lines.setdefault(email, line)
        if first != line:
            message = _("%(email)s is on line %(first)s already. Keep one of the two lines.")
            self._fault(line, EMAIL, message % {"email": quoted(email), "first": number(first)})
        return email

    def _name(self, line: int, cells: Sequence[str]) -> str:
        for part in (of.NAME, of.FIRST_NAME, of.LAST_NAME):
            if part in self.columns.places:
                self._cell(line, part, cells)
        name, is_half = self.columns.name(cells)
        self.half_names += is_half and name not in NOTHING
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


def _at(place: int, cells: Sequence[str]) -> str:
    return cells[place] if place < len(cells) else ""


def _address_in(cell: str) -> str:
    """The address in a cell: without a name before it, and nothing around it that is no part of it."""
    bracketed = _IN_BRACKETS.fullmatch(cell)
    email = (bracketed[1] if bracketed else cell).strip()
    while email and _is_invisible(email[0]):
        email = email[1:].lstrip()
    email = email.removeprefix("mailto:")
    while email and (email[-1] in ";,. " or _is_invisible(email[-1])):
        email = email[:-1]
    return email.lower()


def _is_invisible(character: str) -> bool:
    """Whether it only says how other letters are to be set: direction, width, joins (Unicode's category Cf)."""
    return unicodedata.category(character) == "Cf"


def _some(words: Sequence[str]) -> str:
    if len(words) <= MOST_NAMED:
        return list_in_words(words)
    left = len(words) - MOST_NAMED
    more = ngettext("%(n)s more", "%(n)s more", left) % {"n": number(left)}
    return list_in_words([*words[:MOST_NAMED], more])
