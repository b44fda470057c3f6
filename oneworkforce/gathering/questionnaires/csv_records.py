"""Reading a CSV file record by record, and saying plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

LONGEST_LINE = 1_000_000
RECORDS_BETWEEN_REPORTS = 1000

SPREADSHEET = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Progress = Callable[[int], object]


class Unreadable(Exception):
    """The file cannot be read further than `line`, counted from 1; the message says why, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def csv_records(path: Path, progress: Progress | None = None) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file in UTF-8, with or without a byte-order mark: first line, cells. No blank lines.

    :param progress: told, now and then, how many more bytes have been read.
    :raises Unreadable: where the file is no such thing. :raises OSError: where it cannot be opened.
    """
    with path.open("rb") as file:
        _refuse_other_formats(file)
        reported = 0
        # Two records may share no line, so the next one begins where the last one ended.
        begins, count = 1, 0
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        reader = csv.reader(_lines(text), strict=True)
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


def _refuse_other_formats(file: BinaryIO) -> None:
    start = file.read(4)
    file.seek(0)
    if start == SPREADSHEET:
        raise Unreadable(1, _("this is a spreadsheet, not CSV: save it as “CSV UTF-8 (comma delimited)”"))
    if start[:2] in UTF_16:
        raise Unreadable(1, _("this file is in UTF-16: save it as “CSV UTF-8 (comma delimited)”"))


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
