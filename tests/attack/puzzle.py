"""What can be worked out of one dimension from everything that was ever read of it: integer programming, and no rule.

The unknowns are numbers of people: of a staff group, who came into the figures between two moments, by answer.
Every number that a reader took down is an equation on them. Whatever all solutions agree on, the reader knows.

Asking the solver about each sum would take minutes. But two solutions that differ in a sum prove that it is not known,
and solutions are cheap to make from one another: two people of different groups change places. So the solver
is asked about the few sums alone on which all solutions at hand agree (`test_puzzle.py` holds that nothing is missed).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

SCORES = slice(0, 5)
ANSWERS = 7
"""1 to 5, don't know, not my work."""
FEW_PEOPLE = 400
"""More than a population has: the bound of a sum that nothing bounds."""

Counts = tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """What one look says of a dimension: `cells`, staff group → 7 numbers, None for withheld, absent for no figure;
    `total`: of all staff; `rows`: 7 numbers of the rows that left, by group; `sent`: people who had sent, by group."""

    cells: Mapping[str, Counts | None]
    total: Counts | None
    rows: Mapping[str, Counts]
    sent: Mapping[str, int]


@dataclass(frozen=True)
class Sum:
    """Some staff groups' answers that came into figures between two readings: after `since`, up to `until`."""

    groups: frozenset[str]
    since: int
    until: int


@dataclass(frozen=True)
class Known:
    """Something that all solutions agree on, and should not. `counts`: the seven answers, as far as they are known."""

    kind: str
    about: Sum
    counts: Counts


class Impossible(Exception):
    """No numbers of people fit what was read: then this is a wrong picture of the product, and proves nothing."""


