"""CSV as people's programs save it: in one of several encodings, with one of three marks between the cells.

The file is looked through once before its first row is read, so that a fault anywhere in it is known at the start and
memory stays the same however long it is.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from oneworkforce.tables.faults import TableRefused, refused
from oneworkforce.tables.rows import FIRST_LINES, Row
from oneworkforce.tables.unmarked import CODECS, WINDOWS, likeliest

UTF_8, UTF_16, UTF_32 = "UTF-8", "UTF-16", "UTF-32"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32", UTF_32),
    (codecs.BOM_UTF32_BE, "utf-32", UTF_32),
    (codecs.BOM_UTF16_LE, "utf-16", UTF_16),
    (codecs.BOM_UTF16_BE, "utf-16", UTF_16),
)
"""How a file begins that says itself how it is saved; the longer marks first, since one begins like another."""

DELIMITERS = (",", ";", "\t")
PDF = b"%PDF"
START = 4096  # bytes
BLOCK = 2**18  # bytes
SAMPLE = 100_000  # characters in which the names of the columns are looked for
LONGEST_LINE = 1_000_000
MOST_OF_A_FILE = 2_000_000
"""Bytes in which it is told which old encoding a file is in."""

NUL = "\0"
"""Never in a text: where it is, the file is a picture or a program."""

_SEPARATED_BY = {",": lambda: _("commas"), ";": lambda: _("semicolons"), "\t": lambda: _("tabs")}


def csv_rows(file: BinaryIO, names_columns: Callable[[Sequence[str]], bool]) -> tuple[Iterator[Row], list[str]]:
    """The rows of a CSV file, and how it was read. :raises TableRefused: where it is not text, or empty."""
    saved = _saved(file)
    delimiter = _delimiter(saved.sample, names_columns)
    notes = [
        _("It is a CSV file in %(encoding)s, with %(marks)s between its cells.")
        % {"encoding": saved.name, "marks": _SEPARATED_BY[delimiter]()}
    ]
    if saved.name in CODECS:
        note = _("The file does not say how it is saved: we took it for %(name)s. Check names with accents.")
        notes.append(note % {"name": saved.name})
    return _rows(file, saved.codec, delimiter), notes


@dataclass(frozen=True, slots=True)
class _Saved:
    """How a file is saved, and how its text begins."""

    codec: str
    name: str
    sample: str


class _Undecodable(Exception):
    """The bytes on this line are not text in the encoding that was tried."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _saved(file: BinaryIO) -> _Saved:
    file.seek(0)
    start = file.read(START)
    if start.startswith(PDF):
        raise refused(_("This is a PDF. Save the spreadsheet that it was made from as XLSX or “CSV UTF-8”."))
    for mark, codec, name in MARKS:
        if start.startswith(mark):
            try:
                return _Saved(codec, name, _looked_through(file, codec))
            except _Undecodable as fault:
                message = _(
                    "The file says that it is saved as %(name)s, but it breaks off or is damaged. "
                    "Save it again, as “CSV UTF-8” if you can choose."
                )
                raise refused(message % {"name": name}, fault.line) from fault
    if codec := _unmarked_utf_16(start):
        try:
            return _Saved(codec, UTF_16, _looked_through(file, codec))
        except _Undecodable as fault:
            message = _("The file looks like UTF-16, but it breaks off or is damaged. Save it again as “CSV UTF-8”.")
            raise refused(message, fault.line) from fault
    try:
        return _Saved("utf-8", UTF_8, _looked_through(file, "utf-8"))
    except _Undecodable:
        pass
    file.seek(0)
    name = likeliest(file.read(MOST_OF_A_FILE))
    codec = CODECS.get(name, CODECS[WINDOWS])
    try:
        return _Saved(codec, name, _looked_through(file, codec))
    except _Undecodable as fault:
        raise _not_text(fault.line) from fault


def _looked_through(file: BinaryIO, codec: str) -> str:
    """How the text begins, once all of it can be read. :raises TableRefused: where it is empty, or is not text."""
    decoder = codecs.getincrementaldecoder(codec)()
    file.seek(0)
    sample, line, is_empty = "", 1, True
    while True:
        data = file.read(BLOCK)
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as fault:
            raise _Undecodable(line + fault.object[: fault.start].count(b"\n")) from fault
        if NUL in text:
            raise _not_text(line + text.count("\n", 0, text.index(NUL)))
        line += text.count("\n")
        is_empty = is_empty and not text.strip("\ufeff \t\r\n,;")
        if len(sample) < SAMPLE:
            sample += text[: SAMPLE - len(sample)]
        if not data:
            break
    if is_empty:
        raise refused(_("The file is empty. It needs a line with the names of its columns, and more lines below it."))
    return sample


def _not_text(line: int) -> TableRefused:
    message = _("This is not a text file: there is something here that no text has. Save it as XLSX or “CSV UTF-8”.")
    return refused(message, line)


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


def _delimiter(sample: str, names_columns: Callable[[Sequence[str]], bool]) -> str:
    """The mark between the cells: the one that gives the most names of columns; else the most frequent at the start."""
    widths = {mark: _names(sample, mark, names_columns) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: widths[mark])
    if widths[best]:
        return best
    lines = [line for line in sample.splitlines() if line.strip()][:FIRST_LINES]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))


def _names(sample: str, delimiter: str, names_columns: Callable[[Sequence[str]], bool]) -> int:
    """How many cells the line has that names the columns, with this mark between them; 0 where none does."""
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter, strict=True)
    rows = (cells for cells in reader if any(cell.strip() for cell in cells))
    try:
        return next((len(cells) for cells in islice(rows, FIRST_LINES) if names_columns(cells)), 0)
    except csv.Error:
        return 0


def _rows(file: BinaryIO, codec: str, delimiter: str) -> Iterator[Row]:
    file.seek(0)
    text = TextIOWrapper(file, encoding=codec, newline="")
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    # Two rows never share a line, so each begins below the last line of the one before.
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as fault:
        message = _(
            "The cells of this line cannot be told apart. Look for a quotation mark that is never closed, or that "
            "stands inside a cell: write it twice there."
        )
        raise refused(message, begins) from fault
    finally:
        with suppress(ValueError):  # closed already, where reading was given up
            text.detach()  # the file is the caller's to close


def _lines(text: TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise refused(_("This line is longer than a million characters, so this is not a table."), number)
        yield line
