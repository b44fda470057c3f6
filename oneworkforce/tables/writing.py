"""Tables that leave: no cell of them is ever a formula for a spreadsheet to run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from oneworkforce.tables.formulas import with_guard

BYTE_ORDER_MARK = "\ufeff"
"""Without it in front, spreadsheets take a CSV file in UTF-8 for something else."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row_writer(file: TextIO) -> Callable[[Iterable[str]], object]:
    """A function that writes one row of CSV to a file, opened with ``newline=""``."""
    write = csv.writer(file).writerow
    return lambda cells: write([with_guard(cell) for cell in cells])


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV."""
    file = io.StringIO(newline="")
    write = row_writer(file)
    for row in rows:
        write(row)
    return file.getvalue()


def as_xlsx(sheets: Iterable[tuple[str, int, Sequence[Sequence[str]]]]) -> bytes:
    """A workbook of sheets: the title, the width of the columns in characters, and rows of words."""
    # Here, because it is the largest library of all, and most processes never make a workbook.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for title, width, rows in sheets:
        sheet = book.create_sheet(title)
        for number in range(max(map(len, rows), default=0)):
            sheet.column_dimensions[get_column_letter(number + 1)].width = width
        for row in rows:
            cells = [WriteOnlyCell(sheet, value=value) for value in row]
            for cell in cells:
                cell.data_type = "s"  # words, whatever they begin with
            sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
