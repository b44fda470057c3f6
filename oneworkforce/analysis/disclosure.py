"""Decides what may be shown. Every figure about answers, on any screen or in any file, comes through here.

Two rules protect small groups (k is the smallest number of people that may be shown):

1. A cell with fewer than k people who gave a 1–5 answer is withheld, unless nobody said anything at all.
2. Beside a shown total, the people in no shown cell must be none, or k of them must have given a 1–5 answer. Otherwise
   subtracting would reveal them. Until that holds, the smallest shown cell goes too. The total stays.

Rule 2 sees cells, not people. Each breakdown is checked against its total, and what one withholds cannot come back
unchanged in a later one. It can't see that a cell lies inside a cell of another breakdown. If you add a second
breakdown, check the crossed cells too (`all_stand`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .agreement import van_der_eijk
from .inputs import ANSWERS, DONT_KNOW, NOT_MY_WORK, SCORES, SYMBOLS
from .positions import mean, median

MOSTLY_UNKNOWN_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class UndecidedCell:
    """A group's answers to one dimension, before we decide whether to show them.

    `counts` is a row of a tally: 8 numbers of people. `withheld` means that an earlier decision already hides them.
    """

    key: str
    counts: NDArray[np.int64]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What may be shown of a group's answers to one dimension.

    n: people with a 1–5 answer; counts: people by answer; dk, na: people who said *I don't know* and *Not my work*;
    mean, median: points; agreement: van der Eijk's A. All None if withheld. If nobody answered, n, counts, dk and na
    are 0 and the others None.
    """

    group: str
    n: int | None
    counts: tuple[int, ...] | None
    dk: int | None
    na: int | None
    mean: float | None
    median: float | None
    agreement: float | None
    withheld: bool

    @property
    def dont_know_share(self) -> float | None:
        """dk ÷ (n + dk), from 0 to 1; None if withheld or both are 0."""
        if self.n is None or self.dk is None or self.n + self.dk == 0:
            return None
        return self.dk / (self.n + self.dk)

    @property
    def mostly_unknown(self) -> bool:
        """More than a quarter don't know, which is a finding in itself."""
        share = self.dont_know_share
        return share is not None and share > MOSTLY_UNKNOWN_SHARE


@dataclass(frozen=True, slots=True)
class Protected:
    """A total and its breakdowns as they may be shown, in the order given."""

    total: Cell
    breakdowns: tuple[tuple[Cell, ...], ...]


def protect(total: UndecidedCell, breakdowns: Sequence[Sequence[UndecidedCell]], k: int) -> Protected:
    """Decide what to show of a total and its breakdowns, in order of precedence.

    Parts of a breakdown are different people from the total; some people may be in no part. A later part with a
    withheld key, or the same figures as a withheld part, is withheld too. Under a withheld total only empty cells are
    shown. Raises ValueError if a breakdown has more people than its total, or k is less than 1.
    """
    _check_k(k)
    total_hidden = _is_hidden_alone(total, k)
    hidden_keys: set[str] = set()
    hidden_figures: set[bytes] = set()
    protected = []
    for parts in breakdowns:
        _check_inside(total, parts)
        hidden = [
            _is_hidden_alone(part, k)
            or (_has_people(part) and (total_hidden or part.key in hidden_keys or _figures(part) in hidden_figures))
            for part in parts
        ]
        if not total_hidden:
            _hide_until_the_rest_is_safe(total, parts, hidden, k)
        withheld = [part for part, is_hidden in zip(parts, hidden, strict=True) if is_hidden]
        hidden_keys.update(part.key for part in withheld)
        hidden_figures.update(_figures(part) for part in withheld)
        protected.append(tuple(_cell(part, is_hidden) for part, is_hidden in zip(parts, hidden, strict=True)))
    return Protected(_cell(total, total_hidden), tuple(protected))


def protect_alone(part: UndecidedCell, k: int) -> Cell:
    """For people in no total, such as young people and parents: rule 1 only."""
    _check_k(k)
    return _cell(part, _is_hidden_alone(part, k))


def all_stand(parts: Iterable[UndecidedCell], k: int) -> bool:
    """Whether every part may be shown by itself. Only then may a crossed table be offered."""
    _check_k(k)
    return not any(_is_hidden_alone(part, k) for part in parts)


def _hide_until_the_rest_is_safe(
    total: UndecidedCell, parts: Sequence[UndecidedCell], hidden: list[bool], k: int
) -> None:
    while not _may_be_left_over(_not_covered(total, parts, hidden), k):
        shown = [place for place, part in enumerate(parts) if not hidden[place] and _has_people(part)]
        if not shown:
            return
        hidden[min(shown, key=lambda place: _scored(parts[place].counts))] = True


def _not_covered(total: UndecidedCell, parts: Sequence[UndecidedCell], hidden: Sequence[bool]) -> NDArray[np.int64]:
    """What anybody gets by subtracting shown cells from the total: 8 numbers of people."""
    rest = total.counts.copy()
    for part, is_hidden in zip(parts, hidden, strict=True):
        if not is_hidden:
            rest -= part.counts
    return rest


def _may_be_left_over(rest: NDArray[np.int64], k: int) -> bool:
    return _scored(rest) >= k or not rest[ANSWERS].any()


def _is_hidden_alone(part: UndecidedCell, k: int) -> bool:
    return _has_people(part) and (part.withheld or _scored(part.counts) < k)


def _has_people(part: UndecidedCell) -> bool:
    return any(part.counts[ANSWERS].tolist())


def _scored(counts: NDArray[np.int64]) -> int:
    # As a list: numpy takes ten times as long over five numbers.
    return sum(counts[SCORES].tolist())


def _figures(part: UndecidedCell) -> bytes:
    return part.counts[ANSWERS].tobytes()


def _check_k(k: int) -> None:
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")


def _check_inside(total: UndecidedCell, parts: Sequence[UndecidedCell]) -> None:
    rest = _not_covered(total, parts, [False] * len(parts))
    if (rest[ANSWERS] < 0).any():
        raise ValueError(f"the parts of “{total.key}” hold more people than it does")


def _cell(part: UndecidedCell, withheld: bool) -> Cell:
    if part.counts.shape != (len(SYMBOLS),):
        raise ValueError(f"{part.key}: a cell needs {len(SYMBOLS)} counts, not {part.counts.shape}")
    if withheld:
        return Cell(part.key, None, None, None, None, None, None, None, withheld=True)
    counts = tuple(part.counts[SCORES].tolist())
    return Cell(
        group=part.key,
        n=sum(counts),
        counts=counts,
        dk=int(part.counts[DONT_KNOW]),
        na=int(part.counts[NOT_MY_WORK]),
        mean=mean(counts),
        median=median(counts),
        agreement=van_der_eijk(counts),
        withheld=False,
    )
