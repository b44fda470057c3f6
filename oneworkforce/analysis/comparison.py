"""Compares groups or assessments, using only cells that are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from .disclosure import Cell
from .positions import mean


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """Leaders − frontline, in points: the mean over `dimensions_compared`."""

    points: float
    dimensions_compared: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of a dimension, later − earlier: in points, and as Cliff's delta."""

    dimension: str
    points: float
    cliffs_delta: float


def priority_order(to_go: float, now: float) -> tuple[float, float]:
    """Sort key for themes: largest gap to goal first, then lower position. Its first part is below 0 for a gap."""
    # 4.1 − 2.6 and 3.9 − 2.4 are the same gap to a person, but not to a computer.
    return -round(to_go, 9), now


def perception_gap(
    dimensions: Iterable[Sequence[Cell]],
    audiences: Mapping[str, str],
    *,
    upper: str = "leaders",
    lower: str = "frontline",
) -> PerceptionGap | None:
    """A theme's perception gap; None if no dimension is shown for both audiences.

    `audiences` is by staff group. An audience's groups are pooled as far as they are shown; each dimension counts once.
    """
    differences = []
    for cells in dimensions:
        above = mean(_shown_counts(cells, audiences, upper))
        below = mean(_shown_counts(cells, audiences, lower))
        if above is not None and below is not None:
            differences.append(above - below)
    if not differences:
        return None
    return PerceptionGap(fsum(differences) / len(differences), len(differences))


def _shown_counts(cells: Sequence[Cell], audiences: Mapping[str, str], audience: str) -> list[int]:
    of_audience = [cell.counts for cell in cells if cell.counts and audiences.get(cell.group) == audience]
    return [sum(column) for column in zip(*of_audience, strict=True)]


def difference(dimension: str, earlier: Cell | None, later: Cell | None) -> Difference | None:
    """How a dimension changed; None unless both cells are shown and have answers.

    The same people may have answered twice, so these aren't independent samples. Say so wherever you show the figure.
    """
    if earlier is None or later is None or earlier.counts is None or later.counts is None:
        return None
    if earlier.mean is None or later.mean is None:
        return None
    return Difference(dimension, later.mean - earlier.mean, cliffs_delta(later.counts, earlier.counts))


def cliffs_delta(first: Sequence[int], second: Sequence[int]) -> float:
    """Cliff's delta of two lists of counts, no unit: share of pairs where the first is higher, minus where it is lower.

    Cliff, N. (1993), "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological Bulletin 114,
    494–509. Raises ValueError if a list has no people or the scales differ.
    """
    if len(first) != len(second):
        raise ValueError(f"scales of {len(first)} and {len(second)} answers cannot be compared")
    pairs = sum(first) * sum(second)
    if pairs == 0:
        raise ValueError("there is nobody to compare")
    dominance = 0
    below, above = 0, sum(second)
    for mine, theirs in zip(first, second, strict=True):
        above -= theirs
        dominance += mine * (below - above)
        below += theirs
    return dominance / pairs
