"""Makes answers safe to leave row by row.

Staff group, sector and locality together may point at a person, so every combination that leaves has at least k rows.
leaving_rows.py says which of a row's answers may leave, and holds all of this over several closes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, str, str]
"""Staff group, sector, locality; "" if not said, or blanked."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """Which rows may leave, and what that cost.

    kept: places of the rows that leave; rows: what they may say, in that order; locality_blanked, sector_blanked:
    numbers of rows; left_out: rows by staff group, where a group has fewer than k.
    """

    kept: tuple[int, ...]
    rows: tuple[Row, ...]
    locality_blanked: int
    sector_blanked: int
    left_out: dict[str, int]


def blank_small(rows: Sequence[Row], k: int) -> Blanked:
    """Blank localities, then sectors, until each staff group × sector × locality has at least k rows.

    A group with fewer than k rows is left out. After that, a combination with fewer than k rows loses its locality. If
    the rows of its group and sector without locality are still fewer than k, they lose their sector. If the group's
    rows with neither are still fewer, its smallest other combination (ties by name) joins them, which is always enough.
    Blanks that people left count the same, so nobody can tell them apart. Raises ValueError if k is less than 1.
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
