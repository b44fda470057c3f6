"""Nobody in a small group can be recognised: the rules by hand, and attacks that try to undo them."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.analysis import SYMBOLS, Cell, UndecidedCell, all_stand, protect, protect_alone

Person = tuple[str, str, str]
"""Staff group, sector ("" where not said), answer."""

crowds = st.lists(
    st.tuples(st.sampled_from("AAAAABBBCD"), st.sampled_from(["", "x", "y", "y", "z"]), st.sampled_from("1245dn.")),
    max_size=60,
)
sizes_of_k = st.integers(1, 12)


def part(
    key: str, scored: int = 0, dk: int = 0, na: int = 0, blank: int = 0, *, withheld: bool = False
) -> UndecidedCell:
    """Scores are half 2 and half 4, so that these people are not all alike."""
    half = scored // 2
    return UndecidedCell(key, np.array([0, half, 0, scored - half, 0, dk, na, blank], dtype=np.int64), withheld)


def alike(key: str, scored: int, others: int = 0, na: int = 0) -> UndecidedCell:
    """People who all gave a 3, others who gave a 5, and some to whom it is not their work."""
    return UndecidedCell(key, np.array([0, 0, scored, 0, others, 0, na, 0], dtype=np.int64))


def fine(counts: np.ndarray, k: int) -> bool:
    """By our own reckoning: whether anybody may work these people's answers out."""
    answers = sorted(int(count) for count in counts[:7])
    if sum(answers) == 0:
        return counts[7] == 0 or counts[7] >= k
    scores = sorted(int(count) for count in counts[:5])
    return sum(scores) >= k and sum(answers[:-1]) > 1 and sum(scores[:-1]) > 1


def counted(key: str, people: Sequence[Person]) -> UndecidedCell:
    answers = Counter(answer for _, _, answer in people)
    return UndecidedCell(key, np.array([answers[symbol] for symbol in SYMBOLS], dtype=np.int64))


def broken_down(people: Sequence[Person], by: int) -> list[UndecidedCell]:
    keys = sorted({person[by] for person in people} - {""})
    return [counted(key, [person for person in people if person[by] == key]) for key in keys]


def total_of(parts: Sequence[UndecidedCell]) -> UndecidedCell:
    return UndecidedCell("everyone", np.sum([part.counts for part in parts], axis=0))


def withheld(cells: Sequence[Cell]) -> list[str]:
    return [cell.group for cell in cells if cell.withheld]


def decide(parts: Sequence[UndecidedCell], k: int) -> list[str]:
    protected = protect(total_of(parts), [parts], k)
    return withheld([protected.total, *protected.breakdowns[0]])


# What one cell may show ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "hidden"),
    [
        (part("a", 10), False),
        (part("a", 9), True),
        (part("a", 9, dk=5), True),
        (part("a", dk=1), True),
        (part("a", na=30), True),
        (part("a"), False),
        (part("a", blank=9), True),
        (part("a", blank=10), False),
        (part("a", 10, dk=1, na=1, blank=1), False),
        (part("a", 40, withheld=True), True),
        (part("a", withheld=True), False),
        (part("a", blank=20, withheld=True), True),
        (alike("a", 10), False),
    ],
)
def test_a_cell_alone(people: UndecidedCell, hidden: bool) -> None:
    assert protect_alone(people, 10).withheld is hidden


def test_a_cell_that_is_shown_holds_every_figure() -> None:
    cell = protect_alone(UndecidedCell("leaders", np.array([2, 5, 11, 9, 3, 10, 4, 1], dtype=np.int64)), 10)

    assert cell == Cell("leaders", 30, (2, 5, 11, 9, 3), 10, 4, 96 / 30, 3.0, 0.4, withheld=False)
    assert type(cell.n) is type(cell.dk) is int
    assert cell.late == 0


def test_a_withheld_cell_holds_no_figure() -> None:
    cell = protect_alone(part("leaders", 9, dk=3), 10)

    assert cell == Cell("leaders", None, None, None, None, None, None, None, withheld=True)
    assert (cell.dont_know_share, cell.mostly_unknown) == (None, False)


def test_where_nobody_answered_the_counts_are_nought_and_the_figures_nothing() -> None:
    cell = protect_alone(part("leaders", blank=12), 10)

    assert cell == Cell("leaders", 0, (0, 0, 0, 0, 0), 0, 0, None, None, None, withheld=False)
    assert (cell.dont_know_share, cell.mostly_unknown) == (None, False)


