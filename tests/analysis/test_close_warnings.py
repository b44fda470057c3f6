"""What a close would do to small groups, said before it, from numbers of people alone."""

import pytest

from oneworkforce.analysis import Warned, warnings_before


@pytest.mark.parametrize(
    ("numbers", "first", "warned"),
    [
        ({"A": 30, "B": 12, "youth": 0}, True, ()),
        ({"A": 30, "B": 8, "youth": 0}, True, (Warned("B", 8, True, ("A",)),)),
        ({"A": 30, "B": 8, "C": 5}, True, (Warned("B", 8, True), Warned("C", 5, True))),
        ({"A": 6, "B": 0}, True, (Warned("A", 6),)),
        ({"A": 30, "youth": 4}, True, (Warned("youth", 4),)),
        ({"A": 30, "B": 8, "youth": 4}, True, (Warned("B", 8, True, ("A",)), Warned("youth", 4))),
        ({"A": 10, "B": 1}, True, (Warned("B", 1, True, ("A",)),)),
        ({"A": 30, "B": 10}, True, ()),
        ({"A": 30, "B": 6, "C": 4}, True, (Warned("B", 6, True), Warned("C", 4, True))),
        ({"A": 10, "B": 1}, False, (Warned("B", 1, waits=True),)),
        ({"A": 3, "B": 0, "youth": 12}, False, (Warned("A", 3, waits=True),)),
    ],
)
def test_what_a_close_would_do_by_numbers_of_people(
    numbers: dict[str, int], first: bool, warned: tuple[Warned, ...]
) -> None:
    assert warnings_before(numbers, frozenset("ABC"), 10, first=first) == warned
