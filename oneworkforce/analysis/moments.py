"""Decides, at each close, which answers enter the figures, seeing everything that earlier closes have shown.

Figures move at closes only, and whoever wrote down those of one close can take them from those of the next. So
one place decides over all of them, dimension by dimension; whatever collects answers in steps may use it:

1. *Step.* At a close after the first, a group's new answers enter, its own cell and the total alike, only when k of
   them are scores, or nobody answered. Else they wait, to enter at a later close together with others.
2. *Known.* What was shown stays known. A cell that was shown may be taken from every later total, and a total from
   every later one. What that leaves over must be nobody, or k people who scored and are not all alike
   (`may_be_known`). Cells are hidden until it is. Where hiding takes nothing away from anybody, all new answers wait,
   and this close shows what the last one did.
3. *Held.* A cell that was withheld beside a shown total stays withheld.
4. *Alike.* New answers that would enter a withheld cell wait while all of them, or all but one, are the same.

`decide` answers for one dimension at one close, from counts by close and from its own earlier decisions. What it says
is to be kept, as `Decided`: it is the record of what has been shown. `warnings_before` says what a close would do to
small groups, from numbers of people alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .disclosure import (
    UndecidedCell,
    all_alike,
    has_answers,
    hide_until_safe,
    is_hidden_alone,
    scored,
)
from .inputs import ANSWERS, SCORES, SYMBOLS

SHOWN, WITHHELD, WITHHELD_WITH_TOTAL, NOT_ASKED_MARK = "s", "w", "t", "-"
"""The mark of a cell at a close: shown, withheld beside a shown total (or with none), withheld with its total."""

Counts = NDArray[np.int64]


def nobody() -> Counts:
    """8 numbers of people, to add others to."""
    return np.zeros(len(SYMBOLS), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a close made of a group's answers to a dimension: those up to a close have entered, and the cell's mark."""

    up_to: int
    mark: str


@dataclass(frozen=True, slots=True, eq=False)
class GroupSteps:
    """A group's answers to one dimension, by the number of the close at which they came.

    `steps`: close → 8 numbers of people, later closes than the one decided on are left out of account. `past`: what
    earlier closes decided. `pooled`: the group is part of the total. `held`: withheld by an older decision.
    `waits`: its new answers wait, whatever they are, since somebody knows most of them (analysis/sources.py).
    """

    key: str
    pooled: bool
    steps: Mapping[int, Counts]
    past: Mapping[int, Decided] = field(default_factory=dict)
    held: bool = False
    waits: bool = False

    def up_to(self, close: int) -> Counts:
        """All its answers up to a close: 8 numbers of people."""
        return self.between(0, close)

    def between(self, after: int, until: int) -> Counts:
        """Its answers of the closes after the one and up to the other."""
        counts = nobody()
        for number, step in self.steps.items():
            if after < number <= until:
                counts += step
        return counts

    def at(self, moment: int) -> Counts:
        """What of them was in the figures of an earlier close; nobody's where the group was not there."""
        found = self.past.get(moment)
        return self.up_to(found.up_to) if found else self.up_to(0)

    def entered_before(self, close: int) -> int:
        """The close up to which its answers had entered before a close; 0 for none."""
        earlier = [number for number in self.past if number < close]
        return self.past[max(earlier)].up_to if earlier else 0

    def last_shown(self, moment: int) -> Counts:
        """Its cell as it was last shown, up to a close; nobody's where it never was."""
        shown = [number for number, one in self.past.items() if number <= moment and one.mark == SHOWN]
        return self.at(max(shown)) if shown else self.up_to(0)

    @property
    def stays_withheld(self) -> bool:
        """Rule 3."""
        return self.held or any(one.mark == WITHHELD for one in self.past.values())


def decide(groups: Sequence[GroupSteps], close: int, k: int) -> dict[str, Decided]:
    """What a close makes of one dimension: by group, up to which close its answers enter, and whether it is shown.

    Raises ValueError for k or a close below 1, or for a close that was decided on already.
    """
    if k < 1 or close < 1:
        raise ValueError(f"k is {k} and the close {close}; both should be at least 1")
    moments = sorted({number for group in groups for number in group.past})
    if moments and moments[-1] >= close:
        raise ValueError(f"close {moments[-1]} was decided on before close {close}")
    up_to = {group.key: _step(group, close, k, first=not moments) for group in groups}
    pooled = [group for group in groups if group.pooled]
    withheld = {group.key for group in pooled if group.stays_withheld}
    alike = _too_alike(pooled, up_to, withheld, close) if moments else []
    up_to |= {group.key: group.entered_before(close) for group in alike}
    while (marks := _marks(pooled, up_to, moments, k)) is not None and moments:
        withheld = {key for key, mark in marks.items() if mark != SHOWN}
        if not (alike := _too_alike(pooled, up_to, withheld, close)):
            break
        up_to |= {group.key: group.entered_before(close) for group in alike}
    if marks is None:
        up_to |= {group.key: group.entered_before(close) for group in pooled}
        marks = {group.key: group.past[moments[-1]].mark if moments[-1] in group.past else SHOWN for group in pooled}
    for group in groups:
        if not group.pooled:
            own = UndecidedCell(group.key, group.up_to(up_to[group.key]))
            marks[group.key] = WITHHELD_WITH_TOTAL if is_hidden_alone(own, k) else SHOWN
    return {group.key: Decided(up_to[group.key], marks[group.key]) for group in groups}


