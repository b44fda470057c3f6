"""Formulas leave guarded and come back as they were; words leave as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.tables.formulas import with_guard, without_guard

FORMULAS = [
    "=1+1", "+44 1632 960001", "@SUM(A1)", "-1+2", "-(A1)", " =1+1", "\t=1+1", "\r=1+1", "\n@x", "＝1+1",
    "- HYPERLINK(\"x\")", "- 1+cmd|'/C calc'!A0", "+ Sheet2!A1", "-June 1",
]  # fmt: skip
WORDS = [
    "- June 1",
    "- met twice (north)\n- sent",
    "+ parents",
    "a = b",
    "",
    "-",
    "- great!",
    "‘09",
    "'quoted'",
    "--",
    "–1",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert with_guard(cell) == f"'{cell}"
    assert without_guard(f"'{cell}") == cell


@pytest.mark.parametrize("cell", [cell for cell in WORDS if cell != "--"])
def test_words_are_left_alone(cell: str) -> None:
    assert with_guard(cell) == cell
    assert without_guard(cell) == cell


@given(st.text(alphabet="'=+-@ \t\r\n(!|ab1", max_size=8) | st.text())
def test_every_text_survives_and_nothing_guarded_is_guarded_twice(text: str) -> None:
    assert without_guard(with_guard(text)) == text
    once = with_guard(text)
    assert with_guard(without_guard(once)) == once


@given(st.text(alphabet="'=+-@ \t\r\n(!|ab1", max_size=8))
def test_no_cell_leaves_as_a_formula(text: str) -> None:
    start = with_guard(text).lstrip()[:1]
    assert start not in ("=", "@")