class Puzzle:
    """The equations of one dimension."""

    def __init__(self, groups: Sequence[str], readings: Sequence[Reading], k: int) -> None:
        self.groups, self.k = list(groups), k
        self.readings = [
            one for place, one in enumerate(readings) if not place or not _says_the_same(readings[place - 1], one)
        ]
        self.shape = (len(self.groups), len(self.readings), ANSWERS)
        lines, lows, highs = zip(*self._lines(), strict=True)
        self.lines = np.array(lines, dtype=float).reshape(len(lines), -1)
        self.lows, self.highs = np.array(lows, dtype=float), np.array(highs, dtype=float)
        self.asked_the_solver = 0

    def _lines(self) -> Iterator[tuple[NDArray[np.int64], float, float]]:
        for at, reading in enumerate(self.readings):
            for row, group in enumerate(self.groups):
                cell, left = reading.cells.get(group), reading.rows.get(group, (0,) * ANSWERS)
                everything = np.zeros(self.shape, dtype=np.int64)
                everything[row, : at + 1] = 1
                silent = group in reading.cells and cell is None and reading.sent[group] >= self.k
                yield everything, 1 if silent else 0, reading.sent[group]
                for answer in range(ANSWERS):
                    one = np.zeros(self.shape, dtype=np.int64)
                    one[row, : at + 1, answer] = 1
                    if cell is not None:
                        yield one, cell[answer], cell[answer]
                    elif left[answer]:
                        yield one, left[answer], np.inf
            if reading.total is not None:
                for answer in range(ANSWERS):
                    one = np.zeros(self.shape, dtype=np.int64)
                    one[:, : at + 1, answer] = 1
                    yield one, reading.total[answer], reading.total[answer]

    # ---- asking the solver

    def solve(self, goal: NDArray[np.float64]) -> NDArray[np.int64] | None:
        """People, groups × readings × answers, that fit all that was read, with the least of `goal`; None for none."""
        self.asked_the_solver += 1
        found = milp(
            goal.ravel(),
            constraints=LinearConstraint(self.lines, self.lows, self.highs),
            integrality=np.ones(goal.size),
            bounds=Bounds(0, FEW_PEOPLE),
        )
        return None if found.x is None else np.rint(found.x).astype(np.int64).reshape(self.shape)

    def _range(self, what: NDArray[np.float64]) -> tuple[int, int]:
        ends = []
        for sign in (1, -1):
            found = self.solve(sign * what)
            assert found is not None
            ends.append(int((found * what).sum()))
        return ends[0], ends[1]

    def known_by_the_solver(self, about: Sum, answers: int = 5) -> bool:
        """Whether all solutions agree on the first few answers of a sum: the five scores, or all seven."""
        for answer in range(answers):
            low, high = self._range(self._mask(about, [answer]))
            if low != high:
                return False
        return True

    def _mask(self, about: Sum, answers: Sequence[int]) -> NDArray[np.float64]:
        mask = np.zeros(self.shape)
        rows = [row for row, group in enumerate(self.groups) if group in about.groups]
        mask[np.ix_(rows, range(about.since + 1, about.until + 1), list(answers))] = 1
        return mask

    # ---- solutions from one another

    @cached_property
    def solutions(self) -> NDArray[np.int64]:
        """Some solutions, as different as they come cheaply: solution × groups × readings × answers."""
        chance = np.random.default_rng(1)
        found = []
        for _ in range(2):
            one = self.solve(chance.uniform(-1, 1, self.shape))
            if one is None:
                raise Impossible
            found += [one[np.newaxis], self._beside(one)]
        return np.concatenate(found)

    def _beside(self, one: NDArray[np.int64]) -> NDArray[np.int64]:
        """Solutions that differ from one by what a person or two did."""
        lines = np.column_stack([self.lines, np.zeros(len(self.lines))])  # and a column for nobody
        away, to = self._moves(one)
        values = (self.lines @ one.ravel())[:, np.newaxis] + lines[:, to].sum(axis=2) - lines[:, away].sum(axis=2)
        fit = ((values >= self.lows[:, np.newaxis]) & (values <= self.highs[:, np.newaxis])).all(axis=0)
        away, to = away[fit], to[fit]
        found = np.repeat(np.append(one.ravel(), 0)[np.newaxis], len(away), axis=0)
        every = np.arange(len(away))[:, np.newaxis]
        np.subtract.at(found, (every, away), 1)
        np.add.at(found, (every, to), 1)
        found = found[:, :-1]
        return found[(found >= 0).all(axis=1)].reshape(-1, *self.shape)

    def _moves(self, one: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Which numbers fall by one, and which rise: two each; the last place is nobody's."""
        place = np.arange(one.size).reshape(self.shape)
        nobody = one.size
        filled = [tuple(map(int, at)) for at in np.argwhere(one)]
        moves: list[tuple[int, int, int, int]] = []
        for at in filled:
            here = int(place[at])
            moves.append((here, nobody, nobody, nobody))
            # somebody gave another answer, or came into the figures at another moment, or is of another group
            others = {*place[at[0], at[1]], *place[at[0], :, at[2]], *place[:, at[1], at[2]]} - {here}
            moves += [(here, nobody, int(there), nobody) for there in others]
        for first, second in combinations(filled, 2):
            (group, when, answer), (other_group, other_when, other_answer) = first, second
            if answer != other_answer:  # two people change places
                to = place[group, when, other_answer], place[other_group, other_when, answer]
            elif group != other_group and when != other_when:  # two groups trade moments
                to = place[group, other_when, answer], place[other_group, when, answer]
            else:
                continue
            moves.append((int(place[first]), int(place[second]), int(to[0]), int(to[1])))
        table = np.array(moves, dtype=np.intp).reshape(-1, 4)
        return table[:, :2], table[:, 2:]

    # ---- what follows

    def sums(self) -> Iterator[Sum]:
        """Some groups between two readings: whatever subtracting one figure from another can be about."""
        for size in range(1, len(self.groups) + 1):
            for groups in combinations(self.groups, size):
                for since, until in combinations(range(-1, len(self.readings)), 2):
                    yield Sum(frozenset(groups), since, until)

    def found(self, *, every: bool = False, by_solver_alone: bool = False) -> list[Known]:
        """What is known and should not be: one of each kind, or `every`. `by_solver_alone`: take no shorter road."""
        if by_solver_alone:
            self.solutions = self.solutions[:1]
        found: dict[object, Known] = {}
        for about in self.sums():
            suspected = self._suspect(about)
            if suspected and (every or suspected.kind not in found) and self._is_certain(suspected):
                found[about if every else suspected.kind] = suspected
        return list(found.values())

    @cached_property
    def _so_far(self) -> NDArray[np.int64]:
        """Answers up to each reading, the first being none: solution × groups × 1 + readings × answers."""
        answers = self.solutions.cumsum(axis=2)
        return np.concatenate([np.zeros_like(answers[:, :, :1]), answers], axis=2)

    def _suspect(self, about: Sum) -> Known | None:
        """What all solutions at hand agree on, and should not."""
        rows = [row for row, group in enumerate(self.groups) if group in about.groups]
        seen = self._so_far[:, rows, about.until + 1].sum(axis=1) - self._so_far[:, rows, about.since + 1].sum(axis=1)
        scores = seen[:, SCORES]
        counts = tuple(int(count) for count in seen[0])
        people, is_one_group = sum(counts[SCORES]), len(about.groups) == 1
        if (
            self._is_withheld(about)
            and is_one_group
            and about.since == -1
            and scores.any(axis=0).sum() <= 1
            and not self._is_shown_alike_later(about)
        ):
            return Known("all scores alike", about, counts)
        if (scores != scores[0]).any() or not people:
            return None
        if people < self.k:
            return Known("step" if self._is_shown(about) else "sum", about, counts)
        if not self._is_withheld(about):
            return None
        if is_one_group and about.since == -1:
            return Known("exact", about, counts)
        is_alike = (seen == seen[0]).all() and max(counts) >= sum(counts) - 1
        return Known("all but one alike", about, counts) if is_alike else None

    def _is_certain(self, suspected: Known) -> bool:
        if suspected.kind == "all scores alike":
            return self._is_one_answer(suspected.about)
        answers = ANSWERS if suspected.kind == "all but one alike" else 5
        return suspected.kind == "step" or self.known_by_the_solver(suspected.about, answers)

    def _is_shown(self, about: Sum) -> bool:
        """Whether each group's own figures are there at the end, and were not withheld at the start."""
        for group in about.groups:
            if self.readings[about.until].cells.get(group) is None:
                return False
            if about.since >= 0 and self.readings[about.since].cells.get(group, ()) is None:
                return False
        return True

    def _is_shown_alike_later(self, about: Sum) -> bool:
        """Whether a later reading shows the cell, and one score of all in it who scored: then that is no secret."""
        (group,) = about.groups
        later = (reading.cells.get(group) for reading in self.readings[about.until + 1 :])
        return any(cell is not None and sum(map(bool, cell[SCORES])) == 1 for cell in later)

    def _is_one_answer(self, about: Sum) -> bool:
        """Whether everybody of a cell who gave a score must have given the same one, and there may be somebody."""
        scores = self._mask(about, range(5))
        most = self.solve(-scores)
        assert most is not None
        given = np.flatnonzero((most * scores).sum(axis=(0, 1)))
        others = [answer for answer in range(5) if answer != given[0]] if len(given) == 1 else []
        return bool(others) and self._range(self._mask(about, others))[1] == 0

    def _is_withheld(self, about: Sum) -> bool:
        """Whether none of its groups is shown at the end, and some figure of each is withheld."""
        cells = self.readings[about.until].cells
        return all(group in cells and cells[group] is None for group in about.groups)


def _says_the_same(one: Reading, other: Reading) -> bool:
    return (one.cells, one.total, one.rows) == (other.cells, other.total, other.rows)
