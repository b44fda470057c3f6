"""Reading a CSV file record by record, and saying plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from oneworkforce.tables.csv_text import delimiter_of, why_not_csv

LONGEST_LINE = 1_000_000
RECORDS_BETWEEN_REPORTS = 1000
LONGEST_HEADER = 100_000
"""Bytes in which the header is looked for, to see what parts the cells."""

Progress = Callable[[int], object]


class Unreadable(Exception):
    """The file cannot be read further than `line`, counted from 1; the message says why, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def as_column(name: str) -> str:
    """A column's name as it is compared: in small letters, without spaces around it."""
    return name.strip().casefold()


def csv_records(path: Path, required: str, progress: Progress | None = None) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file in UTF-8, with or without a byte-order mark: first line, cells. No blank lines.

    :param required: the column, in small letters, that the header has to have: it shows what parts the cells.
    :param progress: told, now and then, how many more bytes have been read.
    :raises Unreadable: where the file is no such thing. :raises OSError: where it cannot be opened.
    """
    with path.open("rb") as file:
        delimiter = _delimiter(file, required)
        reported = 0
        # Two records may share no line, so the next one begins where the last one ended.
        begins, count = 1, 0
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as fault:
                raise Unreadable(begins, _("this line cannot be read as CSV (%(why)s)") % {"why": fault}) from None
            except UnicodeDecodeError:
                raise _wrong_encoding(path) from None
            if cells is None:
                break
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
            count += 1
            if progress and count % RECORDS_BETWEEN_REPORTS == 0:
                here = file.tell()
                progress(here - reported)
                reported = here
        if progress:
            progress(path.stat().st_size - reported)


def _delimiter(file: BinaryIO, required: str) -> str:
    start = file.read(LONGEST_HEADER)
    file.seek(0)
    other = why_not_csv(start)
    if other:
        raise Unreadable(1, other)
    return delimiter_of(start.decode("utf-8-sig", errors="replace"), required, as_column)


def _lines(text: TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise Unreadable(number, _("this line is longer than a million characters, so this is no table of answers"))
        if "\x00" in line:
            raise Unreadable(number, _("this line holds a NUL character, which no CSV file has: save the table again"))
        yield line


def _wrong_encoding(path: Path) -> Unreadable:
    """Where the first byte that is not UTF-8 stands. Reads the file again: the decoder works on blocks, not lines."""
    before = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError as fault:
                return Unreadable(
                    number,
                    _(
                        "byte %(byte)s of the file (%(value)s) is not UTF-8: "
                        "save the table as “CSV UTF-8 (comma delimited)”"
                    )
                    % {"byte": before + fault.start + 1, "value": f"0x{line[fault.start]:02x}"},
                )
            before += len(line)
    return Unreadable(1, _("this file is not in UTF-8: save the table as “CSV UTF-8 (comma delimited)”"))