@pytest.mark.parametrize(
    ("scored", "dk", "share", "finding"),
    [(30, 10, 0.25, False), (29, 10, 10 / 39, True), (10, 0, 0.0, False), (10, 10, 0.5, True)],
)
def test_more_than_a_quarter_not_knowing_is_a_finding(scored: int, dk: int, share: float, finding: bool) -> None:
    cell = protect_alone(part("a", scored, dk=dk, na=50), 10)

    assert (cell.dont_know_share, cell.mostly_unknown) == (share, finding)


# What may stand beside a total ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([part("a", 20), part("b", 15)], []),
        ([part("a", 20), part("b", 4)], ["a", "b"]),
        ([part("a", 20), part("b", 4), part("c", 15)], ["b", "c"]),
        ([part("a", 20), part("b", 4), part("c", 6)], ["b", "c"]),
        ([part("a", 20), part("b", 4), part("c", 5)], ["a", "b", "c"]),
        ([part("a", 15), part("b", 4), part("c", 15)], ["a", "b"]),
        ([part("a", 20), part("b"), part("c", 15)], []),
        ([part("a", 20), part("b", dk=1), part("c", 15)], ["b", "c"]),
        ([part("a", 20), part("b", na=40), part("c", 15)], ["b", "c"]),
        ([part("a", 20), part("b", blank=1)], ["a", "b"]),
        ([part("a", 20), part("b", blank=1), part("c", 15)], ["b", "c"]),
        ([part("a", 20), part("b", blank=10)], []),
        ([part("a", 20), part("b", blank=4), part("c", blank=5)], ["a", "b", "c"]),
        ([part("a", 20), part("b", blank=4), part("c", blank=6)], ["b", "c"]),
        ([alike("a", 20), part("b", 15)], []),
        ([part("a", 20), alike("b", 4), alike("c", 11)], ["a", "b", "c"]),
        ([part("a", 20), alike("b", 4), alike("c", 11, others=1)], ["a", "b", "c"]),
        ([part("a", 20), alike("b", 4), alike("c", 11, others=2)], ["b", "c"]),
        ([part("a", 20), alike("b", 4, na=3), alike("c", 11, na=9)], ["a", "b", "c"]),
        ([part("a", 20), alike("b", 4, na=3), alike("c", 11, others=1, na=9)], ["a", "b", "c"]),
        ([part("a", 20), alike("b", 4, na=3), alike("c", 11, others=2, na=9)], ["b", "c"]),
        ([alike("a", 20), alike("b", 4)], ["everyone", "a", "b"]),
        ([alike("a", 20, others=1), alike("b", 4)], ["everyone", "a", "b"]),
        ([alike("a", 20), alike("b", 4, others=2)], ["a", "b"]),
        ([part("a", 5), part("b", 4)], ["everyone", "a", "b"]),
        ([part("a", 5), part("b", 5)], ["a", "b"]),
        ([part("a", 5), part("b")], ["everyone", "a"]),
        ([part("a"), part("b")], []),
        ([part("a", 20), part("b", 30, withheld=True)], ["b"]),
    ],
)
def test_a_breakdown_by_hand(parts: list[UndecidedCell], hidden: list[str]) -> None:
    assert decide(parts, 10) == hidden


def test_people_in_no_part_are_left_over_too() -> None:
    """Three people did not say their sector: the sectors shown, taken from the total, would show those three."""
    parts = [part("x", 25), part("y", 15)]
    protected = protect(total_of([*parts, part("nowhere", 3)]), [parts], 10)

    assert not protected.total.withheld
    assert withheld(protected.breakdowns[0]) == ["y"]


def test_people_in_no_part_who_left_the_dimension_empty_hide_nobody() -> None:
    parts = [part("x", 25), part("y", 15)]
    protected = protect(total_of([*parts, part("nowhere", blank=3)]), [parts], 10)

    assert withheld(protected.breakdowns[0]) == []


def test_nothing_stands_under_a_total_that_an_earlier_decision_withheld() -> None:
    parts = [part("x", 25), part("y", 15), part("z")]
    protected = protect(UndecidedCell("leaders", total_of(parts).counts, withheld=True), [parts], 10)

    assert protected.total.withheld
    assert withheld(protected.breakdowns[0]) == ["x", "y"]


def test_a_later_breakdown_does_not_bring_back_the_same_people_by_another_name() -> None:
    groups = [part("heads", 3), part("nurses", 12, dk=1), part("others", 40)]
    sectors = [part("health", 12, dk=1), part("rest", 43)]
    protected = protect(total_of(groups), [groups, sectors], 10)

    assert withheld(protected.breakdowns[0]) == ["heads", "nurses"]
    assert withheld(protected.breakdowns[1]) == ["health"]


def test_a_key_withheld_once_stays_withheld() -> None:
    groups = [part("a", 3), part("b", 12), part("c", 40)]
    protected = protect(total_of(groups), [groups, [part("b", 15), part("rest", 40)]], 10)

    assert withheld(protected.breakdowns[1]) == ["b"]


