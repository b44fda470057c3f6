"""Figures over several closes: the rules by hand, and an attacker who writes everything down and does sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneworkforce.analysis import (
    Decided,
    GroupSteps,
    UndecidedCell,
    decide,
    mark_of_before,
    protect,
)
from oneworkforce.analysis.moments import SHOWN, WITHHELD, WITHHELD_WITH_TOTAL

History = dict[str, list[np.ndarray]]
"""Group → what came for each close."""
GROUPS = "ABC"


def people(*scores: int, dk: int = 0, blank: int = 0) -> np.ndarray:
    """Answers 1 to 5, as many as are given, then don't-knows and blanks."""
    return np.array([*scores, *[0] * (5 - len(scores)), dk, 0, blank], dtype=np.int64)


def mixed(number: int) -> np.ndarray:
    """People who are not all alike."""
    return people(number - number // 2, number // 2)


NOBODY = people()


def run(history: History, k: int, *, held: str = "") -> list[dict[str, Decided]]:
    """Every close in turn, each with the record of those before it."""
    past: dict[str, dict[int, Decided]] = {key: {} for key in history}
    closes = max(map(len, history.values()))
    decided = []
    for close in range(1, closes + 1):
        groups = [
            GroupSteps(key, True, dict(enumerate(steps[:close], start=1)), {**past[key]}, held=key in held)
            for key, steps in history.items()
        ]
        decided.append(decide(groups, close, k))
        for key, one in decided[-1].items():
            past[key][close] = one
    return decided


def told(history: History, k: int = 10) -> list[str]:
    """Each close in short: `A1s B0w`, a group, the close up to which its answers entered, and its mark."""
    return [" ".join(f"{key}{one.up_to}{one.mark}" for key, one in close.items()) for close in run(history, k)]


@pytest.mark.parametrize(
    ("history", "said"),
    [
        # A first close counts everybody, and hides what is small, and one more beside it.
        ({"A": [mixed(30)], "B": [mixed(12)]}, ["A1s B1s"]),
        ({"A": [mixed(30)], "B": [mixed(3)]}, ["A1w B1w"]),
        ({"A": [mixed(5)], "B": [mixed(3)]}, ["A1t B1t"]),
        # Later, k scores enter, and fewer wait; they enter together with others.
        ({"A": [mixed(30), mixed(10)]}, ["A1s", "A2s"]),
        ({"A": [mixed(30), mixed(9)]}, ["A1s", "A1s"]),
        ({"A": [mixed(30), mixed(9), mixed(1)]}, ["A1s", "A1s", "A3s"]),
        ({"A": [mixed(30), people(5, 4, dk=30)]}, ["A1s", "A1s"]),
        ({"A": [mixed(30), people(blank=12)]}, ["A1s", "A2s"]),
        # What is withheld beside a total stays so, and its new answers count in the total.
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), mixed(10)]}, ["A1w B1w", "A2w B2w"]),
        # Where the total was withheld too, nothing is known of what it was.
        ({"A": [mixed(4), mixed(11)], "B": [NOBODY, NOBODY]}, ["A1t B1s", "A2s B2s"]),
        # New answers that are all alike, or all but one, do not enter a withheld cell; a shown one they do.
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), people(12)]}, ["A1w B1w", "A2w B1w"]),
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), people(11, 1)]}, ["A1w B1w", "A2w B1w"]),
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), people(10, 2)]}, ["A1w B1w", "A2w B2w"]),
        ({"A": [mixed(30), people(12)], "B": [mixed(12), NOBODY]}, ["A1s B1s", "A2s B2s"]),
        # Three people who skipped it are people: whoever saw the other group's cell would know that they did.
        ({"A": [mixed(30)], "B": [people(blank=3)]}, ["A1w B1w"]),
        ({"A": [mixed(30)], "B": [people(blank=10)]}, ["A1s B1s"]),
        ({"A": [people(30)], "B": [people(3)]}, ["A1t B1t"]),
        # A few who left it empty, beside what was known, would be known to have done so: they wait, or a cell that has
        # grown hides them; unless those who came into it are all alike.
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), people(blank=3)]}, ["A1w B1w", "A1w B1w"]),
        ({"A": [mixed(30), NOBODY], "B": [mixed(3), people(blank=10)]}, ["A1w B1w", "A2w B2w"]),
        (
            {
                "A": [mixed(40), NOBODY],
                "B": [mixed(3), people(blank=3)],
                "C": [mixed(12), NOBODY],
                "D": [mixed(20), mixed(12)],
            },
            ["A1s B1w C1w D1s", "A2s B2w C2w D2w"],
        ),
        (
            {
                "A": [mixed(40), NOBODY],
                "B": [mixed(3), people(blank=3)],
                "C": [mixed(12), NOBODY],
                "D": [mixed(20), people(12)],
            },
            ["A1s B1w C1w D1s", "A1s B1w C1w D1s"],
        ),
        # A group that comes for the first time later.
        ({"A": [mixed(30), NOBODY], "B": [NOBODY, mixed(9)]}, ["A1s B1s", "A2s B1s"]),
        ({"A": [mixed(30), NOBODY], "B": [NOBODY, mixed(10)]}, ["A1s B1s", "A2s B2s"]),
    ],
)
def test_closes_by_hand(history: History, said: list[str]) -> None:
    assert told(history) == said


