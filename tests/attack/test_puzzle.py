"""The short road of the attacker finds what the solver finds: no more, and no less."""

from __future__ import annotations

import random

import pytest

from tests.attack.puzzle import ANSWERS, Counts, Impossible, Puzzle, Reading

GROUPS = ("a", "b", "c")


def some_readings(chance: random.Random) -> list[Reading]:
    """What somebody read of made-up people: cells hidden by chance, so that much can be worked out."""
    people = {group: [0] * ANSWERS for group in GROUPS}
    readings = []
    for _ in range(chance.choice((1, 2, 2))):
        answers = chance.choice(([3], [0, 4], range(ANSWERS)))
        for group in GROUPS:
            for _person in range(chance.choice((0, 0, 1, 2, 4, 7))):
                people[group][chance.choice(list(answers))] += 1
        cells: dict[str, Counts | None] = {
            group: tuple(counts) if chance.random() < 0.4 else None for group, counts in people.items()
        }
        total = tuple(map(sum, zip(*people.values(), strict=True))) if chance.random() < 0.9 else None
        sent = {group: sum(counts) + chance.choice((0, 0, 2)) for group, counts in people.items()}
        cells = {group: cell for group, cell in cells.items() if cell is not None or sum(people[group])}
        readings.append(Reading(cells, total, {}, sent))
    return readings


@pytest.mark.parametrize("seed", range(25))
def test_the_short_road_finds_what_the_solver_finds(seed: int) -> None:
    readings = some_readings(random.Random(seed))
    short, long = Puzzle(GROUPS, readings, 4), Puzzle(GROUPS, readings, 4)
    assert _told(short) == _told(long, by_solver_alone=True)
    assert short.asked_the_solver <= long.asked_the_solver


def _told(puzzle: Puzzle, *, by_solver_alone: bool = False) -> set[tuple[object, ...]]:
    found = puzzle.found(every=True, by_solver_alone=by_solver_alone)
    return {(one.kind, one.about, one.counts[:5] if one.kind != "all scores alike" else ()) for one in found}


def test_numbers_that_fit_nobody_are_told_from_a_proof() -> None:
    alone = Reading({"a": (1,) + (0,) * 6}, (0,) * 7, {}, {"a": 3})
    with pytest.raises(Impossible):
        Puzzle(["a"], [alone], 4).found()


def test_a_withheld_cell_beside_a_total_is_found() -> None:
    seen = Reading({"a": (3, 3, 0, 0, 0, 0, 0), "b": None}, (4, 3, 1, 0, 0, 0, 0), {}, {"a": 6, "b": 2})
    kinds = {(one.kind, *sorted(one.about.groups)) for one in Puzzle(["a", "b"], [seen], 4).found()}
    assert ("sum", "b") in kinds


def test_two_withheld_cells_hide_one_another() -> None:
    seen = Reading({"a": None, "b": None}, (2, 3, 1, 0, 2, 0, 0), {}, {"a": 6, "b": 2})
    assert not Puzzle(["a", "b"], [seen], 4).found()
