"""A workbook as rows, XLSX of any program or ODS: of the sheet that holds the table, and without what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.tables import opendocument
from oneworkforce.tables.faults import quoted, refused
from oneworkforce.tables.rows import FIRST_LINES, Row
from oneworkforce.tables.sheet_marks import SheetMarks, marks_of
from oneworkforce.tables.workbook_parts import LARGEST_UNPACKED, OpenDocument, broken, has_password, parts_of
from oneworkforce.ui.wording import list_in_words, number

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that Excel made before 2007, or that has a password."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_COLUMNS = 200
MOST_NAMED = 10
MIDNIGHT = time()
"""A day without an hour, as workbooks have it."""


ValuesOf = Callable[[str], "CalamineSheet"]
"""A sheet's values by its name."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    is_shown: bool
    marks: SheetMarks


def is_workbook(file: BinaryIO) -> bool:
    """Whether a file begins as a workbook does, of whichever kind."""
    return _begins(file).startswith((ZIP, COMPOUND))


def workbook_rows(
    file: BinaryIO, names_columns: Callable[[Sequence[str]], bool], with_hidden: bool = False
) -> tuple[Iterator[Row], list[str]]:
    """The rows of the first sheet that names its columns, else of the first, and how they were read.

    What the workbook hides is left out, and said; `with_hidden` takes it in.

    :raises TableRefused: where it is no workbook, is damaged, has a password, or is larger than any table.
    """
    if _begins(file).startswith(COMPOUND):
        file.seek(0)
        raise refused(has_password() if ENCRYPTED in file.read(LARGEST_UNPACKED) else _old_kind())
    parts = parts_of(file)
    if isinstance(parts, OpenDocument):
        kind = _("It is an ODS spreadsheet. Its sheet %(name)s was read.")
        sheets = [_Sheet(one.name, one.is_shown, one.marks) for one in opendocument.sheets_of(parts.content)]
    else:
        kind = _("It is an XLSX workbook. Its sheet %(name)s was read.")
        sheets = [_Sheet(one.name, one.is_shown, marks_of(one.xml)) for one in parts.worksheets]
    # Here, because most processes never see a workbook.
    from python_calamine import CalamineWorkbook

    with _damage():
        # Kept, because reading a sheet is most of the work, and its first rows are looked at before.
        values_of = cache(CalamineWorkbook.from_filelike(parts.copy).get_sheet_by_name)
    offered = [one for one in sheets if one.is_shown or with_hidden]
    if not offered:
        raise broken()
    sheet = next((one for one in offered if _has_names(values_of, one, names_columns, with_hidden)), offered[0])
    if sheet.marks.far:
        raise refused(
            _(
                "The sheet %(name)s goes on to cell %(cell)s, far beyond any table. Copy the table alone into a new "
                "workbook, or save it as “CSV UTF-8”."
            )
            % {"name": quoted(sheet.name), "cell": sheet.marks.far}
        )
    notes = [kind % {"name": quoted(sheet.name)}]
    others = [one.name for one in offered if one is not sheet]
    if others:
        notes.append(_("Its other sheets were not read: %(names)s.") % {"names": list_in_words(others)})
    if not with_hidden:
        notes += _what_is_hidden(values_of, sheets, sheet)
    return _rows(values_of, sheet, with_hidden), notes


def _begins(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(len(COMPOUND))


def _has_names(
    values_of: ValuesOf, sheet: _Sheet, names_columns: Callable[[Sequence[str]], bool], with_hidden: bool
) -> bool:
    if sheet.marks.far:
        return False
    return any(names_columns(cells) for _line, cells in islice(_rows(values_of, sheet, with_hidden), FIRST_LINES))


def _what_is_hidden(values_of: ValuesOf, sheets: Sequence[_Sheet], sheet: _Sheet) -> list[str]:
    """What was left out because the workbook hides it, in sentences."""
    notes = []
    if names := [one.name for one in sheets if not one.is_shown]:
        said = ngettext(
            "A hidden sheet was left out: %(names)s.", "Hidden sheets were left out: %(names)s.", len(names)
        )
        notes.append(said % {"names": list_in_words(names)})
    hidden = sheet.marks.hidden_rows
    filled = [line for line, _cells in _rows(values_of, sheet, True) if line in hidden] if hidden else []
    if filled:
        said = ngettext(
            "%(n)s row that the sheet hides or filters out was left out: line %(lines)s.",
            "%(n)s rows that the sheet hides or filters out were left out: lines %(lines)s.",
            len(filled),
        )
        named = ", ".join(number(line) for line in filled[:MOST_NAMED]) + (" …" if len(filled) > MOST_NAMED else "")
        notes.append(said % {"n": number(len(filled)), "lines": named})
    if columns := _hidden_columns(values_of, sheet):
        said = ngettext(
            "A hidden column was left out: %(names)s.", "Hidden columns were left out: %(names)s.", len(columns)
        )
        notes.append(said % {"names": list_in_words(columns)})
    return notes


def _hidden_columns(values_of: ValuesOf, sheet: _Sheet) -> list[str]:
    """What the first filled row calls each hidden column that has anything in it."""
    filled: dict[int, str] = {}
    if sheet.marks.hidden_columns:
        for _line, cells in _rows(values_of, sheet, True):
            for place, cell in enumerate(cells):
                if cell and place in sheet.marks.hidden_columns:
                    filled.setdefault(place, cell)
    return [quoted(filled[place]) for place in sorted(filled)]


def _rows(values_of: ValuesOf, sheet: _Sheet, with_hidden: bool) -> Iterator[Row]:
    marks, line = sheet.marks, 0
    leave_out = set() if with_hidden else marks.hidden_columns
    merges = {column: "" for _first, _last, column in marks.merged}
    changed: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in marks.instead.items():
        changed.setdefault(row, []).append((column, text))
    with _damage():
        found = values_of(sheet.name)
        # Its rows begin at the first, and its cells at the first column that has anything in it.
        before = [""] * (found.start[1] if found.start else 0)
    rows = iter(found.iter_rows())
    while True:
        # Not with _damage(), which takes a fifth of the time where it stands around every row.
        try:
            values = next(rows, None)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:
            raise broken(line + 1) from fault
        if values is None:
            return
        line += 1
        cells = before + [_text(value) for value in values[:MOST_COLUMNS]]
        for column, text in changed.get(line, ()):
            cells += [""] * (min(column, MOST_COLUMNS) + 1 - len(cells))
            cells[min(column, MOST_COLUMNS)] = text
        if not any(cells):
            continue
        if merges:
            _fill(cells, line, marks, merges)
        if not with_hidden and line in marks.hidden_rows:
            continue
        if leave_out:
            cells = ["" if place in leave_out else cell for place, cell in enumerate(cells)]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield line, cells


def _fill(cells: list[str], line: int, marks: SheetMarks, values: dict[int, str]) -> None:
    """Give a row the values of cells that are merged with those above it."""
    for first, last, column in marks.merged:
        if line == first:
            values[column] = cells[column] if column < len(cells) else ""
        elif first < line <= last:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or values[column]


def _text(value: Any) -> str:
    """A cell as somebody sees it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == MIDNIGHT else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever goes wrong in the library means that the workbook is damaged; its panics are no ordinary exceptions."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        raise broken() from fault


def _old_kind() -> str:
    return _("This is a file of an older kind (.xls). Open it in your spreadsheet, and save it as XLSX or “CSV UTF-8”.")