def test_where_hiding_takes_nothing_away_new_answers_stay_out_of_the_total() -> None:
    """Something that should not be, of an older version: two of C can be worked out. Nothing is ever added to that."""
    past = {1: Decided(1, SHOWN)}
    a, b = GroupSteps("A", True, {1: mixed(30)}, past), GroupSteps("B", True, {1: mixed(12)}, past)
    c = GroupSteps("C", True, {1: mixed(2), 2: people(12)}, {1: Decided(1, WITHHELD)})
    assert decide([a, b, c], 2, 10) == {"A": Decided(1, SHOWN), "B": Decided(1, SHOWN), "C": Decided(1, WITHHELD)}
    # Who is new, or in no total, has nothing to do with that.
    new, youth = GroupSteps("D", True, {}), GroupSteps("youth", False, {2: mixed(10)})
    beside = decide([a, b, c, new, youth], 2, 10)
    assert (beside["A"], beside["D"], beside["youth"]) == (Decided(1, SHOWN), Decided(0, SHOWN), Decided(2, SHOWN))
    # Hiding a cell that has grown mends it.
    grown = GroupSteps("B", True, {1: mixed(12), 2: mixed(10)}, past)
    assert decide([a, grown, c], 2, 10)["B"] == Decided(2, WITHHELD)
    # Only that one: the smaller one beside it, which has not grown, stays as it is.
    grown = GroupSteps("A", True, {1: mixed(30), 2: mixed(10)}, past)
    assert decide([grown, b, c], 2, 10) == {
        "A": Decided(2, WITHHELD),
        "B": Decided(2, SHOWN),
        "C": Decided(1, WITHHELD),
    }


def test_a_total_that_was_shown_is_not_withheld_again() -> None:
    """Of an older version, too: it showed that three had left it empty. Whoever comes after them waits."""
    three = GroupSteps("A", True, {1: people(blank=3), 2: people(blank=3)}, {1: Decided(1, SHOWN)})
    assert decide([three], 2, 10) == {"A": Decided(1, SHOWN)}
    nobody_yet = GroupSteps("A", True, {1: NOBODY, 2: people(blank=3)}, {1: Decided(1, SHOWN)})
    assert decide([nobody_yet], 2, 10) == {"A": Decided(2, WITHHELD_WITH_TOTAL)}


