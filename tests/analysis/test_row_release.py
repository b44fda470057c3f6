"""Rows that leave one by one: no combination of who and where is shared by fewer than k."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import blank_small

crowds = st.dictionaries(
    st.tuples(
        st.sampled_from("FL"), st.sampled_from(["", "health", "police"]), st.sampled_from(["", "north", "south"])
    ),
    st.integers(1, 12),
    max_size=18,
).map(lambda sizes: [row for row, size in sizes.items() for _ in range(size)])


def rows_of(**sizes: int) -> list[tuple[str, str, str]]:
    """rows_of(F_health_north=3) is three front-line people in health in the north; a dash between two is a blank."""
    rows = []
    for name, size in sizes.items():
        group, sector, locality = (word.strip("0") for word in name.split("_"))
        rows += [(group, sector, locality)] * size
    return rows


@given(crowds, st.integers(1, 12))
def test_every_combination_that_leaves_is_shared_by_k(rows: list[tuple[str, str, str]], k: int) -> None:
    assert all(size >= k for size in Counter(blank_small(rows, k).rows).values())


@given(crowds, st.integers(1, 12))
def test_only_blanks_are_put_in_and_only_small_groups_stay_behind(rows: list[tuple[str, str, str]], k: int) -> None:
    blanked = blank_small(rows, k)

    for place, now in zip(blanked.kept, blanked.rows, strict=True):
        group, sector, locality = rows[place]
        assert now[0] == group
        assert now[1] in (sector, "")
        assert now[2] in (locality, "")
    groups = Counter(row[0] for row in rows)
    assert blanked.left_out == {group: size for group, size in groups.items() if size < k}
    assert blanked.kept == tuple(place for place, row in enumerate(rows) if groups[row[0]] >= k)
    pairs = [(rows[place], now) for place, now in zip(blanked.kept, blanked.rows, strict=True)]
    assert blanked.locality_blanked == sum(before[2] != now[2] for before, now in pairs)
    assert blanked.sector_blanked == sum(before[1] != now[1] for before, now in pairs)


@given(crowds, st.integers(1, 12))
def test_nothing_is_blanked_where_everything_is_large(rows: list[tuple[str, str, str]], k: int) -> None:
    large = rows * k
    blanked = blank_small(large, k)

    assert blanked.rows == tuple(large)
    assert (blanked.locality_blanked, blanked.sector_blanked, blanked.left_out) == (0, 0, {})


@given(crowds, st.integers(1, 12), st.randoms())
def test_the_order_of_rows_decides_nothing(rows: list[tuple[str, str, str]], k: int, random: Random) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)

    assert Counter(blank_small(shuffled, k).rows) == Counter(blank_small(rows, k).rows)


def test_small_places_lose_their_locality_and_share_their_sector() -> None:
    blanked = blank_small(rows_of(F_health_north=6, F_health_south=3, F_health_east=2, F_police_north=5), 5)

    assert Counter(blanked.rows) == {("F", "health", "north"): 6, ("F", "health", ""): 5, ("F", "police", "north"): 5}
    assert (blanked.locality_blanked, blanked.sector_blanked, blanked.left_out) == (5, 0, {})


def test_small_sectors_share_the_blank_of_their_group() -> None:
    blanked = blank_small(rows_of(F_health_north=3, F_police_south=2, F_schools_north=8), 5)

    assert Counter(blanked.rows) == {("F", "", ""): 5, ("F", "schools", "north"): 8}
    assert (blanked.locality_blanked, blanked.sector_blanked) == (5, 5)


def test_those_who_would_stand_alone_are_joined_by_the_smallest_other_combination() -> None:
    blanked = blank_small(rows_of(F_health_north=2, F_police_south=7, F_schools_north=6), 5)

    assert Counter(blanked.rows) == {("F", "", ""): 8, ("F", "police", "south"): 7}
    assert (blanked.locality_blanked, blanked.sector_blanked) == (8, 8)


def test_people_who_said_nothing_about_themselves_are_not_left_alone_either() -> None:
    blanked = blank_small(rows_of(F_0_0=1, F_health_0=9, F_0_north=6), 5)

    assert Counter(blanked.rows) == {("F", "", ""): 7, ("F", "health", ""): 9}


def test_a_small_staff_group_stays_behind() -> None:
    rows = rows_of(F_health_north=5, L_health_north=4)
    blanked = blank_small(rows, 5)

    assert blanked.kept == (0, 1, 2, 3, 4)
    assert blanked.left_out == {"L": 4}


def test_no_rows_and_no_k() -> None:
    assert blank_small([], 5).rows == ()
    with pytest.raises(ValueError, match="at least 1"):
        blank_small([], 0)
