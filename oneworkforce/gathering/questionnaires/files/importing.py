"""Reading answers given elsewhere from a CSV file: every fault by line and column, and nothing kept if there is any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import NOT_ASKED
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.files.csv_records import Progress, Unreadable, as_column, csv_records
from oneworkforce.gathering.questionnaires.sheets import BLANK, asked_of, blank_sheet

STAFF_GROUP, SECTOR, LOCALITY = ABOUT = ("staff_group", "sector", "locality")
SYMBOL_OF = {**{digit: digit for digit in "12345"}, "dk": "d", "na": "n", "": BLANK}
MOST_FAULTS = 100
MOST_LINES = 5
"""How many lines are named where the same thing is wrong in many."""

LONGEST_QUOTED = 40
LONGEST_NAME = 120

Value = TypeVar("Value", int, str)

Row: TypeAlias = tuple[int, str, str, str]
"""A staff group's primary key, a sector id, a locality key, a sheet."""


@dataclass(slots=True)
class Fault:
    """Something wrong, in a named column, or "" where it is about the whole line.

    `line` is where it is found first, counted from 1; `next_lines` are the first few others, `more` how many others.
    """

    line: int
    column: str
    message: str
    next_lines: list[int] = field(default_factory=list)
    more: int = 0

    def found_again(self, line: int) -> None:
        """Count a further line with the same fault."""
        self.more += 1
        if self.more < MOST_LINES:
            self.next_lines.append(line)

    def __str__(self) -> str:
        said = f"{self.line}: {self.column}: {self.message}" if self.column else f"{self.line}: {self.message}"
        if not self.more:
            return said
        lines = ", ".join(map(str, self.next_lines)) + (", …" if self.more > len(self.next_lines) else "")
        again = ngettext("… and %(n)s more line: %(lines)s", "… and %(n)s more lines: %(lines)s", self.more)
        return f"{said} {again % {'n': f'{self.more:,}', 'lines': lines}}"


class AnswersRefused(Exception):
    """A file has faults: at most 100 different ones; `more` says that reading stopped there."""

    def __init__(self, faults: list[Fault], *, more: bool = False) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults, self.more = faults, more


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """The rows of a file, and the columns that it could have had and has not."""

    rows: list[Row]
    absent: tuple[str, ...]


def read_answers(path: Path, assessment: Assessment, progress: Progress | None = None) -> AnswersRead:
    """Read a file of answers for an assessment. Writes nothing.

    :param progress: told, now and then, how many more bytes have been read.
    :raises AnswersRefused: with every fault. :raises OSError: where the file cannot be opened.
    """
    reading = _Reading(assessment)
    try:
        for line, cells in csv_records(path, STAFF_GROUP, progress):
            if reading.header:
                reading.read_row(line, cells)
            else:
                reading.read_header(line, cells)
            if len(reading.faults) >= MOST_FAULTS:
                raise AnswersRefused(reading.different_faults(), more=True)
    except Unreadable as fault:
        reading.fault(fault.line, "", str(fault))
    if not reading.header and not reading.faults:
        reading.fault(1, "", _("the file is empty"))
    elif not reading.rows and not reading.faults:
        reading.fault(1, "", _("there is a header and no answers below it"))
    if reading.faults:
        raise AnswersRefused(reading.different_faults())
    return AnswersRead(reading.rows, reading.absent())