def test_what_one_person_knows_waits_even_at_a_first_close() -> None:
    first = decide([GroupSteps("A", True, {1: mixed(30)}), GroupSteps("B", True, {1: mixed(30)}, waits=True)], 1, 10)
    assert first == {"A": Decided(1, SHOWN), "B": Decided(0, SHOWN)}
    steps = {1: mixed(30), 2: mixed(10)}
    assert decide([GroupSteps("A", True, steps, {1: Decided(1, SHOWN)}, waits=True)], 2, 10)["A"].up_to == 1


def test_a_group_knows_what_of_it_was_in_the_figures() -> None:
    past = {2: Decided(1, SHOWN), 3: Decided(3, WITHHELD)}
    group = GroupSteps("A", True, {1: mixed(10), 2: mixed(11), 3: mixed(12), 4: mixed(13)}, past)
    assert [group.at(moment).sum() for moment in (1, 2, 3, 4)] == [0, 10, 33, 0]
    assert [group.last_shown(moment).sum() for moment in (1, 2, 3, 4)] == [0, 10, 10, 10]
    assert [group.entered_before(close) for close in (1, 2, 3, 4)] == [0, 0, 1, 3]
    assert group.between(1, 3).sum() == 23
    assert group.between(1, 3).dtype == np.int64


def test_at_a_first_close_everybody_enters_even_who_is_held_and_alike() -> None:
    held = GroupSteps("B", True, {1: people(12)}, held=True)
    assert decide([GroupSteps("A", True, {1: mixed(30)}), held], 1, 10)["B"] == Decided(1, WITHHELD)


def test_two_people_are_enough_where_k_is_one() -> None:
    assert decide([GroupSteps("A", True, {1: people(1, 1)})], 1, 1) == {"A": Decided(1, SHOWN)}


def test_young_people_are_in_no_total_and_go_by_their_own_number() -> None:
    youth = GroupSteps("youth", False, {1: people(4), 2: people(9), 3: people(1)}, {})
    first = decide([youth], 1, 10)["youth"]
    assert first == Decided(1, WITHHELD_WITH_TOTAL)
    second = decide([GroupSteps("youth", False, youth.steps, {1: first})], 2, 10)["youth"]
    assert second == Decided(1, WITHHELD_WITH_TOTAL)
    third = decide([GroupSteps("youth", False, youth.steps, {1: first, 2: second})], 3, 10)["youth"]
    assert third == Decided(3, SHOWN)


@pytest.mark.parametrize(
    ("own", "total", "held", "mark"),
    [
        (mixed(30), mixed(33), False, SHOWN),
        (mixed(30), mixed(33), True, WITHHELD),
        (mixed(3), mixed(33), False, WITHHELD),
        (mixed(3), mixed(5), False, WITHHELD_WITH_TOTAL),
        (mixed(10), mixed(10), False, SHOWN),
        (NOBODY, mixed(5), False, SHOWN),
        (people(blank=3), mixed(30), False, SHOWN),
    ],
)
def test_closes_of_before_there_were_marks(own: np.ndarray, total: np.ndarray, held: bool, mark: str) -> None:
    assert mark_of_before(own, total, held=held, k=10) == mark


def test_what_cannot_be_is_refused() -> None:
    steps = GroupSteps("A", True, {1: mixed(30)}, {1: Decided(1, SHOWN)})
    with pytest.raises(ValueError, match="was decided on before"):
        decide([steps], 1, 10)
    for close, k in ((0, 10), (2, 0)):
        with pytest.raises(ValueError, match="at least 1"):
            decide([steps], close, k)


# The attacker ---------------------------------------------------------------------------------------------------------

