"""The one reader: whatever a table comes in, the same rows come out, with their lines and how it was read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from oneworkforce.tables.faults import TableRefused
from oneworkforce.tables.reading import Table, read_table, why_unfit
from oneworkforce.tables.writing import as_csv, as_xlsx
from tests.tables.files import csv_of, xlsx_of

NAMES = ("What", "Who")


def names_columns(cells: Sequence[str]) -> bool:
    return "What" in cells


def read(data: bytes) -> Table:
    return read_table(io.BytesIO(data), names_columns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_same_rows_however_it_is_saved(encoding: str, mark: str) -> None:
    table = read(csv_of(NAMES, ("Zoë", "“all”"), ("", ""), ("b", "c"), delimiter=mark, encoding=encoding))
    assert table.names == (1, ["What", "Who"])
    assert list(table.rows) == [(2, ["Zoë", "“all”"]), (4, ["b", "c"])]


def test_the_same_rows_out_of_a_workbook() -> None:
    table = read(xlsx_of(NAMES, ("Zoë", 3.0), (None, None), ("b", "c")))
    assert list(table.rows) == [(2, ["Zoë", "3"]), (4, ["b", "c"])]


def test_how_it_was_read_is_said() -> None:
    assert read(csv_of(("Ours",), NAMES, ("a", "b"), delimiter=";")).notes == [
        "It is a CSV file in UTF-8, with semicolons between its cells.",
        "Lines above the names of the columns, not read: 1.",
    ]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_without_names_of_columns_the_first_lines_are_there_to_speak_of(make: object) -> None:
    table = read(make(("a", "b"), ("c", "d")))  # type: ignore[operator]
    assert table.names is None
    assert table.first == (1, ["a", "b"])


def test_the_mark_that_gives_most_names_of_columns_is_taken() -> None:
    table = read_table(io.BytesIO(b"What is it;What,then;Who\na;b,c;d\n"), lambda cells: "What" in cells[0])
    assert list(table.rows) == [(2, ["a", "b,c", "d"])]


def test_empty_cells_beyond_the_columns_are_nothing_and_others_are_a_fault() -> None:
    rows = [cells for _line, cells in read(b"What,Who\na,b,,\na,b,,x\na\na;b\n").rows]
    assert [why_unfit(cells, 2)[:36] for cells in rows] == [
        "",
        "This line has 4 cells, and the names",
        "This line has 1 cell, and the names ",
        "This line has another mark between i",
    ]


def test_a_long_file_is_decoded_block_by_block() -> None:
    row = ("ë" * 60_001, "w")
    assert list(read(csv_of(NAMES, *[row] * 9)).rows) == [(line, list(row)) for line in range(2, 11)]
    with pytest.raises(TableRefused) as found:
        read(csv_of(NAMES, *[row] * 9, encoding="utf-8-sig") + b"a,\xff\n")
    assert found.value.faults[0].line == 11


def test_what_leaves_is_no_formula_and_comes_back() -> None:
    rows = [["What", "Who"], ["=1+1", "- a"], ['say "so"', "a\nb"]]
    assert [cells for _line, cells in read(as_csv(rows).encode()).rows] == [["'=1+1", "- a"], ['say "so"', "a\nb"]]
    (line, cells), *_rest = read(as_xlsx([("Sheet", 20, rows)])).rows
    assert (line, cells) == (2, ["=1+1", "- a"])