@dataclass(slots=True)
class _Reading:
    """What is known of the assessment, and what has been read so far."""

    assessment: Assessment
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    dimensions: dict[str, int] = field(init=False)
    groups: dict[str, int] = field(init=False)
    group_keys: list[str] = field(init=False)
    blank: dict[int, str] = field(init=False)
    sectors: dict[str, str] = field(init=False)
    localities: dict[str, str] = field(init=False)
    columns: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        framework = load_pin(self.assessment.framework)
        groups = list(self.assessment.partnership.staff_groups.all())
        localities = list(self.assessment.partnership.localities.all())
        self.dimensions = dict(framework.index)
        self.group_keys = [group.key for group in groups]
        self.groups = _by_key_or_name((group.key, group.name, group.pk) for group in groups)
        self.blank = {group.pk: blank_sheet(asked_of(self.assessment, group)) for group in groups}
        self.sectors = {"": "", **_by_key_or_name((sector.id, sector.name, sector.id) for sector in framework.sectors)}
        self.localities = {"": "", **_by_key_or_name((place.key, place.name, place.key) for place in localities)}

    def fault(self, line: int, column: str, message: str) -> None:
        """Note a fault; one that other lines have as well is kept once."""
        known = self.faults.setdefault((column, message), Fault(line, column, message))
        if known.line != line:
            known.found_again(line)

    def different_faults(self) -> list[Fault]:
        """At most the first 100, by the line on which each is found first."""
        return list(self.faults.values())[:MOST_FAULTS]

    def absent(self) -> tuple[str, ...]:
        """The columns that are not there, in the order in which an export has them."""
        return tuple(name for name in (*ABOUT, *self.dimensions) if name not in self.header)

    def read_header(self, line: int, cells: list[str]) -> None:
        """Find out which column is which. A faulty header ends the reading: no row could be understood."""
        self.header = [as_column(cell) for cell in cells]
        known = (*ABOUT, *self.dimensions)
        for number, name in enumerate(self.header, start=1):
            if not name:
                self.fault(line, _("column %(number)s") % {"number": number}, _("has no name"))
            elif name not in known:
                self.fault(line, _quoted(name, LONGEST_NAME), _unknown_column(name, known))
            elif name in self.header[: number - 1]:
                self.fault(line, name, _("is there more than once"))
        if STAFF_GROUP not in self.header:
            self.fault(line, STAFF_GROUP, _("is missing; it says which questions somebody was asked"))
        if not self.dimensions.keys() & set(self.header):
            self.fault(line, "", _("there is no column with a dimension’s id, so there are no answers"))
        if self.faults:
            raise AnswersRefused(self.different_faults(), more=len(self.faults) > MOST_FAULTS)
        self.columns = [
            (column, self.dimensions[name], name) for column, name in enumerate(self.header) if name in self.dimensions
        ]

    def read_row(self, line: int, cells: list[str]) -> None:
        """Read one person's answers; where anything is wrong, note every fault. After a fault no row is kept."""
        if len(cells) != len(self.header):
            message = _("has %(found)s cells, and the header has %(expected)s")
            self.fault(line, "", message % {"found": len(cells), "expected": len(self.header)})
            return
        group = self._one_of(line, STAFF_GROUP, cells, self.groups)
        sector = self._one_of(line, SECTOR, cells, self.sectors)
        locality = self._one_of(line, LOCALITY, cells, self.localities)
        sheet = self._sheet(line, cells, self.blank.get(group) if group is not None else None)
        if not self.faults and group is not None and sector is not None and locality is not None:
            self.rows.append((group, sector, locality, sheet))

    def _one_of(self, line: int, column: str, cells: list[str], known: Mapping[str, Value]) -> Value | None:
        if column not in self.header:
            return known[""]
        cell = cells[self.header.index(column)]
        found = known.get(cell)
        if found is None:
            found = known.get(cell.strip().casefold())
        if found is None and not cell.strip():
            self.fault(line, column, _("is empty; it says which questions somebody was asked"))
        elif found is None:
            names = ", ".join(sorted(set(self._names_of(column)))) or _("none")
            self.fault(
                line, column, _("“%(cell)s” is not known; known: %(names)s") % {"cell": _quoted(cell), "names": names}
            )
        return found

    def _names_of(self, column: str) -> Iterable[str]:
        if column == STAFF_GROUP:
            return self.group_keys
        return (key for key in (self.sectors if column == SECTOR else self.localities).values() if key)

    def _sheet(self, line: int, cells: list[str], blank: str | None) -> str:
        # With an unknown staff group, the values are still looked at: one reading is to find every fault.
        sheet = list(blank or BLANK * len(self.dimensions))
        answered = False
        for column, place, name in self.columns:
            cell = cells[column]
            if not cell:
                continue
            symbol = SYMBOL_OF.get(cell) or SYMBOL_OF.get(cell.strip().casefold())
            if symbol is None:
                message = _("“%(cell)s” is no answer; give 1, 2, 3, 4, 5, dk, na or nothing")
                self.fault(line, name, message % {"cell": _quoted(cell)})
                answered = True
            elif symbol != BLANK:
                answered = True
                if sheet[place] == NOT_ASKED:
                    self.fault(line, name, _("this staff group is not asked this, so it has no answer to it"))
                sheet[place] = symbol
        if not answered:
            self.fault(line, "", _("there is no answer; a questionnaire with no answer cannot be sent"))
        return "".join(sheet)


def _by_key_or_name(parts: Iterable[tuple[str, str, Value]]) -> dict[str, Value]:
    """Ways to write each part, in small letters; a key comes before another part's name."""
    parts = list(parts)
    names = {name.strip().casefold(): value for _key, name, value in parts}
    return {**names, **{key.casefold(): value for key, _name, value in parts}}


def _quoted(cell: str, longest: int = LONGEST_QUOTED) -> str:
    shown = " ".join(cell.split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _unknown_column(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name[:200], known, n=1)
    if nearest:
        return _("is no known column; did you mean “%(nearest)s”?") % {"nearest": nearest[0]}
    return _("is no known column; there are staff_group, sector, locality and the ids of dimensions")
