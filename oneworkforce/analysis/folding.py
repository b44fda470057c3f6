"""Decides which parts of the workforce may be counted by themselves: how many were invited, have begun, have sent.

These count people, not answers. But "1 invited, 1 finished" says of somebody that they have answered. So a part stands
by itself only if at least k of its people were invited by name, or at least k sent by a group's link. The others are
counted together, as "the rest". If the rest has too few itself, it takes in the smallest part that stands.

With k = 10: health 40, police 12, housing 3 and youth work 2 sent. Housing and youth work are 5 together, so police
joins them. Shown: health 40, the rest 17.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadCount:
    """People of one part. `invited`: by name; `by_link`: sent by a group's link; `begun`: have not sent yet."""

    key: str
    invited: int = 0
    by_link: int = 0
    begun: int = 0

    @property
    def basis(self) -> int:
        """How many there are at least. The same person may be invited and come by the link, so we don't add."""
        return max(self.invited, self.by_link)

    @property
    def holds_nobody(self) -> bool:
        return not (self.invited or self.by_link or self.begun)


@dataclass(frozen=True, slots=True)
class Folded:
    """Each part's key once: `alone`, in the order given, or in `rest`. `alone` holds parts that nobody is in, too."""

    alone: tuple[str, ...]
    rest: tuple[str, ...]
    offered: bool
    """Whether to show the breakdown: some people stand by themselves, or nobody is in any part."""


def fold_small(parts: Iterable[HeadCount], k: int) -> Folded:
    """Fold small parts into the rest, which has nobody or at least k. Of equal parts the first by key goes first.

    If even the rest of all has fewer than k, the breakdown is not offered. Raises ValueError if k is less than 1 or a
    key comes twice.
    """
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")
    given = list(parts)
    if len({part.key for part in given}) < len(given):
        raise ValueError("a part is there twice")
    peopled = [part for part in given if not part.holds_nobody]
    rest = [part for part in peopled if part.basis < k]
    standing = sorted((part for part in peopled if part.basis >= k), key=lambda part: (part.basis, part.key))
    while rest and standing and _basis_of(rest) < k:
        rest.append(standing.pop(0))
    folded = {part.key for part in rest}
    return Folded(
        alone=tuple(part.key for part in given if part.key not in folded),
        rest=tuple(part.key for part in given if part.key in folded),
        offered=bool(standing) or not peopled,
    )


def enough_to_join(waiting: Iterable[int], k: int) -> bool:
    """Whether what people said of themselves since the last time may join what is shown: at least k have said it.

    So two looks at the numbers, at any two moments, differ by nothing or by at least k people who said it.
    """
    return sum(waiting) >= k


def may_be_crossed(cells: Iterable[HeadCount], k: int) -> bool:
    """Whether two breakdowns may be crossed: every cell has nobody in it, or stands by itself."""
    return all(cell.holds_nobody or cell.basis >= k for cell in cells)


def _basis_of(parts: Sequence[HeadCount]) -> int:
    """How many there are at least in all of these."""
    return max(sum(part.invited for part in parts), sum(part.by_link for part in parts))
