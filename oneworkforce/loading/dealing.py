"""Turning counts into answer sheets, the same ones every time.

The people of a block stand in a row. For each dimension that their group is asked, its answers are laid out in the
order of analysis.SYMBOLS (1 to 5, don't know, not my work, left empty) and dealt along the row: person i of n takes
answer (i × step + d) mod n, where d is the dimension's place in the framework, and step is the first whole number from
0.618 n up that has no divisor in common with n. As step and n share no divisor, every answer is dealt exactly once, so
the sheets add up to the counts. Steps near the golden section spread any answer evenly along the row, so that the
people of a locality (who stand next to one another) are like the whole block; moving on by one person per dimension
gives each person a leaning of their own that drifts slowly from theme to theme, as people's do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oneworkforce.analysis import NOT_ASKED, SYMBOLS
from oneworkforce.frameworks import Framework
from oneworkforce.loading.content import AnswerBlock

GOLDEN_SECTION = 0.618
BLANK = SYMBOLS[-1]


@dataclass(frozen=True, slots=True)
class DealtSheet:
    """One person's answers, with their locality, "" if they did not say."""

    locality: str
    sheet: str

    @property
    def is_empty(self) -> bool:
        """Whether the person answered nothing at all."""
        return set(self.sheet) <= {BLANK, NOT_ASKED}


def deal(block: AnswerBlock, framework: Framework, audience: str) -> list[DealtSheet]:
    """The sheets of a block's people, one character per dimension of the framework; they add up to its counts."""
    people = block.people
    step = step_for(people)
    columns = []
    for place, (dimension, asked) in enumerate(zip(framework.dimensions, framework.asked(audience), strict=True)):
        if asked:
            answers = _laid_out(block.counts.get(dimension.id), people)
            columns.append([answers[(person * step + place) % people] for person in range(people)])
        else:
            columns.append([NOT_ASKED] * people)
    localities = [key for key, how_many in block.localities.items() for _ in range(how_many)]
    sheets = ("".join(answers) for answers in zip(*columns, strict=True))
    return [DealtSheet(locality, sheet) for locality, sheet in zip(localities, sheets, strict=True)]


def step_for(people: int) -> int:
    """The first whole number from 0.618 × people up that has no divisor in common with it."""
    step = max(1, math.ceil(people * GOLDEN_SECTION))
    while math.gcd(step, people) != 1:
        step += 1
    return step


def _laid_out(counts: Sequence[int] | None, people: int) -> str:
    if counts is None:
        return BLANK * people
    return "".join(symbol * count for symbol, count in zip(SYMBOLS, counts, strict=True))
