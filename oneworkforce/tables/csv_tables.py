"""A CSV file as a table: in UTF-8, UTF-16 or Windows-1252; parted by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from oneworkforce.tables.csv_text import DELIMITERS, delimiter_of, why_not_csv
from oneworkforce.tables.faults import refused
from oneworkforce.tables.tables import Row, Table

UTF_8, UTF_16, UTF_32, WINDOWS = "UTF-8", "UTF-16", "UTF-32", "Windows-1252"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32", UTF_32),
    (codecs.BOM_UTF32_BE, "utf-32", UTF_32),
    (codecs.BOM_UTF16_LE, "utf-16", UTF_16),
    (codecs.BOM_UTF16_BE, "utf-16", UTF_16),
)
"""How a file begins that says itself how it is saved; the longer marks first, since one begins like another."""

START = 4096
LINES_BEFORE_HEADER = 5
_NEVER_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
PARTED_BY = {",": lambda: _("commas"), ";": lambda: _("semicolons"), "\t": lambda: _("tabs")}


def csv_table(data: bytes, required: str, folded: Callable[[str], str]) -> Table:
    """The rows of a CSV file.

    :param required: the column that shows what parts the cells, as `folded` gives it.
    :raises ListRefused: where the bytes are no text; reading the rows raises it too, at a row that has no end.
    """
    text, encoding = _decoded(data)
    if not text.strip("\ufeff \t\r\n,;"):
        raise refused(_("The file is empty. It needs a first line with the names of its columns, and people below it."))
    never = _NEVER_TEXT.search(text)
    if never:
        line = 1 + text.count("\n", 0, never.start())
        raise refused(_no_text(), line)
    delimiter = _delimiter(text, required, folded)
    notes = [
        _("It is a CSV file in %(encoding)s, its cells parted by %(mark)s.")
        % {"encoding": encoding, "mark": PARTED_BY[delimiter]()}
    ]
    if encoding == WINDOWS:
        notes.append(
            _("The file does not say how it is saved: we took it for Windows-1252. Check names with accents below.")
        )
    return Table(_rows(text, delimiter), notes)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding that it was taken to be in."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), name
            except UnicodeDecodeError as fault:
                message = _(
                    "The file says that it is saved as %(name)s, and breaks off or is damaged. "
                    "Save it anew, as “CSV UTF-8” if you can choose."
                ) % {"name": name}
                raise refused(message, 1 + data[: fault.start].count(b"\n")) from fault
    other = why_not_csv(data[:START])
    if other:
        raise refused(other)
    if codec := _unmarked_utf_16(data[:START]):
        try:
            return data.decode(codec), UTF_16
        except UnicodeDecodeError as fault:
            message = _("The file looks like UTF-16, and breaks off or is damaged. Save it anew as “CSV UTF-8”.")
            raise refused(message, 1 + data[: fault.start].count(b"\n")) from fault
    try:
        return data.decode(), UTF_8
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), WINDOWS
    except UnicodeDecodeError as fault:
        raise refused(_no_text(), 1 + data[: fault.start].count(b"\n")) from fault


def _no_text() -> str:
    return _("This is no text file: there are characters in it that no text has. Save the list as CSV or XLSX.")


def _unmarked_utf_16(start: bytes) -> str:
    """The codec of UTF-16 without a mark: every other byte of Western text is a NUL there."""
    even, odd = start[0::2], start[1::2]
    if not start.count(0):
        return ""
    if odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def _delimiter(text: str, required: str, folded: Callable[[str], str]) -> str:
    """What parts the cells: as the line of headings has it; without one, what stands most often at the beginning."""
    lines = [line for line in text[: START * 10].splitlines() if line.strip()][:LINES_BEFORE_HEADER]
    for line in lines:
        found = delimiter_of(line, required, folded)
        if required in map(folded, next(csv.reader([line], delimiter=found), [])):
            return found
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            message = _(
                "The cells of this line cannot be told apart. Look for a quotation mark that is never closed, or that "
                "stands inside a cell: write it twice there."
            )
            raise refused(message, begins) from fault
        if any(cell.strip() for cell in cells):
            yield begins, cells
