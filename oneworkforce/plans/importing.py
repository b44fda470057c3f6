"""A plan out of a CSV file: all of it understood, or every fault named by line and column.

The file is UTF-8, with or without a byte order mark; cells are separated by commas, or by semicolons or tabs where the
header is. Columns may come in any order and any case; only ``activity`` must be there. Rows without a word are skipped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.plans.table import COLUMNS, REQUIRED, CellFault, Line, read_line, shortened
from oneworkforce.plans.vocabulary import Vocabulary, fold
from oneworkforce.tables.csv_text import delimiter_of, why_not_csv
from oneworkforce.tables.formulas import without_guard


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One thing to put right in a file: the line on which its row begins (from 1), column ("": the row), sentence."""

    line: int
    column: str
    message: str

    def at(self, file: str) -> str:
        """``FILE:LINE: column: message``."""
        return (
            f"{file}:{self.line}: {self.column}: {self.message}"
            if self.column
            else f"{file}:{self.line}: {self.message}"
        )


class PlanFaults(Exception):
    """A file that cannot be imported; ``faults`` lists everything to put right, in the order of its lines."""

    def __init__(self, faults: Iterable[PlanFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)


def read_plan(data: bytes, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a plan, in the order of the file.

    :param data: the whole file.
    :raises PlanFaults: with every fault, when there is any; nothing of such a file may be used.
    """
    text = _decoded(data)
    _refuse_nul(text)
    rows = _rows(text, delimiter_of(text, REQUIRED, fold))
    heading = next(rows, None)
    if heading is None:
        raise PlanFaults(
            [PlanFault(1, "", _("The file is empty; it needs a first line with the names of its columns."))]
        )
    columns = _columns(*heading)
    lines, faults = [], []
    for number, cells in rows:
        read = _read_row(columns, cells, vocabulary)
        if isinstance(read, Line):
            lines.append(read)
        else:
            faults += [PlanFault(number, fault.column, fault.message) for fault in read]
    if not lines and not faults:
        faults.append(PlanFault(heading[0], "", _("There is no line of a plan under the names of the columns.")))
    if faults:
        raise PlanFaults(faults)
    return lines


def _decoded(data: bytes) -> str:
    other = why_not_csv(data[:4])
    if other:
        raise PlanFaults([PlanFault(1, "", other)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # The position is after a byte order mark where there is one; counting lines does not mind.
        line = 1 + data[: fault.start].count(b"\n")
        message = _(
            "The file is not saved as UTF-8: it holds a character of another encoding, such as Windows-1252. "
            "Save it as “CSV UTF-8” and try again."
        )
        raise PlanFaults([PlanFault(line, "", message)]) from fault


def _refuse_nul(text: str) -> None:
    """A NUL is never text: the file is no CSV, or is UTF-16 without a mark."""
    if "\0" in text.partition("\n")[0]:
        raise PlanFaults([PlanFault(1, "", _("The file holds NUL characters: save it as “CSV UTF-8”."))])
    faults = [
        PlanFault(number, "", _("There is a NUL character here, which no text has. Save the file as “CSV UTF-8”."))
        for number, line in enumerate(io.StringIO(text, newline=""), start=1)
        if "\0" in line
    ]
    if faults:
        raise PlanFaults(faults)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with a word in it, with the number of the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            message = _(
                "The cells of this row cannot be told apart (%(reason)s). Look for a quotation mark that is never "
                "closed, or that stands inside a cell: write it twice there."
            )
            raise PlanFaults([PlanFault(begins, "", message % {"reason": fault})]) from fault
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _columns(number: int, heading: list[str]) -> list[str]:
    """The plan's column of each cell; "" for one without a name.

    :raises PlanFaults: for an unknown or repeated column, or without the required one.
    """
    columns = [fold(name) for name in heading]
    known = ", ".join(COLUMNS)
    faults = []
    for place, (column, name) in enumerate(zip(columns, heading, strict=True)):
        if column and column not in COLUMNS:
            message = _("A plan has no column of this name. Its columns are: %(known)s.") % {"known": known}
            faults.append(PlanFault(number, shortened(name), message))
        elif column and column in columns[:place]:
            faults.append(PlanFault(number, column, _("This column is there twice.")))
    if REQUIRED not in columns:
        message = _("This column is missing: a plan needs it. Its columns are: %(known)s.") % {"known": known}
        faults.append(PlanFault(number, REQUIRED, message))
    if faults:
        raise PlanFaults(faults)
    return columns


def _read_row(columns: list[str], cells: list[str], vocabulary: Vocabulary) -> Line | list[CellFault]:
    if len(cells) != len(columns):
        found = ngettext("The row has %(cells)s cell", "The row has %(cells)s cells", len(cells)) % {
            "cells": len(cells)
        }
        wanted = _("where the first line has %(columns)s. A cell with a comma in it stands in quotation marks.")
        return [CellFault("", f"{found} {wanted % {'columns': len(columns)}}")]
    if any(cell.strip() for column, cell in zip(columns, cells, strict=True) if not column):
        return [CellFault("", _("There is something in a column that has no name."))]
    named = {column: without_guard(cell) for column, cell in zip(columns, cells, strict=True) if column}
    return read_line(named, vocabulary)
