"""Rows over closes: an attacker who has every file and every figure of every close, and subtracts."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneworkforce.analysis import SYMBOLS, CellsAtClose, NewRows, rows_leaving

Place = tuple[str, str, str]
Person = tuple[Place, str]
"""Where somebody is, and their sheet: a symbol per dimension."""

DIMENSIONS = 3

people = st.tuples(
    st.tuples(
        st.sampled_from("AAAB"), st.sampled_from(["", "health", "schools"]), st.sampled_from(["", "north", "south"])
    ),
    st.text("12345dn.", min_size=DIMENSIONS, max_size=DIMENSIONS).filter(lambda sheet: sheet != "." * DIMENSIONS),
)
closes = st.lists(
    st.tuples(
        st.lists(people, max_size=40),
        st.tuples(*(st.booleans() for _dimension in range(DIMENSIONS))),
    ),
    min_size=1,
    max_size=4,
)
sizes_of_k = st.integers(1, 8)


def tally(sheets: list[str]) -> np.ndarray:
    counts = np.zeros((DIMENSIONS, len(SYMBOLS)), dtype=np.int64)
    for sheet in sheets:
        for dimension, symbol in enumerate(sheet):
            counts[dimension, SYMBOLS.index(symbol)] += 1
    return counts


def scored(counts: np.ndarray | Counter[str]) -> int:
    if isinstance(counts, Counter):
        return sum(number for symbol, number in counts.items() if symbol in "12345")
    return int(counts[:5].sum())


def answered(counts: np.ndarray) -> bool:
    return bool(counts[:7].any())


@dataclass
class World:
    """What everybody has after some closes: each close's figures, as counts by group × dimension, and its new rows."""

    figures: list[dict[tuple[str, int], np.ndarray]]
    rows: list[list[tuple[Place, str]]]


def played(given_closes: list[tuple[list[Person], tuple[bool, ...]]], k: int) -> World:
    """Closes one after another. A group's answers to a dimension enter only if k of them score it; a cell is shown from
    k on, unless the close hides it for a reason of its own."""
    world = World([], [])
    waiting = {
        (group, dimension): np.zeros(len(SYMBOLS), np.int64) for group in "AB" for dimension in range(DIMENSIONS)
    }
    cell = {key: counts.copy() for key, counts in waiting.items()}
    last = {key: counts.copy() for key, counts in waiting.items()}
    for new, hides in given_closes:
        figures = {}
        cells = {}
        for group in "AB":
            own = tally([sheet for place, sheet in new if place[0] == group])
            shown, came = [], np.zeros((DIMENSIONS, len(SYMBOLS)), np.int64)
            for dimension in range(DIMENSIONS):
                key = group, dimension
                waiting[key] += own[dimension]
                enters = scored(waiting[key]) >= k or not answered(waiting[key])
                if enters:
                    cell[key] = cell[key] + waiting[key]
                    waiting[key] = np.zeros(len(SYMBOLS), np.int64)
                visible = scored(cell[key]) >= k and not hides[dimension]
                shown.append(visible and enters)
                if visible:
                    came[dimension] = cell[key] - last[key]
                    figures[key] = last[key] = cell[key].copy()
            cells[group] = CellsAtClose(tuple(shown), came)
        at = Counter(place for place, _sheet in new)
        given_rows = [
            NewRows(place, rows, tally([sheet for where, sheet in new if where == place])) for place, rows in at.items()
        ]
        leaving = rows_leaving(given_rows, cells, k)
        world.figures.append(figures)
        world.rows.append(
            [
                (says, "".join("." if empty else said for said, empty in zip(sheet, leaving.empty[place], strict=True)))
                for place, sheet in new
                if (says := leaving.says[place]) is not None
            ]
        )
    return world


@settings(max_examples=300, deadline=None)
@given(closes, sizes_of_k)
def test_attack_by_two_files_and_two_figures(given_closes: list[tuple[list[Person], tuple[bool, ...]]], k: int) -> None:
    """Any file less any earlier one, place by place; and any two figures' difference less the rows between them."""
    world = played(given_closes, k)
    for first, last in combinations(range(len(world.rows) + 1), 2):
        between = [row for rows in world.rows[first:last] for row in rows]
        for group_of_rows in (lambda row: row[0], lambda row: row[0][:2], lambda row: row[0][:1]):
            sizes = Counter(map(group_of_rows, between))
            assert all(size >= k for size in sizes.values())
            for dimension in range(DIMENSIONS):
                seen = Counter((group_of_rows(row), row[1][dimension]) for row in between)
                for place in sizes:
                    symbols = Counter({symbol: seen[place, symbol] for symbol in "12345dn"})
                    assert scored(symbols) >= k or not symbols.total()
    for group in "AB":
        for dimension in range(DIMENSIONS):
            moments = [-1, *(at for at, figures in enumerate(world.figures) if (group, dimension) in figures)]
            for earlier, later in combinations(moments, 2):
                before = world.figures[earlier][group, dimension] if earlier >= 0 else np.zeros(len(SYMBOLS), np.int64)
                rest = world.figures[later][group, dimension] - before
                for rows in world.rows[earlier + 1 : later + 1]:
                    rest = rest - tally([sheet for place, sheet in rows if place[0] == group])[dimension]
                assert (rest[:7] >= 0).all()
                assert scored(rest) >= k or not answered(rest)


