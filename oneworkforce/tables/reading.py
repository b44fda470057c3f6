"""A table out of a file, CSV or XLSX, read in one way whatever it is for.

An importer says how to know the line that names its columns, and gets the rows below it, one by one, with their lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.tables.csv_text import DELIMITERS, csv_rows
from oneworkforce.tables.rows import FIRST_LINES, Row
from oneworkforce.tables.workbooks import is_workbook, workbook_rows

NamesColumns = Callable[[Sequence[str]], bool]
"""Whether a row's cells are the names of the columns."""


@dataclass(slots=True)
class Table:
    """A table, to be read once.

    `names`: the line that names the columns, or None where none of the first few does; `above`: the rows before it,
    or the first few. `notes`: how the file was read, in sentences for whoever gave it.
    """

    names: Row | None
    above: Sequence[Row]
    rows: Iterable[Row]
    notes: list[str] = field(default_factory=list)

    @property
    def first(self) -> Row | None:
        """The line that names the columns, or else the first there is: what a message about the names speaks of."""
        return self.names or (self.above[0] if self.above else None)


def read_table(file: BinaryIO, names_columns: NamesColumns, with_hidden: bool = False) -> Table:
    """The table in a file, which has to stay open until its rows are read. Rows without a word are left out.

    :param with_hidden: take in the rows, columns and sheets that a workbook hides.
    :raises TableRefused: where there is no table in it; reading its rows raises it too, where one cannot be read.
    """
    if is_workbook(file):
        rows, notes = workbook_rows(file, names_columns, with_hidden)
    else:
        rows, notes = csv_rows(file, names_columns)
    above: list[Row] = []
    for row in islice(rows, FIRST_LINES):
        if names_columns(row[1]):
            if above:
                notes.append(_("Lines above the names of the columns, not read: %(n)s.") % {"n": len(above)})
            return Table(row, above, _fitted(rows, len(row[1])), notes)
        above.append(row)
    return Table(None, above, rows, notes)


def _fitted(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Rows without the empty cells that stand beyond the last named column: a spreadsheet writes them as it likes."""
    for line, cells in rows:
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield line, cells[:width]
        else:
            yield line, cells


def why_unfit(cells: Sequence[str], width: int) -> str:
    """Why a row has not as many cells as there are columns, and what to do; "" where it has."""
    if len(cells) == width:
        return ""
    if has_another_mark(cells, width):
        return _(
            "This line has another mark between its cells than the names of the columns. "
            "Use the same one in the whole file: a comma, a semicolon or a tab."
        )
    message = ngettext(
        "This line has %(cells)s cell, and the names of the columns %(columns)s. "
        "A cell with a comma in it stands in quotation marks.",
        "This line has %(cells)s cells, and the names of the columns %(columns)s. "
        "A cell with a comma in it stands in quotation marks.",
        len(cells),
    )
    return message % {"cells": len(cells), "columns": width}


def has_another_mark(cells: Sequence[str], width: int) -> bool:
    """Whether a row looks as if it had another mark between its cells than the names of the columns have."""
    return width > 1 == len(cells) and any(mark in cells[0] for mark in DELIMITERS)
