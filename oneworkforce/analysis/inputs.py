"""What the analysis is given: a framework's axes and counted answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SYMBOLS = "12345dn."
"""A tally's columns: answers 1 to 5, *I don't know*, *Not my work*, left empty."""

NOT_ASKED = "-"
"""On a sheet, a dimension that this audience isn't asked. Not counted."""

SCORES = slice(0, 5)
DONT_KNOW = SYMBOLS.index("d")
NOT_MY_WORK = SYMBOLS.index("n")
ANSWERS = slice(0, 7)
BLANK = SYMBOLS.index(".")

EVERYONE = "everyone"
"""The key of all pooled staff groups together; no staff group may have it."""

Tally: TypeAlias = NDArray[np.int64]
"""People by dimension (rows) and answer (the 8 columns of SYMBOLS)."""


@dataclass(frozen=True, slots=True)
class ThemeAxes:
    """A theme and its dimension ids. Laid end to end, they are a tally's rows and a sheet's characters."""

    id: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GroupTally:
    """One staff group's answers.

    `asked`: a flag per dimension; `counts`: dimensions × 8, in people; `pooled`: counts in "everyone", as staff do.
    `held` flags the dimensions withheld at an earlier close while "everyone" was shown, or is empty. They stay
    withheld, because subtracting the earlier figures would reveal them. `late` has the people of each dimension who are
    not in its counts because they came too late, or is empty. Raises ValueError for wrong shapes, negative counts, or
    answers to a dimension that isn't asked.
    """

    key: str
    audience: str
    pooled: bool
    asked: tuple[bool, ...]
    counts: Tally
    held: tuple[bool, ...] = ()
    late: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.asked), len(SYMBOLS)):
            raise ValueError(
                f"{self.key}: counts are {self.counts.shape}, and should be {(len(self.asked), len(SYMBOLS))}"
            )
        for name, flags in (("held", self.held), ("late", self.late)):
            if len(flags) not in {0, len(self.asked)}:
                raise ValueError(f"{self.key}: {name} has {len(flags)}, and should have {len(self.asked)} or none")
        if (self.counts < 0).any():
            raise ValueError(f"{self.key}: a count is negative")
        unasked = ~np.asarray(self.asked, dtype=np.bool_)
        if self.counts[unasked, ANSWERS].any():
            raise ValueError(f"{self.key}: there are answers to a dimension that this group is not asked about")


def check_inputs(themes: Sequence[ThemeAxes], groups: Sequence[GroupTally], k: int) -> None:
    """Raise ValueError for missing rows, repeated ids or keys, or k below 1."""
    if k < 1:
        raise ValueError(f"k is {k}, and should be at least 1")
    dimensions = [dimension for theme in themes for dimension in theme.dimensions]
    _check_all_differ("dimension", dimensions)
    _check_all_differ("theme", [theme.id for theme in themes])
    _check_all_differ("staff group", [EVERYONE, *(group.key for group in groups)])
    for group in groups:
        if len(group.asked) != len(dimensions):
            raise ValueError(f"{group.key}: has {len(group.asked)} dimensions, and the themes have {len(dimensions)}")


def _check_all_differ(what: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"the {what} “{name}” is there twice, or is a name kept for another use")
        seen.add(name)
