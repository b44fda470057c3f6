"""Tables as people save them: rows in, bytes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook


def csv_of(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Rows as a CSV file; cells are taken as they are."""
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)


def xlsx_of(*rows: Sequence[object], title: str = "Staff", more_sheets: Sequence[str] = ()) -> bytes:
    """Rows as a workbook."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name in more_sheets:
        book.create_sheet(name)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    """A workbook's file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def hiding_a_row(*rows: Sequence[object]) -> bytes:
    """Rows as a workbook whose third line somebody has filtered out."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    return bytes_of(book)


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts put in another's place, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return file.getvalue()
