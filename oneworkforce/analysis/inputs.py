"""What the analysis is given: the axes of a framework, and each staff group's answers already counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SYMBOLS = "12345dn."
"""The columns of a tally, in order: the answers 1 to 5, *I don't know*, *Not my work*, asked but left empty."""

NOT_ASKED = "-"
"""Stands on a sheet where that audience is not asked about a dimension; counted nowhere."""

SCORES = slice(0, 5)
DONT_KNOW = SYMBOLS.index("d")
NOT_MY_WORK = SYMBOLS.index("n")
ANSWERS = slice(0, 7)

EVERYONE = "everyone"
"""The key of the cell in which all pooled staff groups are taken together; no staff group may use it."""

Tally: TypeAlias = NDArray[np.int64]
"""People, by dimension (rows) and answer (the eight columns of SYMBOLS)."""


@dataclass(frozen=True, slots=True)
class ThemeAxes:
    """A theme and the ids of its dimensions. Themes follow one another in the order of the framework, so the
    dimensions of all themes, laid end to end, are the rows of every tally and the characters of every sheet."""

    id: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GroupTally:
    """One staff group's answers.

    `asked` holds one flag per dimension; `counts` is dimensions × 8, in people. `pooled` says whether the group belongs
    to "everyone": staff do; young people and parents stand beside it. `held` flags the dimensions whose cell was
    withheld at an earlier close while "everyone" was shown: they stay withheld, or whoever kept the earlier figures
    could take the one from the other. Empty for none.

    Raises ValueError when shapes disagree, a count is negative, or somebody answered what the group is not asked.
    """

    key: str
    audience: str
    pooled: bool
    asked: tuple[bool, ...]
    counts: Tally
    held: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.asked), len(SYMBOLS)):
            raise ValueError(
                f"{self.key}: counts are {self.counts.shape}, and should be {(len(self.asked), len(SYMBOLS))}"
            )
        if len(self.held) not in {0, len(self.asked)}:
            raise ValueError(f"{self.key}: held has {len(self.held)} flags, and should have {len(self.asked)} or none")
        if (self.counts < 0).any():
            raise ValueError(f"{self.key}: a count is negative")
        unasked = ~np.asarray(self.asked, dtype=np.bool_)
        if self.counts[unasked, ANSWERS].any():
            raise ValueError(f"{self.key}: there are answers to a dimension that this group is not asked about")


def check_inputs(themes: Sequence[ThemeAxes], groups: Sequence[GroupTally], k: int) -> None:
    """Raise ValueError unless each group has a row for every dimension, keys and ids differ, and k is at least 1."""
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
