"""A plan from a file: all of it understood, or every fault named by line and column.

Columns may come in any order and any case; only ``activity`` must be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.table import COLUMNS, REQUIRED, CellFault, read_line
from oneworkforce.plans.vocabulary import Vocabulary, fold
from oneworkforce.tables.faults import Faults, quoted, refused
from oneworkforce.tables.formulas import without_guard
from oneworkforce.tables.reading import read_table, why_unfit
from oneworkforce.tables.rows import Row
from oneworkforce.ui.wording import number as in_words

MOST_LINES = 5_000
"""Lines of a plan: more than anybody could read, and few enough that writing them keeps nobody waiting."""


@dataclass(frozen=True, slots=True)
class PlanRead:
    """The lines of a plan in the order of the file, and how it was read: sentences for whoever gave it."""

    lines: list[PlannedActivity]
    notes: list[str]


def read_plan(file: BinaryIO, vocabulary: Vocabulary, with_hidden: bool = False) -> PlanRead:
    """The plan in a file: CSV, XLSX or ODS.

    :param with_hidden: as in `read_table`.
    :raises TableRefused: with every fault, when there is any; nothing of such a file may be used.
    """
    table = read_table(file, lambda cells: REQUIRED in map(fold, cells), with_hidden)
    if table.first is None:
        raise refused(_("The sheet is empty. It needs a line with the names of its columns."))
    faults = Faults()
    columns = _columns(table.first, faults)
    faults.refuse()
    lines = []
    for count, (number, cells) in enumerate(table.rows, start=1):
        if count > MOST_LINES:
            message = _("A plan has at most %(most)s lines, and this file has more. Is it the right one?")
            raise refused(message % {"most": in_words(MOST_LINES)}, number)
        read = _read_row(columns, cells, vocabulary)
        if isinstance(read, PlannedActivity):
            lines.append(read)
        else:
            for fault in read:
                faults.add(number, fault.column, fault.message)
    if not lines and not faults:
        faults.add(table.first[0], "", _("There is no line of a plan under the names of the columns."))
    faults.refuse()
    return PlanRead(lines, table.notes)


def _columns(names: Row, faults: Faults) -> list[str]:
    """The plan's column of each cell; "" for one without a name. Takes down what is unknown, twice or missing."""
    line, cells = names
    columns = [fold(name) for name in cells]
    known = ", ".join(COLUMNS)
    for place, (column, name) in enumerate(zip(columns, cells, strict=True)):
        if column and column not in COLUMNS:
            message = _("A plan has no column of this name. Its columns are: %(known)s.")
            faults.add(line, quoted(name), message % {"known": known})
        elif column and column in columns[:place]:
            faults.add(line, column, _("This column is there twice."))
    if REQUIRED not in columns:
        message = _("This column is missing: a plan needs it. Its columns are: %(known)s.")
        faults.add(line, REQUIRED, message % {"known": known})
    return columns


def _read_row(columns: list[str], cells: list[str], vocabulary: Vocabulary) -> PlannedActivity | list[CellFault]:
    if unfit := why_unfit(cells, len(columns)):
        return [CellFault("", unfit)]
    if any(cell.strip() for column, cell in zip(columns, cells, strict=True) if not column):
        return [CellFault("", _("There is something in a column that has no name."))]
    named = {column: without_guard(cell) for column, cell in zip(columns, cells, strict=True) if column}
    return read_line(named, vocabulary)