STEP = st.one_of(
    st.just(NOBODY),
    st.builds(
        lambda scores, dk, blank: people(*scores, dk=dk, blank=blank),
        st.lists(st.integers(0, 4), min_size=5, max_size=5),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    st.builds(lambda alike, other: people(0, alike, other), st.integers(0, 9), st.integers(0, 2)),
)
HISTORIES = st.integers(1, 4).flatmap(
    lambda closes: st.fixed_dictionaries({key: st.lists(STEP, min_size=closes, max_size=closes) for key in GROUPS})
)


def written_down(history: History, decided: Sequence[dict[str, Decided]]) -> list[np.ndarray]:
    """All that was ever shown, as sums over atoms: what a group brought to a close."""
    atoms = [(key, close) for key, steps in history.items() for close in range(1, len(steps) + 1)]
    known = []
    for marks in decided:
        entered = np.array([close <= marks[key].up_to for key, close in atoms], dtype=float)
        of = {key: np.array([atom[0] == key for atom in atoms]) for key in history}
        known += [entered * of[key] for key in history if marks[key].mark == SHOWN]
        if WITHHELD_WITH_TOTAL not in {one.mark for one in marks.values()}:
            known.append(entered)
    return known


@settings(max_examples=400, deadline=None)
@given(HISTORIES, st.integers(2, 7))
def test_attack_by_sums_over_all_closes(history: History, k: int) -> None:
    """Every set of people whose answers follow from all that was ever shown: nobody's, or those of k who scored. And of
    people who are withheld, not all of one opinion."""
    decided = run(history, k)
    atoms = np.array([step for steps in history.values() for step in steps])
    keys = [key for key, steps in history.items() for _step in steps]
    brings = np.flatnonzero(atoms.any(axis=1))
    known = np.array(written_down(history, decided) or [np.zeros(len(atoms))])[:, brings]
    sets = np.array(list(product([0.0, 1.0], repeat=len(brings))))
    # A set is determined where its indicator lies in the space of what is known.
    inverse = np.linalg.pinv(known)
    determined = sets[np.abs(sets - sets @ inverse @ known).max(axis=1, initial=0) < 1e-7]
    for chosen in determined.astype(bool):
        counts = atoms[brings][chosen].sum(axis=0)
        if not counts[:7].any():
            continue
        assert counts[:5].sum() >= k, "a few people’s answers can be worked out"
        groups = {keys[place] for place in brings[chosen]}
        if all(decided[-1][key].mark == WITHHELD for key in groups):
            assert sorted(counts[:7])[:-1] != [0] * 6, "everybody knows what each of these answered"
            assert sum(sorted(counts[:7])[:-1]) > 1, "all but one answered the same"


@settings(max_examples=200, deadline=None)
@given(HISTORIES, st.integers(2, 7))
def test_a_page_that_looks_at_the_last_close_alone_shows_what_was_decided(history: History, k: int) -> None:
    """Pages go by the counts of now and by what is held; that has to be the same as looking at all closes."""
    held: set[str] = set()
    for marks in run(history, k):
        held |= {key for key, one in marks.items() if one.mark == WITHHELD}
        parts = [
            UndecidedCell(key, sum(steps[: marks[key].up_to], start=NOBODY), key in held)
            for key, steps in history.items()
        ]
        total = UndecidedCell("everyone", sum((part.counts for part in parts), start=NOBODY))
        shown = protect(total, [parts], k)
        assert {cell.group: cell.withheld for cell in shown.breakdowns[0]} == {
            key: one.mark != SHOWN for key, one in marks.items()
        }
        assert shown.total.withheld is any(one.mark == WITHHELD_WITH_TOTAL for one in marks.values())


@settings(max_examples=200, deadline=None)
@given(HISTORIES, st.integers(2, 7))
def test_every_step_of_a_cell_is_k_scores_or_nobody(history: History, k: int) -> None:
    before = dict.fromkeys(history, 0)
    for close, marks in enumerate(run(history, k), start=1):
        for key, one in marks.items():
            step = sum(history[key][before[key] : one.up_to], start=NOBODY)
            assert before[key] <= one.up_to <= close
            assert close == 1 or step[:5].sum() >= k or not step[:7].any()
            before[key] = one.up_to