@given(crowds, sizes_of_k)
def test_the_same_breakdown_given_again_shows_nothing_more(people: list[Person], k: int) -> None:
    groups = broken_down(people, by=0)
    again = [UndecidedCell(f"{group.key} again", group.counts) for group in reversed(groups)]
    first, second = protect(counted("everyone", people), [groups, again], k).breakdowns

    assert {f"{key} again" for key in withheld(first)} <= set(withheld(second))


@given(crowds, sizes_of_k)
def test_attack_by_subtraction(people: list[Person], k: int) -> None:
    """Take any of the cells shown from a total shown, using all that is printed, don't-knows and not-my-work included.
    What is left is nobody, or at least k people who gave an answer from 1 to 5."""
    protected = protect(counted("everyone", people), [broken_down(people, by=0), broken_down(people, by=1)], k)

    if protected.total.withheld:
        return
    for cells in protected.breakdowns:
        shown = [cell for cell in cells if not cell.withheld]
        for known in chain.from_iterable(combinations(shown, size) for size in range(len(shown) + 1)):
            scored = protected.total.n - sum(cell.n for cell in known)
            unscored = protected.total.dk + protected.total.na - sum(cell.dk + cell.na for cell in known)
            assert scored >= k or scored == unscored == 0
        left = np.array(
            [
                *np.array(protected.total.counts) - sum((np.array(cell.counts) for cell in shown), np.zeros(5, int)),
                protected.total.dk - sum(cell.dk for cell in shown),
                protected.total.na - sum(cell.na for cell in shown),
                0,
            ]
        )
        assert fine(left, k), "whoever is left over is all alike"


@given(crowds, sizes_of_k)
def test_no_cell_is_about_a_few(people: list[Person], k: int) -> None:
    protected = protect(counted("everyone", people), [broken_down(people, by=0), broken_down(people, by=1)], k)

    for cell in chain([protected.total], *protected.breakdowns):
        figures = (cell.n, cell.counts, cell.dk, cell.na, cell.mean, cell.median, cell.agreement)
        if cell.withheld:
            assert figures == (None,) * 7
        else:
            assert cell.n >= k or figures == (0, (0,) * 5, 0, 0, None, None, None)


@given(crowds, sizes_of_k)
def test_nothing_is_withheld_without_need(people: list[Person], k: int) -> None:
    """The largest cell withheld only for the others' sake would, shown, leave too few uncovered. And where no cell
    fails by itself and everybody is in one, nothing is withheld at all."""
    groups = broken_down(people, by=0)
    total = counted("everyone", people)
    hidden = [group for group in groups if group.key in withheld(protect(total, [groups], k).breakdowns[0])]
    own_reason = [group for group in hidden if protect_alone(group, k).withheld]
    for_others = [group for group in hidden if not protect_alone(group, k).withheld]

    if for_others:
        last = max(reversed(for_others), key=lambda group: group.counts[:5].sum())
        assert not fine(total_of([group for group in hidden if group is not last]).counts, k)
        assert own_reason


@given(crowds, sizes_of_k, st.randoms())
def test_order_of_people_decides_nothing(people: list[Person], k: int, random: Random) -> None:
    shuffled = people.copy()
    random.shuffle(shuffled)

    def decided(crowd: list[Person]) -> object:
        return protect(counted("everyone", crowd), [broken_down(crowd, by=0), broken_down(crowd, by=1)], k)

    assert decided(shuffled) == decided(people)


def test_protecting_leaves_the_counts_alone() -> None:
    parts = [part("a", 20), part("b", 4)]
    total = total_of(parts)
    protect(total, [parts], 10)

    assert (total.counts[1], total.counts[3]) == (12, 12)
    assert (parts[1].counts[1], parts[1].counts[3]) == (2, 2)


def test_a_crossed_table_is_offered_only_where_all_of_it_stands() -> None:
    assert all_stand([part("a", 10), part("b")], 10)
    assert not all_stand([part("a", 10), part("b", 9)], 10)
    assert not all_stand([part("a", 10, withheld=True)], 10)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="more people"):
        protect(part("everyone", 10), [[part("a", 8), part("b", 3)]], 5)
    with pytest.raises(ValueError, match="more people"):
        protect(part("everyone", 10), [[part("a", 10, dk=1)]], 5)
    with pytest.raises(ValueError, match="8 counts"):
        protect_alone(UndecidedCell("a", np.zeros(5, dtype=np.int64)), 5)
    for refuse in (lambda: protect(part("a"), [], 0), lambda: protect_alone(part("a"), 0), lambda: all_stand([], 0)):
        with pytest.raises(ValueError, match="at least 1"):
            refuse()
