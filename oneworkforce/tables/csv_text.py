"""What every CSV file that comes in has to be, whatever is in it: text in UTF-8, parted by one of three marks.

The mark is a comma, or a semicolon or tab where the header has those: spreadsheets choose by the computer's language.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable

from django.utils.translation import gettext as _

OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods files begin, and .xls files."""

PDF = b"%PDF"
DELIMITERS = (",", ";", "\t")


def why_not_csv(start: bytes) -> str | None:
    """Why a file that begins like this is no CSV file, and what to do; None where nothing speaks against it."""
    if start.startswith(SPREADSHEETS):
        return _("This is a spreadsheet file. Open it in your spreadsheet, save it as “CSV UTF-8” and try again.")
    if start.startswith(PDF):
        return _("This is a PDF. Save the spreadsheet that it was made from as “CSV UTF-8” and try again.")
    if start.startswith(OTHER_ENCODINGS):
        return _("The file is saved as UTF-16 or UTF-32. Save it as “CSV UTF-8” and try again.")
    return None


def delimiter_of(text: str, required: str, folded: Callable[[str], str]) -> str:
    """What parts the cells: whatever gives the first row with a word in it a column of the required name.

    :param text: the file, or so much of its beginning as holds the header.
    :param folded: how a column's name is read: `required` is one so read. A comma where nothing gives such a column.
    """
    for delimiter in DELIMITERS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            header = next((cells for cells in rows if any(cell.strip() for cell in cells)), [])
        except csv.Error:
            continue
        if required in map(folded, header):
            return delimiter
    return DELIMITERS[0]
