"""van der Eijk's A and rwg, against published check values and against their definitions followed literally."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import agreement_words, rwg, van_der_eijk
from tests import second_opinion

counts_of_answers = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any)
counts_on_any_scale = st.lists(st.integers(0, 15), min_size=1, max_size=7).filter(any)


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [
        ([2, 5, 11, 9, 3], 0.4),
        ([0, 8, 14, 6, 2], 17 / 30),
        ([7, 7, 7, 7, 7], 0),
        ([10, 0, 0, 0, 10], -1),
        ([0, 0, 9, 0, 0], 1),
        ([4, 4, 0, 0, 0], 0.75),
    ],
)
def test_check_values(counts: list[int], agreement: float) -> None:
    assert van_der_eijk(counts) == agreement


@given(counts_on_any_scale)
def test_agreement_is_its_definition(counts: list[int]) -> None:
    assert van_der_eijk(counts) == pytest.approx(second_opinion.agreement(counts), abs=1e-12)


@given(counts_on_any_scale)
def test_agreement_stays_between_minus_one_and_one(counts: list[int]) -> None:
    agreement = van_der_eijk(counts)

    assert agreement is not None
    assert -1 <= agreement <= 1


@given(counts_of_answers, st.integers(1, 9))
def test_turning_the_scale_round_or_asking_more_people_alike_changes_nothing(counts: list[int], times: int) -> None:
    assert van_der_eijk(counts[::-1]) == van_der_eijk(counts)
    assert van_der_eijk([count * times for count in counts]) == van_der_eijk(counts)


def test_nobody_neither_agrees_nor_disagrees() -> None:
    assert van_der_eijk([0] * 5) is None


@given(counts_of_answers.filter(lambda counts: sum(counts) > 1))
def test_rwg_is_its_definition(counts: list[int]) -> None:
    variance = np.var(np.repeat(np.arange(1, 6), counts), ddof=1)

    assert rwg(counts) == pytest.approx(max(0.0, 1 - variance / 2), abs=1e-9)


def test_two_people_or_two_answers_are_enough_for_rwg_and_one_is_not() -> None:
    assert (rwg([0, 0, 2, 0, 0]), rwg([0, 0, 1, 0, 0])) == (1, None)
    assert (rwg([3, 0]), rwg([3])) == (1, None)


def test_rwg_check_value_and_its_edges() -> None:
    assert rwg([2, 5, 11, 9, 3]) == pytest.approx(0.434, abs=0.0005)
    assert rwg([5, 0, 0, 0, 5]) == 0
    assert rwg([0, 0, 0, 1, 0]) is None
    assert rwg([0] * 5) is None


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (1.0, "mostly agree"),
        (0.5, "mostly agree"),
        (0.4999, "mixed"),
        (0.0, "mixed"),
        (-0.0001, "split"),
        (-1.0, "split"),
    ],
)
def test_words(agreement: float, words: str) -> None:
    assert agreement_words(agreement) == words
