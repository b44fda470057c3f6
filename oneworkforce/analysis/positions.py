"""Where a group stands: on a dimension, and on a theme. Positions are points on the scale from 1 (fragmented) to 5
(reformed), never rounded here."""

from collections.abc import Sequence
from math import fsum


def mean(counts: Sequence[int]) -> float | None:
    """Arithmetic mean, in points, of answers given as counts of 1, 2, 3 …; None where nobody answered."""
    people = sum(counts)
    if people == 0:
        return None
    return sum(score * count for score, count in enumerate(counts, start=1)) / people


def median(counts: Sequence[int]) -> float | None:
    """Median, in points, of answers given as counts of 1, 2, 3 …; half-way between the two middle answers where their
    number is even; None where nobody answered."""
    people = sum(counts)
    if people == 0:
        return None
    return (_answer_at(counts, (people - 1) // 2) + _answer_at(counts, people // 2)) / 2


def _answer_at(counts: Sequence[int], rank: int) -> int:
    """The answer of the person at `rank`, from 0, when all stand in order of their answers."""
    passed = 0
    for score, count in enumerate(counts, start=1):
        passed += count
        if rank < passed:
            return score
    raise ValueError(f"there are {passed} answers, so none has rank {rank}")


def theme_position(means: Sequence[float | None], asked: int) -> float | None:
    """Unweighted mean, in points, of the dimension positions that may be shown, so that each axis counts once, whoever
    skipped it.

    `means` holds a position per dimension, None where there is none to show (withheld, or nobody answered); `asked` is
    the number of the theme's dimensions that the group is asked about. None where fewer than half of those can be
    shown. Raises ValueError when more positions are shown than dimensions are asked.
    """
    shown = [position for position in means if position is not None]
    if len(shown) > asked:
        raise ValueError(f"{len(shown)} positions are shown, but only {asked} dimensions are asked")
    if not shown or 2 * len(shown) < asked:
        return None
    # fsum, so that the order of the dimensions cannot move the last digit.
    return fsum(shown) / len(shown)
