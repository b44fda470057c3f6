"""Means, medians and theme positions, against NumPy on the raw answers and against sums done by hand."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import mean, median, theme_position
from oneworkforce.analysis.positions import _answer_at

answers = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def counts_of(raw: list[int]) -> list[int]:
    return [raw.count(score) for score in range(1, 6)]


@given(answers)
def test_mean_and_median_equal_numpy_on_the_raw_answers(raw: list[int]) -> None:
    assert mean(counts_of(raw)) == pytest.approx(np.mean(raw), abs=1e-12)
    assert median(counts_of(raw)) == np.median(raw)


@pytest.mark.parametrize(
    ("counts", "middle"),
    [
        ([0, 0, 0, 0, 1], 5),
        ([1, 1, 0, 0, 0], 1.5),
        ([1, 0, 0, 0, 1], 3),
        ([1, 0, 0, 2, 0], 4),
        ([2, 0, 0, 2, 0], 2.5),
        ([3, 1, 0, 0, 0], 1),
    ],
)
def test_medians_by_hand(counts: list[int], middle: float) -> None:
    assert median(counts) == middle


def test_nobody_has_a_rank_beyond_the_last() -> None:
    with pytest.raises(ValueError, match=r"^there are 3 answers, so none has rank 3$"):
        _answer_at([1, 2], 3)


def test_the_mean_is_not_rounded() -> None:
    assert mean([2, 5, 11, 9, 3]) == 96 / 30
    assert mean([1, 2, 0, 0, 0]) == 5 / 3


def test_nobody_has_no_position() -> None:
    assert mean([0] * 5) is None
    assert median([0] * 5) is None


@pytest.mark.parametrize(
    ("means", "asked", "position"),
    [
        ([2.0, 3.0, 4.0], 3, 3.0),
        ([2.0, 3.0, None, None], 4, 2.5),
        ([2.0, None, None], 3, None),
        ([2.0, 3.0, None, None, None], 5, None),
        ([2.0, 3.0, 4.0, None, None], 5, 3.0),
        ([2.0, None], 2, 2.0),
        ([None, None], 2, None),
        ([], 0, None),
        ([4.5], 1, 4.5),
    ],
)
def test_a_theme_needs_at_least_half_of_its_dimensions(
    means: list[float | None], asked: int, position: float | None
) -> None:
    assert theme_position(means, asked) == position


@given(st.lists(st.none() | st.floats(1, 5), max_size=12))
def test_a_theme_is_the_plain_mean_of_what_is_shown_or_nothing(means: list[float | None]) -> None:
    shown = [position for position in means if position is not None]
    position = theme_position(means, len(means))

    if not shown or len(shown) < len(means) / 2:
        assert position is None
    else:
        assert position == pytest.approx(np.mean(shown), abs=1e-12)


@given(st.lists(st.floats(1, 5), min_size=1, max_size=12), st.randoms())
def test_the_order_of_dimensions_does_not_move_a_theme(means: list[float], random: Random) -> None:
    shuffled = means.copy()
    random.shuffle(shuffled)

    assert theme_position(shuffled, len(shuffled)) == theme_position(means, len(means))


def test_more_shown_than_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="only 1 dimensions are asked"):
        theme_position([2.0, 3.0], 1)
