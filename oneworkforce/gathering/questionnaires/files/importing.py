"""Reading answers given elsewhere from a file: every fault by line and column, and nothing kept if there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeVar

from django.utils.translation import gettext as _

from oneworkforce.analysis import NOT_ASKED
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.sheets import BLANK, asked_of, blank_sheet
from oneworkforce.tables.faults import Faults, quoted, refused
from oneworkforce.tables.reading import read_table, why_unfit
from oneworkforce.tables.rows import Row as TableRow

STAFF_GROUP, SECTOR, LOCALITY = ABOUT = ("staff_group", "sector", "locality")
SYMBOL_OF = {**{digit: digit for digit in "12345"}, "dk": "d", "na": "n", "": BLANK}
LINES_BETWEEN_REPORTS = 1000

Value = TypeVar("Value", int, str)

Row: TypeAlias = tuple[int, str, str, str]
"""A staff group's primary key, a sector id, a locality key, a sheet."""


Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """The rows of a file, the columns that it could have had and has not, and how it was read, in sentences."""

    rows: list[Row]
    absent: tuple[str, ...]
    notes: list[str]


def read_answers(
    path: Path, assessment: Assessment, progress: Progress | None = None, with_hidden: bool = False
) -> AnswersRead:
    """Read a file of answers for an assessment, CSV, XLSX or ODS. Writes nothing.

    :param progress: told, now and then, how many more bytes have been read.
    :param with_hidden: as in `read_table`.
    :raises TableRefused: with every fault. :raises OSError: where the file cannot be opened.
    """
    with path.open("rb") as file:
        table = read_table(file, lambda cells: STAFF_GROUP in map(as_column, cells), with_hidden)
        if table.first is None:
            raise refused(_("The sheet is empty. It needs a line with the names of its columns."))
        reading = _Reading(assessment)
        reading.read_names(*table.first)
        for line, cells in _reported(table.rows, file, progress):
            reading.read_row(line, cells)
            if reading.faults.are_enough:
                reading.faults.refuse(stopped=True)
    if not reading.rows and not reading.faults:
        reading.faults.add(table.first[0], "", _("There are no answers below the names of the columns."))
    reading.faults.refuse()
    return AnswersRead(reading.rows, reading.absent(), table.notes)


def as_column(name: str) -> str:
    """A column's name as it is compared: in small letters, without spaces around it."""
    return name.strip().casefold()


def _reported(rows: Iterable[TableRow], file: BinaryIO, progress: Progress | None) -> Iterator[TableRow]:
    """The same rows; progress is told how far into the file they are."""
    if progress is None:
        yield from rows
        return
    reported = 0
    for count, row in enumerate(rows, start=1):
        yield row
        if count % LINES_BETWEEN_REPORTS == 0 and (here := file.tell()) > reported:
            progress(here - reported)
            reported = here
    progress(file.seek(0, SEEK_END) - reported)


@dataclass(slots=True)
class _Reading:
    """What is known of the assessment, and what has been read so far."""

    assessment: Assessment
    faults: Faults = field(default_factory=Faults)
    rows: list[Row] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
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

    def absent(self) -> tuple[str, ...]:
        """The columns that are not there, in the order in which an export has them."""
        return tuple(name for name in (*ABOUT, *self.dimensions) if name not in self.names)

    def read_names(self, line: int, cells: list[str]) -> None:
        """Find out which column is which. With a fault here reading ends: no row could be understood."""
        self.names = [as_column(cell) for cell in cells]
        known = (*ABOUT, *self.dimensions)
        for number, name in enumerate(self.names, start=1):
            if not name:
                self.faults.add(line, _("column %(number)s") % {"number": number}, _("This column has no name."))
            elif name not in known:
                self.faults.add(line, quoted(name), _unknown_column(name, known))
            elif name in self.names[: number - 1]:
                self.faults.add(line, name, _("This column is there twice."))
        if STAFF_GROUP not in self.names:
            message = _("This column is missing: it says which questions somebody was asked.")
            self.faults.add(line, STAFF_GROUP, message)
        if not self.dimensions.keys() & set(self.names):
            self.faults.add(line, "", _("No column has the id of a dimension, so there are no answers."))
        self.faults.refuse()
        self.columns = [
            (column, self.dimensions[name], name) for column, name in enumerate(self.names) if name in self.dimensions
        ]

    def read_row(self, line: int, cells: list[str]) -> None:
        """Read one person's answers; where anything is wrong, note every fault. After a fault no row is kept."""
        if len(cells) != len(self.names):
            self.faults.add(line, "", why_unfit(cells, len(self.names)))
            return
        group = self._one_of(line, STAFF_GROUP, cells, self.groups)
        sector = self._one_of(line, SECTOR, cells, self.sectors)
        locality = self._one_of(line, LOCALITY, cells, self.localities)
        sheet = self._sheet(line, cells, self.blank.get(group) if group is not None else None)
        if not self.faults and group is not None and sector is not None and locality is not None:
            self.rows.append((group, sector, locality, sheet))

    def _one_of(self, line: int, column: str, cells: list[str], known: Mapping[str, Value]) -> Value | None:
        if column not in self.names:
            return known[""]
        cell = cells[self.names.index(column)]
        found = known.get(cell)
        if found is None:
            found = known.get(cell.strip().casefold())
        if found is None and not cell.strip():
            self.faults.add(line, column, _("There is nothing here: it says which questions somebody was asked."))
        elif found is None:
            names = ", ".join(sorted(set(self._names_of(column)))) or _("none")
            message = _("%(cell)s is not known. Known here: %(names)s.")
            self.faults.add(line, column, message % {"cell": quoted(cell), "names": names})
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
                message = _("%(cell)s is not an answer. Give 1, 2, 3, 4, 5, dk, na or nothing.")
                self.faults.add(line, name, message % {"cell": quoted(cell)})
                answered = True
            elif symbol != BLANK:
                answered = True
                if sheet[place] == NOT_ASKED:
                    self.faults.add(line, name, _("This staff group is not asked this. Empty the cell."))
                sheet[place] = symbol
        if not answered:
            self.faults.add(line, "", _("There is no answer in this line. Take it out, or add the answers."))
        return "".join(sheet)


def _by_key_or_name(parts: Iterable[tuple[str, str, Value]]) -> dict[str, Value]:
    """Ways to write each part, in small letters; a key comes before another part's name."""
    parts = list(parts)
    names = {name.strip().casefold(): value for _key, name, value in parts}
    return {**names, **{key.casefold(): value for key, _name, value in parts}}


def _unknown_column(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name[:200], known, n=1)
    if nearest:
        return _("There is no column of this name. Did you mean “%(nearest)s”?") % {"nearest": nearest[0]}
    return _("There is no column of this name. There are staff_group, sector, locality and the ids of dimensions.")
