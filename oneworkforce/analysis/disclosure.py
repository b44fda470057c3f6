"""Decides what may be shown. Every figure about answers, on any screen or in any file, comes through here.

These rules protect small groups (k is the smallest number of people that may be shown):

1. A cell with fewer than k people who gave a 1–5 answer is withheld, unless nobody said anything at all. A group of 1
   to k − 1 sheets is withheld throughout, even where all of them left a dimension empty.
2. Beside a shown total, the people in no shown cell must be none, or k of them must have given a 1–5 answer. Otherwise
   subtracting would reveal them. Until that holds, the smallest shown cell goes too. The total stays.
3. Nor may these people be all alike: where all, or all but one, gave one same answer, everybody knows what each said;
   where that holds of those who scored, everybody knows the mean of each withheld cell.
   Until they are not, the smallest shown cell goes too; where none is left, the total. A shown cell may be all alike.

Rules 2 and 3 see cells, not people. Each breakdown is checked against its total, and what one withholds cannot come
back unchanged in a later one. They can't see that a cell lies inside a cell of another breakdown. If you add a second
breakdown, check the crossed cells too (`all_stand`). What earlier looks have shown is seen by `moments`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .agreement import van_der_eijk
from .inputs import ANSWERS, BLANK, DONT_KNOW, NOT_MY_WORK, SCORES, SYMBOLS
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
    mean, median: points; agreement: van der Eijk's A. All None if withheld, or before the first close. If nobody
    answered, n, counts, dk and na are 0 and the others None. late: people who answered too late to be in it; they say
    nothing of what was answered.
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
    late: int = 0

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
    for parts in breakdowns:
        _check_inside(total, parts)
    hidden = None if is_hidden_alone(total, k) else _hide_beside(total, breakdowns, k)
    if hidden is None:
        hides = [[is_hidden_alone(part, k) or has_answers(part) for part in parts] for parts in breakdowns]
        return Protected(_cell(total, has_people(total)), _cells(breakdowns, hides))
    return Protected(_cell(total, withheld=False), _cells(breakdowns, hidden))


def _hide_beside(
    total: UndecidedCell, breakdowns: Sequence[Sequence[UndecidedCell]], k: int
) -> list[list[bool]] | None:
    """What to hide of each breakdown beside a shown total; None where it cannot be shown beside anything."""
    hidden_keys: set[str] = set()
    hidden_figures: set[bytes] = set()
    decided = []
    for parts in breakdowns:
        hidden = [
            is_hidden_alone(part, k)
            or (has_answers(part) and (part.key in hidden_keys or _figures(part) in hidden_figures))
            for part in parts
        ]
        if not hide_until_safe(parts, hidden, lambda now, parts=parts: [_not_covered(total, parts, now)], k):  # type: ignore[misc]
            return None
        withheld = [part for part, is_hidden in zip(parts, hidden, strict=True) if is_hidden]
        hidden_keys.update(part.key for part in withheld)
        hidden_figures.update(_figures(part) for part in withheld)
        decided.append(hidden)
    return decided


def protect_alone(part: UndecidedCell, k: int) -> Cell:
    """For people in no total, such as young people, children and parents: rule 1 only."""
    _check_k(k)
    return _cell(part, is_hidden_alone(part, k))


def all_stand(parts: Iterable[UndecidedCell], k: int) -> bool:
    """Whether every part may be shown by itself. Only then may a crossed table be offered."""
    _check_k(k)
    return not any(is_hidden_alone(part, k) for part in parts)


Rests = Callable[[Sequence[bool]], Sequence[NDArray[np.int64]]]
"""From which parts are hidden: everything that anybody could then work out, each as 8 numbers of people."""


def hide_until_safe(
    parts: Sequence[UndecidedCell],
    hidden: list[bool],
    rests: Rests,
    k: int,
    *,
    helps: Callable[[int], bool] = lambda _place: True,
) -> bool:
    """Hide one shown part after another, the smallest first, until nothing can be worked out about fewer than k people.

    Changes `hidden`. `helps`: whether hiding a part, by its place, takes anything away from anybody. Returns False
    where no part is left that could be hidden.
    """
    while not all(may_be_known(rest, k) for rest in rests(hidden)):
        shown = [place for place, part in enumerate(parts) if not hidden[place] and has_answers(part) and helps(place)]
        if not shown:
            return False
        hidden[min(shown, key=lambda place: scored(parts[place].counts))] = True
    return True


def may_be_known(rest: NDArray[np.int64], k: int) -> bool:
    """Whether anybody may work out these people's answers: nobody's, or of k who scored and are not all alike.

    Fewer than k people who all left it empty may not be known to have done so.
    """
    if rest[ANSWERS].any():
        return scored(rest) >= k and not all_alike(rest)
    return not 0 < int(rest.sum()) < k


def all_alike(counts: NDArray[np.int64]) -> bool:
    """Whether all who answered, or all but one, gave one same answer; or all who scored, or all but one, one score.

    The second, since it tells the mean of every cell among them, and of each person that they gave this score or none.
    """
    return any(
        sum(said) > 0 and max(said) >= sum(said) - 1 for said in (counts[ANSWERS].tolist(), counts[SCORES].tolist())
    )


def _not_covered(total: UndecidedCell, parts: Sequence[UndecidedCell], hidden: Sequence[bool]) -> NDArray[np.int64]:
    """What anybody gets by subtracting shown cells from the total: 8 numbers of people.

    Who left it empty counts in hidden parts alone: of people in no part, nobody can say how many there were.
    """
    rest = total.counts.copy()
    for part, is_hidden in zip(parts, hidden, strict=True):
        if not is_hidden:
            rest -= part.counts
    rest[BLANK] = sum(int(part.counts[BLANK]) for part, is_hidden in zip(parts, hidden, strict=True) if is_hidden)
    return rest


def is_hidden_alone(part: UndecidedCell, k: int) -> bool:
    """Whether a cell is withheld whatever else is shown (rule 1), or was by an earlier decision."""
    people = int(part.counts.sum())
    if 0 < people < k or (people and part.withheld):
        return True
    return has_answers(part) and scored(part.counts) < k


def has_answers(part: UndecidedCell) -> bool:
    """Whether anybody said anything."""
    return any(part.counts[ANSWERS].tolist())


def has_people(part: UndecidedCell) -> bool:
    """Whether anybody was asked and sent a sheet, even with nothing on it."""
    return any(part.counts.tolist())


def scored(counts: NDArray[np.int64]) -> int:
    """People who gave a 1–5 answer."""
    # As a list: numpy takes ten times as long over five numbers.
    return sum(counts[SCORES].tolist())


def _figures(part: UndecidedCell) -> bytes:
    return part.counts[ANSWERS].tobytes()


def cell_without_figures(key: str) -> Cell:
    """A cell before the first close: no figure, and nothing withheld."""
    return Cell(key, None, None, None, None, None, None, None, withheld=False)


def _check_k(k: int) -> None:
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")


def _check_inside(total: UndecidedCell, parts: Sequence[UndecidedCell]) -> None:
    rest = _not_covered(total, parts, [False] * len(parts))
    if (rest[ANSWERS] < 0).any():
        raise ValueError(f"the parts of “{total.key}” hold more people than it does")


def _cells(
    breakdowns: Sequence[Sequence[UndecidedCell]], hidden: Sequence[Sequence[bool]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(_cell(part, is_hidden) for part, is_hidden in zip(parts, hides, strict=True))
        for parts, hides in zip(breakdowns, hidden, strict=True)
    )


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
