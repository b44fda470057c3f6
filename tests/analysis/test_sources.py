"""Whoever typed or imported most of a group's sheets learns nothing of the others'."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import may_enter


@pytest.mark.parametrize(
    ("sheets", "by_source", "enters"),
    [
        (45, {}, True),
        (45, {"nell": 40}, False),
        (50, {"nell": 40}, True),
        (40, {"nell": 40}, True),
        (41, {"nell": 40}, False),
        # Each sheet typed by one and checked by another: both know it.
        (45, {"nell": 40, "asha": 40}, False),
        # Half each: neither knows enough of it.
        (40, {"nell": 20, "asha": 20}, True),
        (25, {"nell": 20, "asha": 5}, False),
        # Who knows no sheet knows nothing, however few there are.
        (3, {"nell": 0}, True),
        (0, {}, True),
    ],
)
def test_by_hand(sheets: int, by_source: dict[str, int], enters: bool) -> None:
    assert may_enter(sheets, by_source, 10) is enters


@given(st.lists(st.integers(0, 60), max_size=4), st.integers(0, 60), st.integers(1, 12))
def test_what_a_source_takes_away_leaves_nobody_or_k(known: list[int], others: int, k: int) -> None:
    sheets = max([*known, 0]) + others
    enters = may_enter(sheets, {str(source): number for source, number in enumerate(known)}, k)
    assert enters == all(not number or sheets - number == 0 or sheets - number >= k for number in known)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="nell knows 6 of 5"):
        may_enter(5, {"nell": 6}, 10)
    with pytest.raises(ValueError, match="at least 1"):
        may_enter(5, {}, 0)
