"""A file of made-up answers in which every rule about who may be shown comes to its edge, however many people.

Three staff groups grow with the file; three stay so small that each of their people counts, and so do the parents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator, default_rng

from oneworkforce.frameworks import Framework

K = 10
AUDIENCES = {
    "frontline": "frontline",
    "leaders": "leaders",
    "heads": "leaders",
    "wardens": "frontline",
    "visitors": "frontline",
    "youth": "young-people",
    "parents": "parents",
}
THERE_FROM_THE_START = ("frontline", "leaders")
STAFF = ("frontline", "leaders", "heads", "wardens", "visitors")
SMALL = {"heads": 30, "wardens": 30, "visitors": 30, "parents": 12}
GROWING = {"frontline": 0.7, "leaders": 0.2, "youth": 0.1}
LOCALITIES = ["north", "south"]

MOST = -1
"""Five in six give a 1–5 answer."""
BLANK = -2
"""Nobody says anything at all. Where 0 people give a 1–5 answer, some do say that they don't know."""
NOT_ASKED = -3


@dataclass(frozen=True)
class Case:
    """How many people of each staff group, in the order of STAFF, give a 1–5 answer to a dimension, and what follows
    for everyone and for each of them: `+` shown, `x` withheld, `0` nobody answered, `.` not asked."""

    scored: tuple[int, int, int, int, int]
    shown: str


CASES = {
    # all are enough
    "a": Case((MOST, MOST, 30, 30, 30), "++++++"),
    # k, three times over, is just enough
    "m": Case((MOST, MOST, 10, 10, 10), "++++++"),
    # two are too few, and together just enough
    "b": Case((MOST, MOST, 10, 9, 1), "++++xx"),
    # two are one person too few together, so the smallest other goes too
    "c": Case((MOST, MOST, 10, 5, 4), "+++xxx"),
    # of two equal ones, the first listed goes
    "d": Case((MOST, MOST, 3, 15, 15), "+++xx+"),
    # one is a person short, and nobody in another said a thing
    "e": Case((MOST, MOST, 11, 9, BLANK), "+++xx0"),
    # those who only don't know are people too
    "f": Case((MOST, MOST, 12, 14, 0), "+++x+x"),
    # everyone together is a person short
    "g": Case((0, 0, 4, 5, 0), "xxxxxx"),
    # everyone together is just enough, and no group is
    "h": Case((0, 0, 4, 6, BLANK), "+xxxx0"),
    # nobody at all
    "i": Case((BLANK, BLANK, BLANK, BLANK, BLANK), "000000"),
    # one group answered alone, so it is told apart by its total
    "j": Case((MOST, 0, 0, 0, 0), "+xxxxx"),
    # a large group is a person short
    "l": Case((MOST, 9, 10, 20, 30), "++xx++"),
    # put to leaders alone
    "A": Case((NOT_ASKED, MOST, 9, NOT_ASKED, NOT_ASKED), "+.xx.."),
    "B": Case((NOT_ASKED, MOST, 10, NOT_ASKED, NOT_ASKED), "+.++.."),
}
CASE_OF_DIMENSIONS = {
    "shared-identity-and-purpose": "abcdB",
    "common-values-and-language": "efmad",
    # three of six: everyone, and the front line, stand just where half may be shown
    "behaviours-focused-on-outcomes": "aggbgc",
    # two of six, and a dimension that nobody answered
    "integrated-working-practices": "agiggh",
    # two of the four put to them, and two of five: visitors have a position, leaders none
    "high-quality-appropriately-trained-workforce": "djlfA",
    "complementary-roles": "ebcfdl",
    # leaders and front line are nowhere both shown
    "capacity-to-deliver-and-keep-children-safe": "jjghjA",
    "outcome-focus": "mhlbB",
}
PARENTS = {12: "+", 10: "+", 9: "x", 0: "x", BLANK: "0"}
PARENTS_SCORED = (12, 9, 10, 0, BLANK, 9, 10, 9, 12)
"""To the dimensions put to parents, in order; 10 and 9 are of one theme, so that half of it may be shown."""


def sizes(people: int) -> dict[str, int]:
    """How many of so many people are in each staff group."""
    rest = people - sum(SMALL.values())
    growing = {group: round(rest * share) for group, share in GROWING.items()}
    growing["frontline"] += rest - sum(growing.values())
    return {group: SMALL.get(group, growing.get(group, 0)) for group in AUDIENCES}


def write_answers(path: Path, framework: Framework, people: int) -> None:
    """Write the file; the same each time for the same number of people."""
    chance = default_rng(people)
    dimensions = [dimension.id for dimension in framework.dimensions]
    sectors = [sector.id for sector in framework.sectors]
    rows = []
    for group, size in sizes(people).items():
        scored = _scored_by(group, framework)
        # Who is left with no answer at all has sent nothing, so the first dimension is never left empty.
        columns = [
            _column(chance, size, scored(place), ["dk"] if place == 0 else ["dk", "na", ""])
            for place in range(len(dimensions))
        ]
        about = [np.full(size, group), _mostly_unsaid(chance, size, sectors), _mostly_unsaid(chance, size, LOCALITIES)]
        rows += [",".join(row) for row in zip(*(column.tolist() for column in (*about, *columns)), strict=True)]
    chance.shuffle(rows)
    header = ",".join(["staff_group", "sector", "locality", *dimensions])
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def _mostly_unsaid(chance: Generator, size: int, known: list[str]) -> np.ndarray:
    """What nine in ten don't say, so that one tally holds very many people, and others few."""
    return np.where(chance.random(size) < 0.9, "", chance.choice(known, size))


def cases(framework: Framework) -> list[Case]:
    """The case of each dimension, in the order of the framework."""
    return [CASES[letter] for theme in framework.themes for letter in CASE_OF_DIMENSIONS[theme.id]]


def _scored_by(group: str, framework: Framework) -> Callable[[int], int]:
    """How many of a group give a 1–5 answer to the dimension at a place."""
    asked = framework.asked(AUDIENCES[group])
    if group in STAFF:
        return lambda place: cases(framework)[place].scored[STAFF.index(group)]
    if group == "parents":
        return lambda place: PARENTS_SCORED[sum(asked[:place])] if asked[place] else NOT_ASKED
    return lambda place: MOST if asked[place] else NOT_ASKED


def _column(chance: Generator, size: int, scored: int, otherwise: list[str]) -> np.ndarray:
    """A group's answers to a dimension: from most of one mind to split, whatever chance makes of it."""
    if scored in (BLANK, NOT_ASKED):
        return np.full(size, "")
    who = chance.permutation(size) < (size * 5 // 6 if scored == MOST else scored)
    scores = chance.choice(list("12345"), size, p=chance.dirichlet([0.7] * 5))
    return np.where(who, scores, chance.choice(otherwise, size))
