"""Workbooks as people and programs make them: which sheet is read, what is hidden in it, and which parts it has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from openpyxl import Workbook

from oneworkforce.tables.faults import TableRefused
from oneworkforce.tables.reading import Table, read_table
from tests.tables.files import bytes_of, xlsx_of
from tests.tables.ods import ods_of

NAMES = ("What", "Who")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(data: bytes, with_hidden: bool = False) -> Table:
    return read_table(io.BytesIO(data), lambda cells: "What" in cells, with_hidden)


def rows_of(data: bytes, with_hidden: bool = False) -> list[tuple[int, list[str]]]:
    return list(read(data, with_hidden).rows)


def remade(
    data: bytes,
    name: Callable[[str], str] = lambda name: name,
    content: Callable[[bytes], bytes] = lambda content: content,
) -> bytes:
    """A workbook whose parts have other names or contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            # Set afterwards, or zipfile would put usual slashes in.
            entry = zipfile.ZipInfo("part")
            entry.filename = name(part.filename)
            new.writestr(entry, content(old.read(part)))
    return file.getvalue()


def book_of(*rows: Sequence[object]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_hidden_and_filtered_rows_are_left_out_counted_and_named() -> None:
    book = book_of(NAMES, ("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"))
    for line in (3, 4):
        book.active.row_dimensions[line].hidden = True
    table = read(bytes_of(book))
    assert list(table.rows) == [(2, ["a", "1"]), (5, ["d", "4"])]
    assert "2 rows that the sheet hides or filters out were left out: lines 3, 4." in table.notes
    assert [line for line, _cells in rows_of(bytes_of(book), with_hidden=True)] == [2, 3, 4, 5]
    assert not [note for note in read(bytes_of(book), with_hidden=True).notes if "left out" in note]


def test_a_hidden_row_with_nothing_in_it_is_not_spoken_of() -> None:
    book = book_of(NAMES, ("a", "1"), (None, None), ("d", "4"))
    book.active.row_dimensions[3].hidden = True
    assert not [note for note in read(bytes_of(book)).notes if "left out" in note]


def test_a_hidden_column_is_left_out_and_named() -> None:
    book = book_of(("What", "Private", "Who"), ("a", "secret", "1"))
    book.active.column_dimensions["B"].hidden = True
    table = read(bytes_of(book))
    assert table.names == (1, ["What", "", "Who"])
    assert list(table.rows) == [(2, ["a", "", "1"])]
    assert "A hidden column was left out: “Private”." in table.notes
    assert rows_of(bytes_of(book), with_hidden=True) == [(2, ["a", "secret", "1"])]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_named(state: str) -> None:
    book = book_of(NAMES, ("old", "1"))
    book.active.title = "Old"
    book.active.sheet_state = state
    for row in (NAMES, ("new", "2")):
        book.create_sheet("New") if "New" not in book.sheetnames else None
        book["New"].append(row)
    table = read(bytes_of(book))
    assert list(table.rows) == [(2, ["new", "2"])]
    assert "A hidden sheet was left out: Old." in table.notes
    assert rows_of(bytes_of(book), with_hidden=True) == [(2, ["old", "1"])]


def test_the_sheet_with_the_names_of_the_columns_is_found_behind_a_cover() -> None:
    book = book_of(("How to use this workbook",))
    book.active.title = "Read me"
    sheet = book.create_sheet("Staff")
    for row in (("Spring",), NAMES, ("a", "1")):
        sheet.append(row)
    table = read(bytes_of(book))
    assert table.names == (2, ["What", "Who"])
    assert table.notes[:2] == [
        "It is an XLSX workbook. Its sheet “Staff” was read.",
        "Its other sheets were not read: Read me.",
    ]


def test_a_merged_cell_stands_for_all_of_its_rows_and_makes_none() -> None:
    book = book_of(("Where", "What"), ("Heron", "a"), (None, "b"), (None, None), ("Wren", "c"))
    book.active.merge_cells("A2:A4")
    assert rows_of(bytes_of(book)) == [(2, ["Heron", "a"]), (3, ["Heron", "b"]), (5, ["Wren", "c"])]


def test_a_merge_whose_first_row_is_hidden_still_says_what_it_stands_for() -> None:
    book = book_of(("Where", "What"), ("Heron", "a"), (None, "b"))
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[2].hidden = True
    assert rows_of(bytes_of(book)) == [(3, ["Heron", "b"])]


def test_a_table_may_begin_anywhere() -> None:
    book = Workbook()
    for place, word in {"C3": "What", "D3": "Who", "C5": "a", "D5": "1"}.items():
        book.active[place] = word
    assert rows_of(bytes_of(book)) == [(5, ["", "", "a", "1"])]


def with_text(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: remade(data, content=lambda text: text.replace(old, new))


def with_names(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: remade(data, name=lambda name: name.replace(old, new))


def renamed(data: bytes) -> bytes:
    moved = with_names("xl/workbook.xml", "xl/workbook22.xml")(with_names("s/workbook.xml", "s/workbook22.xml")(data))
    return with_text(b"xl/workbook.xml", b"xl/workbook22.xml")(moved)


def strict(data: bytes) -> bytes:
    there = b"http://purl.oclc.org/ooxml/"
    return with_text(MAIN, there + b"spreadsheetml/main")(
        with_text(RELATIONS, there + b"officeDocument/relationships")(data)
    )


@pytest.mark.parametrize(
    "as_written",
    [
        renamed,
        strict,
        with_names("/", "\\"),
        with_text(b'Target="/xl/', b'Target="'),
        with_text(b'Target="worksheets/', b'Target="/xl/worksheets/'),
        with_names("xl/worksheets/sheet1", "xl/Worksheets/Sheet1"),
        with_text(b"sheet.main+xml", b"template.main+xml"),
    ],
    ids=["another name", "strict", "backslashes", "relative", "absolute", "capitals", "template"],
)
def test_a_valid_workbook_of_any_program_is_read(as_written: Callable[[bytes], bytes]) -> None:
    assert rows_of(as_written(xlsx_of(NAMES, ("a", date(2027, 3, 1))))) == [(2, ["a", "2027-03-01"])]


def test_days_counted_from_1904_are_those_days() -> None:
    book = book_of(NAMES, ("a", date(2027, 3, 1)))
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    assert rows_of(bytes_of(book)) == [(2, ["a", "2027-03-01"])]


def test_formulas_and_errors_are_not_passed_over_as_empty() -> None:
    book = book_of(NAMES, ("=CONCAT(1,2)", "#N/A"), ("x", "#REF!"))
    for place in ("B2", "B3"):
        book.active[place].data_type = "e"
    assert rows_of(bytes_of(book)) == [(2, ["=CONCAT(1,2)", "#N/A"]), (3, ["x", "#REF!"])]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ((b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"), "not an XLSX workbook"),
        ((XLSX, b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"), ".xlsb"),
    ],
)
def test_what_is_no_workbook_for_us_says_what_to_press(change: tuple[bytes, bytes], says: str) -> None:
    with pytest.raises(TableRefused, match=says):
        read(remade(xlsx_of(NAMES), content=lambda text: text.replace(*change)))


def test_a_cell_far_beyond_the_table_is_named() -> None:
    book = book_of(NAMES, ("a", "1"))
    book.active["XFD99999"] = "x"
    with pytest.raises(TableRefused, match="goes on to cell XFD99999, far beyond any table"):
        read(bytes_of(book))


def test_a_spreadsheet_of_libreoffice_is_read_without_what_it_hides() -> None:
    data = ods_of(NAMES, ("a", "1"), ("b", "2"), ("c", "3"), hidden_rows=(3,), hidden_sheet=True)
    table = read(data)
    assert list(table.rows) == [(2, ["a", "1"]), (4, ["c", "3"])]
    assert table.notes == [
        "It is an ODS spreadsheet. Its sheet “Staff” was read.",
        "A hidden sheet was left out: Old.",
        "1 row that the sheet hides or filters out was left out: line 3.",
    ]
    assert rows_of(data, with_hidden=True) == [(2, ["hidden"])]


def test_a_spreadsheet_of_libreoffice_that_is_damaged_says_so() -> None:
    with pytest.raises(TableRefused, match="damaged"):
        read(remade(ods_of(NAMES), content=lambda text: text.replace(b"</office:spreadsheet>", b"")))
