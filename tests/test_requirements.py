"""The table of requirements is whole, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "requirements.md").read_text().splitlines()
    if re.match(r"\| R\d+ \|", line)
]


def test_every_requirement_has_one_row_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"R{number}" for number in range(1, 140)]
    assert all(len(row) == 5 for row in ROWS)
    assert {row[2] for row in ROWS} <= {"met", "partly", "not yet"}


def test_what_is_met_or_partly_met_names_tests_that_are_there() -> None:
    for number, _requirement, status, _where, tests in ROWS:
        paths = re.findall(r"`([^`]+)`", tests)
        assert bool(paths) == (status != "not yet"), number
        for path in paths:
            assert (ROOT / path).is_file(), f"{number}: {path}"
