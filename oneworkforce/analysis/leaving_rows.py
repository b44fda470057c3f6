"""Decides, at each close, what its new rows may say when they leave one by one. A row leaves once and never changes.

Two files of any two closes then differ by whole closes. So each close's new rows must be safe by themselves, and safe
beside the figures:

1. *Place.* Where staff group × sector × locality has fewer than k of the new rows, locality, then sector, is left empty
   (`blank_small`).
2. *Answers.* At each place that is then said, the answers to a dimension stand only if at least k of its new rows score
   it. They are left empty, too, where the group's cell is not shown, or has not taken in this close's answers.
3. *Beside the cell.* Those who came into the shown cell and stand in no row can be worked out: it is the cell of now,
   less the cell as last shown, less the rows of between. They must be nobody, or k people who scored. Until they are,
   the smallest place that still has answers loses them, at last all of them.

With k = 10: 25 new people of a group score a dimension, 12 in health in the north, 10 in schools in the south, and 3 in
youth work, whose rows say no place. Three rows lose their answer, which the cell less the rows would tell. So the
smallest place, schools, loses its answers as well: 13 people stand in no row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .inputs import ANSWERS, SCORES, Tally
from .row_release import Row, blank_small


@dataclass(frozen=True, slots=True, eq=False)
class NewRows:
    """A close's new rows of one staff group, sector and locality. `counts`: dimensions × 8, in people."""

    place: Row
    rows: int
    counts: Tally


@dataclass(frozen=True, slots=True, eq=False)
class CellsAtClose:
    """What a close made of a staff group's answers.

    `shown`: a flag per dimension: its cell is shown, and has taken in this close's answers. `came`: dimensions × 8, in
    people: who is in the cell and was not when it was last shown; all of it if it never was, nobody if it is not shown.
    """

    shown: tuple[bool, ...]
    came: Tally


@dataclass(frozen=True, slots=True)
class RowsLeaving:
    """What the new rows say from now on.

    `says`: each place → what its rows say, None if they are left out; `empty`: each place that leaves → a flag per
    dimension, whether its rows' answers are left empty.
    """

    says: dict[Row, Row | None]
    empty: dict[Row, tuple[bool, ...]]


def rows_leaving(new: Sequence[NewRows], cells: Mapping[str, CellsAtClose], k: int) -> RowsLeaving:
    """Decide for the new rows of one close; each place is given once.

    Raises ValueError if k is less than 1, a place comes twice, or rows hold answers that their cell has not taken in.
    """
    places = [rows.place for rows in new]
    if len(set(places)) < len(places):
        raise ValueError("a place is there twice")
    says = _what_they_say(new, k)
    empty: dict[Row, tuple[bool, ...]] = {}
    for group in dict.fromkeys(place[0] for place in places):
        together: dict[Row, Tally] = {}
        for rows in new:
            if (said := says[rows.place]) is not None and said[0] == group:
                together[said] = together[said] + rows.counts if said in together else rows.counts
        filled = _filled(together, cells[group], k)
        empty |= {place: tuple(not flag for flag in filled[said]) for place, said in says.items() if said in together}
    return RowsLeaving(says, empty)


def _what_they_say(new: Sequence[NewRows], k: int) -> dict[Row, Row | None]:
    """Rule 1."""
    each = [rows.place for rows in new for _row in range(rows.rows)]
    blanked = blank_small(each, k)
    says: dict[Row, Row | None] = {rows.place: None for rows in new}
    says |= {each[at]: said for at, said in zip(blanked.kept, blanked.rows, strict=True)}
    return says


def _filled(together: Mapping[Row, Tally], cells: CellsAtClose, k: int) -> dict[Row, list[bool]]:
    """Rules 2 and 3: a flag per dimension for each place that is said."""
    filled: dict[Row, list[bool]] = {place: [] for place in together}
    for row, shown in enumerate(cells.shown):
        counts = {place: tally[row] for place, tally in together.items()}
        stand = _stand(counts, cells.came[row], k) if shown else set()
        for place, flags in filled.items():
            flags.append(place in stand)
    return filled


def _stand(counts: Mapping[Row, NDArray[np.int64]], came: NDArray[np.int64], k: int) -> set[Row]:
    """The places whose answers to one dimension stand."""
    unseen = came - sum(counts.values())
    if (unseen[ANSWERS] < 0).any():
        raise ValueError("rows hold answers that their cell has not taken in")
    by_size = sorted(counts, key=lambda place: (_scored(counts[place]), place))
    stand = [place for place in by_size if _scored(counts[place]) >= k]
    unseen = came - sum(counts[place] for place in stand)
    while stand and not may_be_unseen(unseen, k):
        unseen = unseen + counts[stand.pop(0)]
    return set(stand)


def may_be_unseen(unseen: NDArray[np.int64], k: int) -> bool:
    """Whether people whom anybody can work out, as 8 numbers, are nobody, or k who scored."""
    return not unseen[ANSWERS].any() or _scored(unseen) >= k


def _scored(counts: NDArray[np.int64]) -> int:
    return int(counts[SCORES].sum())