@given(closes, sizes_of_k)
def test_rows_say_nothing_that_was_not_said_to_them(
    given_closes: list[tuple[list[Person], tuple[bool, ...]]], k: int
) -> None:
    for (new, _hides), rows in zip(given_closes, played(given_closes, k).rows, strict=True):
        groups = Counter(place[0] for place, _sheet in new)
        kept = [(place, sheet) for place, sheet in new if groups[place[0]] >= k]
        assert len(rows) == len(kept)
        for (place, sheet), (says, answers) in zip(kept, rows, strict=True):
            assert all(now in (before, "") for before, now in zip(place, says, strict=True))
            assert all(now in (before, ".") for before, now in zip(sheet, answers, strict=True))


def rows_of(*given_rows: tuple[str, str, str, int], answer: str = "3") -> list[NewRows]:
    return [
        NewRows((group, sector, locality), people, tally([answer * DIMENSIONS] * people))
        for group, sector, locality, people in given_rows
    ]


def cells_of(new: list[NewRows], group: str = "A", *, shown: bool = True, more: int = 0) -> dict[str, CellsAtClose]:
    """Cells that took in all the new rows' answers, and those of some people who stand in none."""
    counts = sum(rows.counts for rows in new if rows.place[0] == group)
    return {group: CellsAtClose((shown,) * DIMENSIONS, (counts + tally(["3" * DIMENSIONS] * more)) * shown)}


def test_the_place_with_which_a_row_first_left_stays() -> None:
    """Three more in the north come too late for the fifteen in the south, and for themselves: they say no place."""
    late = rows_of(("A", "health", "north", 3), ("A", "schools", "south", 12))
    leaving = rows_leaving(late, cells_of(late), 10)
    assert leaving.says == {("A", "health", "north"): ("A", "", ""), ("A", "schools", "south"): ("A", "", "")}
    assert leaving.empty[late[0].place] == (False,) * DIMENSIONS


def test_answers_of_a_few_at_a_place_are_left_empty_and_those_of_the_smallest_place_with_them() -> None:
    new = rows_of(("A", "health", "north", 12), ("A", "schools", "south", 10))
    few = NewRows(("A", "youth", ""), 10, tally(["3.3"] * 3 + ["3dn"] * 7))
    leaving = rows_leaving([*new, few], cells_of([*new, few]), 10)
    assert leaving.empty[few.place] == (False, True, True)
    assert leaving.empty["A", "schools", "south"][1]
    assert not leaving.empty["A", "health", "north"][1]
    assert not leaving.empty["A", "schools", "south"][0]


def test_at_last_the_dimension_is_left_empty_in_all_rows() -> None:
    """Three who came into the cell stand in no row; the only place there is loses its answers, so that 13 do."""
    new = rows_of(("A", "health", "north", 10))
    assert rows_leaving(new, cells_of(new), 10).empty["A", "health", "north"] == (False,) * DIMENSIONS
    assert rows_leaving(new, cells_of(new, more=3), 10).empty["A", "health", "north"] == (True,) * DIMENSIONS
    assert rows_leaving(new, cells_of(new, more=10), 10).empty["A", "health", "north"] == (False,) * DIMENSIONS


def test_people_who_only_do_not_know_are_people() -> None:
    new = rows_of(("A", "health", "north", 10))
    beside = {"A": CellsAtClose((True,) * DIMENSIONS, new[0].counts + tally(["d" * DIMENSIONS]))}
    assert rows_leaving(new, beside, 10).empty["A", "health", "north"] == (True,) * DIMENSIONS


def test_where_a_cell_is_not_shown_nothing_of_it_leaves() -> None:
    new = rows_of(("A", "health", "north", 30))
    assert rows_leaving(new, cells_of(new, shown=False), 10).empty["A", "health", "north"] == (True,) * DIMENSIONS


def test_a_group_that_is_too_small_is_left_out() -> None:
    new = rows_of(("A", "health", "north", 9))
    leaving = rows_leaving(new, cells_of(new, shown=False), 10)
    assert (leaving.says, leaving.empty) == ({("A", "health", "north"): None}, {})


def test_the_order_of_places_decides_nothing() -> None:
    new = rows_of(("A", "health", "north", 11), ("A", "schools", "south", 11), ("A", "", "", 11))
    few = NewRows(("A", "youth", ""), 11, tally(["3.3"] * 3 + ["3dn"] * 8))
    both = [rows_leaving(some, cells_of(some), 10) for some in ([*new, few], [few, *reversed(new)])]
    assert both[0].empty == both[1].empty


def test_what_cannot_be_is_refused() -> None:
    new = rows_of(("A", "health", "north", 10))
    with pytest.raises(ValueError, match=r"^a place is there twice$"):
        rows_leaving([*new, *new], cells_of(new), 10)
    one_missing = new[0].counts - tally(["3" * DIMENSIONS])
    with pytest.raises(ValueError, match=r"^rows hold answers that their cell has not taken in$"):
        rows_leaving(new, {"A": CellsAtClose((True,) * DIMENSIONS, one_missing)}, 10)
    with pytest.raises(ValueError, match="at least 1"):
        rows_leaving(new, cells_of(new), 0)
