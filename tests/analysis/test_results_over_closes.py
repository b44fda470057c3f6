"""Results before the first close, and what later closes may and may not change."""

from dataclasses import replace

import pytest

from oneworkforce.analysis import Cell, GroupTally, nothing_yet, tally_sheets, work_out
from tests.analysis.test_results import AUDIENCES, THEMES, alike, group_of, sheet_for


def test_before_the_first_close_each_group_asked_has_a_cell_and_nobody_a_figure() -> None:
    groups = [group_of(key, alike(key, "3", 12)) for key in AUDIENCES]
    before, after = nothing_yet(THEMES, groups, 10), work_out(THEMES, groups, 10)

    assert before.k == after.k == 10
    assert [(theme.id, theme.everyone, theme.groups, theme.gap) for theme in before.themes] == [
        (theme.id, None, dict.fromkeys(AUDIENCES), None) for theme in THEMES
    ]
    for empty, full in zip(before.dimensions, after.dimensions, strict=True):
        assert empty.id == full.id
        assert empty.cells == tuple(
            Cell(cell.group, None, None, None, None, None, None, None, withheld=False) for cell in full.cells
        )
    youth_only = nothing_yet(THEMES, [group_of("youth", [])], 10)
    assert [[cell.group for cell in dimension.cells] for dimension in youth_only.dimensions] == [
        ["youth"],
        [],
        [],
        ["youth"],
        [],
    ]
    with pytest.raises(ValueError, match="at least 1"):
        nothing_yet(THEMES, groups, 0)
    with pytest.raises(ValueError, match="is there twice"):
        nothing_yet([*THEMES, *THEMES], groups, 10)


def test_what_an_earlier_close_withheld_stays_withheld_dimension_by_dimension() -> None:
    counts = tally_sheets(["22222"] * 20 + ["44444"] * 20, 5)
    held = GroupTally("front", "frontline", True, (True,) * 5, counts, held=(False, True, False, False, True))
    results = work_out(THEMES, [held, GroupTally("desk", "frontline", True, (True,) * 5, counts)], 10)

    assert results.shown_dimensions("front") == (True, False, True, True, False)
    assert results.shown_dimensions("desk") == (True,) * 5


def test_how_many_came_too_late_is_said_where_somebody_sees_that_they_wait() -> None:
    def late(**sheets: list[str]) -> list[tuple[str, int]]:
        groups = [replace(group_of(key, pile), late=(7, 0, 0, 0, 0)) for key, pile in sheets.items()]
        first, second, *_rest = work_out(THEMES, groups, 10).dimensions
        assert all(cell.late == 0 for cell in second.cells)
        return [(cell.group, cell.late) for cell in first.cells]

    enough, few = ["22222"] * 10 + ["44444"] * 10, ["22222"] * 3
    own = {key: [sheet_for(key, sheet) for sheet in enough] for key in AUDIENCES}
    small = {key: [sheet_for(key, sheet) for sheet in few] for key in AUDIENCES}
    assert late(front=own["front"], youth=own["youth"]) == [("everyone", 7), ("front", 7), ("youth", 7)]
    # Who is withheld beside a total that is shown is in that total; who is in none is not.
    assert late(front=own["front"], heads=small["heads"], youth=small["youth"]) == [
        ("everyone", 14),
        ("front", 7),
        ("heads", 7),
        ("youth", 0),
    ]
    assert late(front=small["front"], youth=own["youth"]) == [("everyone", 0), ("front", 0), ("youth", 7)]
