"""Setting two groups, or two assessments, side by side. Only cells that are shown are ever compared, so a comparison
says nothing that its reader could not work out from the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from .disclosure import Cell
from .positions import mean


@dataclass(frozen=True, slots=True)
class PerceptionGap:
    """Leaders − frontline, in points, as the mean over the dimensions shown for both; how many those are."""

    points: float
    dimensions_compared: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The change of one dimension between two assessments: in points (later − earlier), and as Cliff's delta."""

    dimension: str
    points: float
    cliffs_delta: float


def priority_order(to_go: float, now: float) -> tuple[float, float]:
    """What themes are sorted by to find which to work on first: largest gap to goal, ties by lower position.

    Two gaps are equal when they differ by less than a billionth of a point, because 4.1 − 2.6 and 3.9 − 2.4 are the
    same gap to a person, and not to a computer. The first part is below 0 where there is some way to go.
    """
    return -round(to_go, 9), now


def perception_gap(
    dimensions: Iterable[Sequence[Cell]],
    audiences: Mapping[str, str],
    *,
    upper: str = "leaders",
    lower: str = "frontline",
) -> PerceptionGap | None:
    """The perception gap of a theme, from its dimensions' cells; None where no dimension is shown for both audiences.

    `audiences` gives each staff group's audience. An audience of several staff groups is taken together, as far as
    its groups are shown. Every dimension counts once.
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
    """How one dimension changed; None unless both cells are shown and hold answers. The same people may have answered
    both times, so the two are not independent samples: whoever shows the figure says so."""
    if earlier is None or later is None or earlier.counts is None or later.counts is None:
        return None
    if earlier.mean is None or later.mean is None:
        return None
    return Difference(dimension, later.mean - earlier.mean, cliffs_delta(later.counts, earlier.counts))


def cliffs_delta(first: Sequence[int], second: Sequence[int]) -> float:
    """Cliff's delta of two sets of answers given as counts of 1, 2, 3 …: the share of pairs in which the first is
    higher, less the share in which it is lower. From −1 to 1, no unit.

    Cliff, N. (1993), "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological Bulletin 114,
    494–509. Raises ValueError when either holds nobody, or they have different scales.
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
