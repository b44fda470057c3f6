"""Core and wider workforce of those who came by a group's link, as they say of themselves, beside their known numbers.

It is counted as the method releases answers, in steps of at least k people who said it, and joined with no sector,
place or answer (docs/adr/0033). Small numbers are counted together, as everywhere (analysis/folding.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from oneworkforce.analysis import HeadCount, fold_small
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES
from oneworkforce.gathering.methods import all_methods
from oneworkforce.gathering.take_part.participation import By, Participation, not_known, the_rest
from oneworkforce.invitations.models import Workforce
from oneworkforce.partnerships.models import StaffGroup


@dataclass(frozen=True, slots=True)
class WorkforceRow:
    """People who sent by a group's link, and the known number of the workforce; None where that is not known."""

    name: str
    sent: int
    of: int | None


@dataclass(frozen=True, slots=True)
class ByWorkforce:
    """`lines`: what may be shown of those who came by a group's link, and `asked` how many of staff these are.

    `sizes`: each workforce's known number, in words, where `lines` do not say it.
    """

    lines: tuple[WorkforceRow, ...]
    sizes: tuple[tuple[str, int], ...]
    asked: int

    @property
    def has_sizes(self) -> bool:
        """Whether a row says how many there are."""
        return any(line.of is not None for line in self.lines)


def workforces_by_link(assessment: Assessment, took_part: Participation, groups: Iterable[StaffGroup]) -> ByWorkforce:
    """Core, wider and not known, small ones together; no lines where nobody said it, or all are too few."""
    by_link = took_part.by(By.GROUP, "by_link")
    asked = sum(by_link.get(group.key, 0) for group in groups if group.audience not in FAMILY_AUDIENCES)
    said: Counter[str] = Counter()
    for method in all_methods():
        said += method.workforces(assessment)
    names = {kind.value: str(kind.label) for kind in Workforce}
    people = {**{key: said[key] for key in names}, "": max(asked - said.total(), 0)}
    sizes = took_part.people_in_workforce
    folded = fold_small((HeadCount(key, by_link=how_many) for key, how_many in people.items()), assessment.k)
    lines = []
    if said and folded.offered:
        named = {**names, "": not_known()}
        lines = [WorkforceRow(named[key], people[key], sizes.get(key)) for key in folded.alone if key or people[key]]
        if rest := folded.rest:
            lines.append(WorkforceRow(the_rest(named, rest), sum(people[key] for key in rest), None))
    apart = {*names} <= {*folded.alone} if lines else False
    return ByWorkforce(
        lines=tuple(lines),
        sizes=() if apart else tuple((names[key], sizes[key]) for key in names if key in sizes),
        asked=asked,
    )
