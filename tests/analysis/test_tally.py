"""Counting sheets: right, in constant memory, and never silently wrong."""

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import SYMBOLS, add_to, empty_tally, tally_from_bytes, tally_sheets, tally_to_bytes

piles = st.integers(1, 6).flatmap(
    lambda dimensions: st.tuples(
        st.just(dimensions),
        st.lists(st.text("12345dn.-", min_size=dimensions, max_size=dimensions), max_size=30),
    )
)


def test_a_small_pile_counted_by_hand() -> None:
    tally = tally_sheets(["15d-", "1.n-", "23d-"], 4)

    assert tally.dtype == np.int64
    assert tally.tolist() == [
        [2, 1, 0, 0, 0, 0, 0, 0],
        [0, 0, 1, 0, 1, 0, 0, 1],
        [0, 0, 0, 0, 0, 2, 1, 0],
        [0, 0, 0, 0, 0, 0, 0, 0],
    ]


def test_no_sheets_are_all_zeros() -> None:
    assert tally_sheets([], 3).tolist() == [[0] * 8] * 3


@given(piles)
def test_every_column_is_what_counting_characters_gives(pile: tuple[int, list[str]]) -> None:
    dimensions, sheets = pile
    columns = [Counter(sheet[place] for sheet in sheets) for place in range(dimensions)]

    assert tally_sheets(sheets, dimensions).tolist() == [[column[s] for s in SYMBOLS] for column in columns]


@given(piles, st.integers(0, 30))
def test_the_tally_of_two_piles_is_the_sum_of_their_tallies(pile: tuple[int, list[str]], cut: int) -> None:
    dimensions, sheets = pile
    apart = tally_sheets(sheets[:cut], dimensions) + tally_sheets(sheets[cut:], dimensions)

    assert (apart == tally_sheets(sheets, dimensions)).all()


@given(piles, st.randoms())
def test_order_does_not_matter(pile: tuple[int, list[str]], random: Random) -> None:
    dimensions, sheets = pile
    shuffled = sheets.copy()
    random.shuffle(shuffled)

    assert (tally_sheets(shuffled, dimensions) == tally_sheets(sheets, dimensions)).all()


def test_piles_longer_than_a_chunk_are_counted_whole() -> None:
    assert tally_sheets(("5d" for _ in range(600_001)), 2).tolist() == [
        [0, 0, 0, 0, 600_001, 0, 0, 0],
        [0, 0, 0, 0, 0, 600_001, 0, 0],
    ]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (["123", "12"], "sheet 1 has 2 characters, and should have 3"),
        (["123", "12", "1234"], "sheet 1 has 2 characters"),
        (["12", "1234", "123"], "sheet 0 has 2 characters"),
        (["123", "126"], "sheet 1 holds '6' at dimension 2"),
        (["1é3"], "sheet 0 holds 'é' at dimension 1"),
        (["1?3"], r"sheet 0 holds '\?' at dimension 1"),
        (["1\ud8003"], "sheet 0 holds .* at dimension 1"),
        (["123", ""], "sheet 1 has 0 characters"),
        ([" 23"], "sheet 0 holds ' ' at dimension 0"),
    ],
)
def test_a_faulty_sheet_is_named(sheets: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tally_sheets(sheets, 3)


def test_a_faulty_sheet_is_named_by_its_place_in_the_whole_pile() -> None:
    def sheets() -> Iterator[str]:
        yield from ("1" for _ in range(2_500_000))
        yield "x"

    with pytest.raises(ValueError, match="sheet 2500000 holds 'x'"):
        tally_sheets(sheets(), 1)
    too_long = chain(("1" for _ in range(1_100_000)), ["11"])
    with pytest.raises(ValueError, match="sheet 1100000 has 2 characters"):
        tally_sheets(too_long, 1)


def test_a_tally_needs_a_dimension() -> None:
    with pytest.raises(ValueError, match="at least one dimension"):
        tally_sheets([], 0)


def test_memory_does_not_grow_with_the_pile() -> None:
    def peak(sheets: int) -> int:
        tracemalloc.start()
        tally_sheets((format(number, "044o").replace("0", "d").replace("6", "1").replace("7", "2")
                      for number in range(sheets)), 44)  # fmt: skip
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(150_000) < 1.1 * peak(50_000)


@given(piles, piles)
def test_a_stored_tally_comes_back_and_grows(pile: tuple[int, list[str]], other: tuple[int, list[str]]) -> None:
    dimensions, sheets = pile
    more = [sheet[:dimensions].ljust(dimensions, "-") for sheet in other[1]]
    stored = tally_to_bytes(tally_sheets(sheets, dimensions))

    assert len(stored) == dimensions * 8 * 8
    assert (tally_from_bytes(stored, dimensions) == tally_sheets(sheets, dimensions)).all()
    grown = tally_from_bytes(add_to(stored, more, dimensions), dimensions)
    assert (grown == tally_sheets(sheets + more, dimensions)).all()


def test_a_stored_tally_is_little_endian_on_every_machine() -> None:
    tally = empty_tally(1)
    tally[0, 0] = 258

    assert tally_to_bytes(tally) == b"\x02\x01" + bytes(62)
    assert tally_to_bytes(tally.astype(">i8")) == b"\x02\x01" + bytes(62)


def test_a_tally_read_back_may_be_changed() -> None:
    tally = tally_from_bytes(bytes(64), 1)
    tally += 1

    assert tally.sum() == 8
    assert tally.dtype == np.int64


@pytest.mark.parametrize("size", [0, 63, 65, 128])
def test_a_stored_tally_of_the_wrong_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=f"a tally of 1 dimensions has 64 bytes, not {size}"):
        tally_from_bytes(bytes(size), 1)


def test_a_stored_tally_with_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a stored tally holds a negative count$"):
        tally_from_bytes(b"\xff" * 64, 1)


def test_only_a_tally_is_written_down() -> None:
    with pytest.raises(ValueError, match="dimensions × 8"):
        tally_to_bytes(np.zeros((2, 5), dtype=np.int64))
