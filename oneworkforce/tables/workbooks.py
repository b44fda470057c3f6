"""An XLSX workbook as rows: its first sheet, one row at a time, and nothing unpacked that is larger than any table."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.translation import gettext as _

from oneworkforce.tables.faults import TableRefused, refused
from oneworkforce.tables.rows import Row
from oneworkforce.ui.wording import list_in_words

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that Excel made before 2007, or that has a password."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK = "xl/workbook.xml"
LARGEST_UNPACKED = 80 * 1024 * 1024
"""Bytes. A list of 50,000 people unpacks to about 30 MB, the answers of 50,000 people to about 70 MB."""

MOST_PARTS = 2_000
MOST_COLUMNS = 200
LAST_ROW = 1_048_576  # of any sheet
FORMULA = "="
MIDNIGHT = time()
"""A day without an hour, as workbooks have it."""


def is_workbook(file: BinaryIO) -> bool:
    """Whether a file begins as a workbook does, of whichever kind."""
    return _begins(file).startswith((ZIP, COMPOUND))


def workbook_rows(file: BinaryIO) -> tuple[Iterator[Row], list[str]]:
    """The rows of a workbook's first sheet, and how it was read.

    :raises TableRefused: where it is not an XLSX workbook, is damaged, has a password, or is larger than any table.
    """
    if _begins(file).startswith(COMPOUND):
        file.seek(0)
        raise refused(_has_password() if ENCRYPTED in file.read(LARGEST_UNPACKED) else _old_kind())
    _look_inside(file)
    # Here, because it is the largest library of all, and most processes never see a workbook.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            names = list(book.sheetnames)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
    except Exception as fault:  # openpyxl raises whatever comes up in it
        raise _broken() from fault
    notes = [_("It is an XLSX workbook. Its sheet “%(name)s” was read.") % {"name": sheet.title}]
    others = [name for name in names if name != sheet.title]
    if others:
        notes.append(_("Its other sheets were not read: %(names)s.") % {"names": list_in_words(others)})
    return _rows(book, sheet), notes


def _begins(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(len(COMPOUND))


def _look_inside(file: BinaryIO) -> None:
    """Look at the archive's list of contents alone: nothing is unpacked before it is known to be small."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except Exception as fault:  # zipfile raises more than BadZipFile
        raise _broken() from fault
    names = {part.filename for part in parts}
    # Python unpacks no more of a part than is said here, and refuses it where there is more.
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        message = _(
            "This workbook unpacks to %(size)s MB; it may have %(most)s MB. "
            "Copy the table alone into a new workbook, or save it as “CSV UTF-8”."
        )
        raise refused(message % {"size": f"{size // 2**20:,}", "most": LARGEST_UNPACKED // 2**20})
    if any(part.flag_bits & 1 for part in parts):
        raise refused(_has_password())
    if WORKBOOK not in names:
        raise refused(
            _("This is not an XLSX workbook. Open it in your spreadsheet, and save it as XLSX or as “CSV UTF-8”.")
        )


def _rows(book: Workbook, sheet: Any) -> Iterator[Row]:
    line = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=LAST_ROW, values_only=True)
            for line, values in enumerate(found, start=1):
                if values.count(None) == len(values):
                    continue  # quickly: a sheet may have a million of them
                row = [_text(value) for value in values]
                while row and not row[-1]:
                    row.pop()
                if row:
                    yield line, row
    except TableRefused:
        raise
    except Exception as fault:  # as above
        raise _broken(line + 1) from fault
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as somebody sees it; a formula as it is written, with its sign."""
    if value is None:
        return ""
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
    if isinstance(value, int | float):
        return str(value)
    return FORMULA  # a formula over several cells, which has no text of its own


def _broken(line: int = 1) -> TableRefused:
    return refused(
        _("This workbook cannot be read: it is damaged. Open it in your spreadsheet, and save it again."),
        line,
    )


def _has_password() -> str:
    return _(
        "This workbook has a password. Save it without one (File, Info, Protect), and delete that copy afterwards."
    )


def _old_kind() -> str:
    return _("This is a file of an older kind (.xls). Open it in your spreadsheet, and save it as XLSX or “CSV UTF-8”.")
