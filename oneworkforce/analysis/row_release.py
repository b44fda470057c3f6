"""Blanking small combinations before answers leave row by row.

A row's staff group, sector and locality together may point at a person. So every combination that leaves is shared by
at least k rows. Which of a row's answers may leave is another question: Results.shown_dimensions answers it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, str, str]
"""Staff group, sector, locality; "" where the person did not say, or where it has been blanked."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """Which rows may leave, as what, and what that cost.

    kept: places of the rows that may leave, in their first order; rows: what they may say, place for place;
    locality_blanked, sector_blanked: rows that lost a locality, a sector, they had; left_out: rows by staff group with
    fewer than k rows.
    """

    kept: tuple[int, ...]
    rows: tuple[Row, ...]
    locality_blanked: int
    sector_blanked: int
    left_out: dict[str, int]


def blank_small(rows: Sequence[Row], k: int) -> Blanked:
    """Blank localities, then sectors, until every staff group × sector × locality that leaves has at least k rows.

    A staff group with fewer than k rows is left out. A combination with fewer than k rows loses its locality; if those
    of its group and sector without a locality are still fewer than k, they lose their sector; if those of the group
    with neither are still fewer than k, the group's smallest other combination (ties: first by name) joins them
    whole, which is always enough. Blanks that people left themselves count like any other, so nobody can tell them
    apart.
    Raises ValueError when k is less than 1.
    """
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")
    sizes = Counter(rows)
    group_sizes = _sizes_of_groups(sizes)
    becomes = {row: row for row in sizes if group_sizes[row[0]] >= k}
    becomes = _without_small(becomes, sizes, k, keep_sector=True)
    becomes = _without_small(becomes, sizes, k, keep_sector=False)
    becomes = _with_company_for_the_rest(becomes, sizes, k)
    kept = tuple(place for place, row in enumerate(rows) if row in becomes)
    return Blanked(
        kept=kept,
        rows=tuple(becomes[rows[place]] for place in kept),
        locality_blanked=sum(sizes[row] for row, now in becomes.items() if row[2] != now[2]),
        sector_blanked=sum(sizes[row] for row, now in becomes.items() if row[1] != now[1]),
        left_out={group: size for group, size in group_sizes.items() if size < k},
    )


def _sizes_of_groups(sizes: Counter[Row]) -> Counter[str]:
    groups: Counter[str] = Counter()
    for (group, _, _), size in sizes.items():
        groups[group] += size
    return groups


def _sizes_after(becomes: dict[Row, Row], sizes: Counter[Row]) -> Counter[Row]:
    after: Counter[Row] = Counter()
    for row, now in becomes.items():
        after[now] += sizes[row]
    return after


def _without_small(becomes: dict[Row, Row], sizes: Counter[Row], k: int, *, keep_sector: bool) -> dict[Row, Row]:
    after = _sizes_after(becomes, sizes)
    return {
        row: now if after[now] >= k else (now[0], now[1] if keep_sector else "", "") for row, now in becomes.items()
    }


def _with_company_for_the_rest(becomes: dict[Row, Row], sizes: Counter[Row], k: int) -> dict[Row, Row]:
    after = _sizes_after(becomes, sizes)
    smallest: dict[str, Row] = {}
    for now in sorted(after, key=lambda row: (after[row], row)):
        if now[1] or now[2]:
            smallest.setdefault(now[0], now)
    lonely = {group for (group, sector, locality), size in after.items() if not sector and not locality and size < k}
    company = {smallest[group] for group in lonely}
    return {row: (now[0], "", "") if now in company else now for row, now in becomes.items()}
