"""Positions on dimensions and themes, in points from 1 (fragmented) to 5 (reformed), unrounded."""

from collections.abc import Sequence
from math import fsum


def mean(counts: Sequence[int]) -> float | None:
    """In points, from counts of answers 1, 2, 3 …"""
    people = sum(counts)
    if people == 0:
        return None
    return sum(score * count for score, count in enumerate(counts, start=1)) / people


def median(counts: Sequence[int]) -> float | None:
    """In points, from counts of answers 1, 2, 3 …; half-way between the middle two if even."""
    people = sum(counts)
    if people == 0:
        return None
    return (_answer_at(counts, (people - 1) // 2) + _answer_at(counts, people // 2)) / 2


def _answer_at(counts: Sequence[int], rank: int) -> int:
    """The answer of the person at `rank`, from 0, in order of answers."""
    passed = 0
    for score, count in enumerate(counts, start=1):
        passed += count
        if rank < passed:
            return score
    raise ValueError(f"there are {passed} answers, so none has rank {rank}")


def theme_position(means: Sequence[float | None], asked: int) -> float | None:
    """The plain mean of a theme's shown dimensions, in points. None if fewer than half of `asked` are shown.

    Unweighted, so that each axis counts once whoever skipped it. `means` has None where there is nothing to show.
    Raises ValueError for more positions than dimensions asked.
    """
    shown = [position for position in means if position is not None]
    if len(shown) > asked:
        raise ValueError(f"{len(shown)} positions are shown, but only {asked} dimensions are asked")
    if not shown or 2 * len(shown) < asked:
        return None
    # fsum, so that the order of the dimensions cannot move the last digit.
    return fsum(shown) / len(shown)
