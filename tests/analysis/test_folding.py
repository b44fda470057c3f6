"""How many take part, part by part: nobody is counted among fewer than k."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import HeadCount, enough_to_join, fold_small, may_be_crossed

numbers = st.one_of(st.just(0), st.integers(0, 15))
workforces = st.lists(st.tuples(numbers, numbers, numbers), max_size=8).map(
    lambda rows: [HeadCount(f"part {place}", *row) for place, row in enumerate(rows)]
)
sizes_of_k = st.integers(1, 12)


def sent(**people: int) -> list[HeadCount]:
    return [HeadCount(name, by_link=number) for name, number in people.items()]


def invited(**people: int) -> list[HeadCount]:
    return [HeadCount(name, invited=number) for name, number in people.items()]


@pytest.mark.parametrize(
    ("parts", "alone", "rest"),
    [
        (sent(health=40, police=12), ("health", "police"), ()),
        (sent(health=40, police=12, housing=3, youth=2), ("health",), ("police", "housing", "youth")),
        (sent(health=40, police=12, housing=6, youth=4), ("health", "police"), ("housing", "youth")),
        # The smallest joins a rest that is too small; of two as small, the first by name.
        (sent(b=10, a=10, c=1), ("b",), ("a", "c")),
        # Nobody in a part is nobody to protect.
        (sent(health=40, police=0), ("health", "police"), ()),
        # Who was invited counts, whether or not they answered.
        (invited(health=40, police=12), ("health", "police"), ()),
        # Six invited and six who came by a link may be the same six.
        ([HeadCount("a", 6, 6), HeadCount("b", 20)], (), ("a", "b")),
        ([HeadCount("a", 6, 0), HeadCount("b", 0, 6), HeadCount("c", 20), HeadCount("d", 30)], ("d",), ("a", "b", "c")),
        # Somebody who has only begun is somebody.
        ([HeadCount("a", begun=1), HeadCount("b", 20), HeadCount("c", 30)], ("c",), ("a", "b")),
    ],
)
def test_by_hand(parts: list[HeadCount], alone: tuple[str, ...], rest: tuple[str, ...]) -> None:
    folded = fold_small(parts, 10)
    assert (folded.alone, folded.rest) == (alone, rest)
    assert folded.offered is bool(alone)


def test_a_breakdown_of_few_is_not_offered_and_one_of_nobody_is() -> None:
    assert not fold_small(sent(health=4, police=3), 10).offered
    assert not fold_small(sent(health=9, police=3, housing=0), 10).offered
    assert fold_small(sent(health=0, police=0), 10).offered
    assert fold_small([], 10).offered


@given(workforces, sizes_of_k)
def test_no_row_that_is_shown_is_about_few_and_no_part_is_lost(parts: list[HeadCount], k: int) -> None:
    folded = fold_small(parts, k)
    by_key = {part.key: part for part in parts}
    assert sorted((*folded.alone, *folded.rest)) == sorted(by_key)
    for key in folded.alone:
        assert by_key[key].holds_nobody or by_key[key].invited >= k or by_key[key].by_link >= k
    if folded.offered and folded.rest:
        rest = [by_key[key] for key in folded.rest]
        assert sum(part.invited for part in rest) >= k or sum(part.by_link for part in rest) >= k


@given(workforces, sizes_of_k)
def test_nothing_is_folded_without_need(parts: list[HeadCount], k: int) -> None:
    """Either every part stands, or the largest folded for the others' sake was needed to make k."""
    folded = fold_small(parts, k)
    rest = [part for part in parts if part.key in folded.rest]
    small = [part for part in rest if part.basis < k]
    assert bool(rest) == any(not part.holds_nobody and part.basis < k for part in parts)
    if len(rest) > len(small):
        without = sorted(rest, key=lambda part: (part.basis, part.key))[:-1]
        assert max(sum(part.invited for part in without), sum(part.by_link for part in without)) < k


@given(workforces, sizes_of_k, st.randoms())
def test_the_order_of_parts_decides_nothing(parts: list[HeadCount], k: int, random: Random) -> None:
    shuffled = parts.copy()
    random.shuffle(shuffled)
    assert set(fold_small(shuffled, k).rest) == set(fold_small(parts, k).rest)


def test_two_breakdowns_are_crossed_only_where_every_cell_stands() -> None:
    assert may_be_crossed([HeadCount("a", 10), HeadCount("b", by_link=10), HeadCount("c")], 10)
    assert not may_be_crossed([HeadCount("a", 10), HeadCount("b", by_link=9)], 10)
    assert not may_be_crossed([HeadCount("a", 10), HeadCount("b", begun=1)], 10)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        fold_small([], 0)
    with pytest.raises(ValueError, match=r"^a part is there twice$"):
        fold_small([HeadCount("a"), HeadCount("a")], 5)


@pytest.mark.parametrize(("waiting", "joins"), [((9, 1), True), ((0, 10), True), ((8, 1), False), ((0, 0), False)])
def test_what_people_said_of_themselves_joins_when_k_have_said_it(waiting: tuple[int, int], joins: bool) -> None:
    assert enough_to_join(waiting, 10) is joins
