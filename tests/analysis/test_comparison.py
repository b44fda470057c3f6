"""Comparisons: from cells that are shown, and nothing else."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import (
    Cell,
    Difference,
    PerceptionGap,
    UndecidedCell,
    cliffs_delta,
    perception_gap,
    priority_order,
    protect_alone,
)
from oneworkforce.analysis.comparison import difference

counts_of_answers = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(any)
AUDIENCES = {"front": "frontline", "desk": "frontline", "heads": "leaders", "youth": "young-people"}


def cell(group: str, *counts: int, k: int = 1) -> Cell:
    return protect_alone(UndecidedCell(group, np.array([*counts, 0, 0, 0], dtype=np.int64)), k)


@given(counts_of_answers, counts_of_answers)
def test_cliffs_delta_compares_every_pair(first: list[int], second: list[int]) -> None:
    pairs = list(product(np.repeat(range(5), first), np.repeat(range(5), second)))
    dominance = sum(a > b for a, b in pairs) - sum(a < b for a, b in pairs)

    assert cliffs_delta(first, second) == pytest.approx(dominance / len(pairs), abs=1e-12)
    assert cliffs_delta(second, first) == -cliffs_delta(first, second)


def test_cliffs_delta_at_its_ends() -> None:
    assert cliffs_delta([0, 0, 0, 0, 3], [2, 0, 0, 0, 0]) == 1
    assert cliffs_delta([2, 0, 0, 0, 0], [0, 0, 0, 0, 3]) == -1
    assert cliffs_delta([1, 2, 0, 0, 0], [1, 2, 0, 0, 0]) == 0
    assert cliffs_delta([0, 1, 1, 0, 0], [1, 1, 0, 0, 0]) == 0.75


def test_cliffs_delta_needs_people_and_one_scale() -> None:
    with pytest.raises(ValueError, match=r"^there is nobody to compare$"):
        cliffs_delta([0] * 5, [1] * 5)
    with pytest.raises(ValueError, match="scales"):
        cliffs_delta([1] * 4, [1] * 5)


def test_the_gap_counts_each_dimension_once() -> None:
    dimensions = [
        [cell("front", 0, 10, 0, 0, 0), cell("heads", 0, 0, 0, 2, 0)],
        [cell("front", 0, 0, 1, 0, 0), cell("heads", 0, 0, 1, 1, 0)],
    ]

    assert perception_gap(dimensions, AUDIENCES) == PerceptionGap(points=(2 + 0.5) / 2, dimensions_compared=2)


def test_the_gap_takes_the_groups_of_an_audience_together() -> None:
    cells = [cell("front", 3, 0, 0, 0, 0), cell("desk", 0, 0, 0, 0, 1), cell("heads", 0, 0, 0, 0, 1)]

    assert perception_gap([cells], AUDIENCES) == PerceptionGap(points=5 - 2, dimensions_compared=1)


def test_the_gap_is_deaf_to_what_is_withheld_empty_or_not_asked() -> None:
    shown = [cell("front", 0, 0, 9, 0, 0, k=5), cell("heads", 0, 0, 0, 9, 0, k=5)]
    withheld = [cell("front", 0, 0, 9, 0, 0, k=5), cell("heads", 4, 0, 0, 0, 0, k=5)]
    empty = [cell("front", 0, 0, 9, 0, 0), cell("heads", 0, 0, 0, 0, 0)]
    not_asked = [cell("front", 0, 0, 9, 0, 0), cell("youth", 0, 0, 0, 0, 9)]

    assert perception_gap([shown, withheld, empty, not_asked], AUDIENCES) == PerceptionGap(1.0, 1)
    assert perception_gap([withheld, empty, not_asked], AUDIENCES) is None
    assert perception_gap([], AUDIENCES) is None


def test_the_largest_gap_comes_first_and_equal_gaps_by_the_lower_position() -> None:
    ends = {"far": (1.0, 4.0), "low": (2.4, 3.9), "high": (2.6, 4.1), "there": (3.0, 3.0), "past": (4.0, 3.0)}
    order = {name: priority_order(goal - now, now) for name, (now, goal) in ends.items()}

    assert 4.1 - 2.6 != 3.9 - 2.4, "a computer does not see that these gaps are equal"
    assert sorted(order, key=lambda name: order[name]) == ["far", "low", "high", "there", "past"]
    assert [name for name in ends if order[name][0] < 0] == ["far", "low", "high"]


def test_gaps_are_told_apart_to_a_billionth_of_a_point_and_no_further() -> None:
    assert priority_order(1.5, 2.0) < priority_order(1.4, 2.0) < priority_order(1.4 - 2e-9, 2.0)
    assert priority_order(1.5 + 2e-10, 2.0) == priority_order(1.5, 2.0)


MISSING, EMPTY, FEW, ENOUGH = None, (0,) * 5, (0, 0, 4, 0, 0), (0, 0, 9, 0, 0)


@pytest.mark.parametrize("other", [MISSING, EMPTY, FEW])
def test_nothing_has_changed_where_one_of_two_is_missing_empty_or_withheld(other: tuple[int, ...] | None) -> None:
    shown, not_shown = cell("front", *ENOUGH, k=5), cell("front", *other, k=5) if other else None
    assert difference("roles.a", shown, shown) == Difference("roles.a", 0.0, 0.0)
    assert difference("roles.a", shown, not_shown) is None
    assert difference("roles.a", not_shown, shown) is None