def mark_of_before(own: Counts, total: Counts, *, held: bool, k: int) -> str:
    """The mark of a cell at a close of before there were marks: then only its size counted, and what was held."""
    if total[ANSWERS].any() and scored(total) < k:
        return WITHHELD_WITH_TOTAL if own.any() else SHOWN
    return WITHHELD if held or (own[ANSWERS].any() and scored(own) < k) else SHOWN


def _step(group: GroupSteps, close: int, k: int, *, first: bool) -> int:
    """Rule 1: the close up to which its answers enter."""
    entered = group.entered_before(close)
    new = group.between(entered, close)
    if group.waits:
        return entered
    if first or scored(new) >= k or not new[ANSWERS].any():
        return close
    return entered


def _too_alike(
    pooled: Sequence[GroupSteps], up_to: Mapping[str, int], withheld: set[str], close: int
) -> list[GroupSteps]:
    """Rule 4: the groups whose new answers would enter a withheld cell and are all alike."""
    return [
        group
        for group in pooled
        if group.key in withheld and all_alike(group.between(group.entered_before(close), up_to[group.key]))
    ]


def _marks(
    pooled: Sequence[GroupSteps], up_to: Mapping[str, int], moments: Sequence[int], k: int
) -> dict[str, str] | None:
    """Each group's mark beside what is known from earlier moments; None where new answers have to wait (rule 2)."""
    parts = [UndecidedCell(group.key, group.up_to(up_to[group.key]), group.stays_withheld) for group in pooled]
    everyone = UndecidedCell("", sum((part.counts for part in parts), start=nobody()))
    moments_of_total = [moment for moment in moments if _total_was_shown(pooled, moment)]
    hidden = [is_hidden_alone(part, k) for part in parts]
    last = [group.last_shown(moments[-1] if moments else 0) for group in pooled]

    def rests(now_hidden: Sequence[bool]) -> list[Counts]:
        """The people whom nobody knows of, all of them, and those who came since each moment with a total."""
        unknown = nobody()
        for part, shown, is_hidden in zip(parts, last, now_hidden, strict=True):
            if is_hidden:
                unknown += part.counts - shown
        return [unknown, *(unknown - _unknown_at(pooled, moment) for moment in moments_of_total)]

    def helps(place: int) -> bool:
        """Hiding a cell that stands as it was last shown takes nothing away from anybody."""
        return bool((parts[place].counts != last[place]).any())

    if not is_hidden_alone(everyone, k):
        if hide_until_safe(parts, hidden, rests, k, helps=helps):
            return {part.key: WITHHELD if hides else SHOWN for part, hides in zip(parts, hidden, strict=True)}
        if moments_of_total:
            return None
    elif any(_at(pooled, moment).any() for moment in moments_of_total):
        return None
    hides_with_total = (is_hidden_alone(part, k) or has_answers(part) for part in parts)
    return {
        part.key: WITHHELD_WITH_TOTAL if hides else SHOWN for part, hides in zip(parts, hides_with_total, strict=True)
    }


def _total_was_shown(pooled: Sequence[GroupSteps], moment: int) -> bool:
    marks = {group.past[moment].mark for group in pooled if moment in group.past}
    return bool(marks) and WITHHELD_WITH_TOTAL not in marks


def _at(pooled: Sequence[GroupSteps], moment: int) -> Counts:
    return sum((group.at(moment) for group in pooled), start=nobody())


def _unknown_at(pooled: Sequence[GroupSteps], moment: int) -> Counts:
    """The people in the total of an earlier moment whom nobody knew of then."""
    unknown = nobody()
    for group in pooled:
        unknown += group.at(moment) - group.last_shown(moment)
    return unknown


@dataclass(frozen=True, slots=True)
class Warned:
    """What a close now would do to a small group.

    `answered`: its people who would count anew. `for_good`: its results would stay hidden for ever, as they are beside
    a shown total. `beside`: keys of groups whose results would stay hidden with them. `waits`: the close is not the
    first, so that its new answers would wait for more instead.
    """

    key: str
    answered: int
    for_good: bool = False
    beside: tuple[str, ...] = ()
    waits: bool = False


def warnings_before(people: Mapping[str, int], pooled: frozenset[str], k: int, *, first: bool) -> tuple[Warned, ...]:
    """The groups that a close now would hide, or make wait: by the rules above, as if all of them scored everything.

    `people`: by group, those who have sent answers since the last close. No answer is looked at, so nothing of one can
    be read from a warning; that more is hidden where people skip a dimension is said elsewhere.
    """
    small = [key for key, number in people.items() if 0 < number < k]
    if not first:
        return tuple(Warned(key, people[key], waits=True) for key in small)
    marks = decide([GroupSteps(key, key in pooled, {1: _spread(number)}) for key, number in people.items()], 1, k)
    beside = tuple(key for key, one in marks.items() if one.mark == WITHHELD and people[key] >= k)
    for_good = {key for key in small if marks[key].mark == WITHHELD}
    return tuple(Warned(key, people[key], key in for_good, beside if key in for_good else ()) for key in small)


def _spread(people: int) -> Counts:
    """So many people, evenly over the five scores."""
    counts = nobody()
    scores = counts[SCORES]
    scores += people // scores.size
    scores[: people % scores.size] += 1
    return counts
