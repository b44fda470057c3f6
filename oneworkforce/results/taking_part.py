"""How many people sent answers, by sector, staff group and locality.

These count people, not what they answered. Parts with few people are counted together (analysis/folding.py).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.analysis import HeadCount, may_be_crossed
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.participation import (
    By,
    Participation,
    not_known,
    participation,
    the_rest,
)
from oneworkforce.results.standing import Standing
from oneworkforce.ui.wording import number


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Rows of text, name first.

    A row in `by_sector` has a number for each staff group, if none of these is about few people, and then the sum.
    `sectors_heard`: how many sectors stand by themselves, and whether there are others.
    """

    head: tuple[str, ...]
    by_sector: tuple[tuple[str, ...], ...]
    locality_head: tuple[str, ...]
    by_locality: tuple[tuple[str, ...], ...]
    sectors_heard: tuple[int, bool]

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns of `by_sector` with numbers."""
        return tuple(range(1, len(self.head)))


def taking_part_in(assessment: Assessment, standing: Standing) -> TakingPart:
    """The tables for an assessment, with 0 for sectors where nobody answered; a table of too few people is empty."""
    took_part = participation(assessment)
    names = {locality.key: locality.name for locality in assessment.partnership.localities.all()}
    sectors = {sector.id: sector.name for sector in standing.framework.sectors}
    by_sector = _rows(took_part, By.SECTOR, sectors)
    groups = [(group.key, group.name) for group in standing.groups]
    crossed = _crossed(took_part, by_sector, [key for key, _name in groups])
    return TakingPart(
        head=(_("Sector"), *(name for _key, name in groups if crossed), _("All")),
        by_sector=_in_words(by_sector, crossed, summed=True) if by_sector else (),
        locality_head=(_("Locality"), _("All")),
        by_locality=_in_words(_rows(took_part, By.LOCALITY, names), None) if names else (),
        sectors_heard=took_part.sectors_heard,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """Parts that are counted together: one, or all of the rest."""

    name: str
    keys: tuple[str, ...]
    people: int


def _rows(took_part: Participation, what: By, names: dict[str, str]) -> list[_Row]:
    sent, folded = took_part.by(what), took_part.fold(what, names)
    if not folded.offered:
        return []
    named = {**names, "": not_known()}
    rows = [_Row(named.get(key, key), (key,), sent.get(key, 0)) for key in folded.alone]
    if folded.rest:
        people = sum(sent.get(key, 0) for key in folded.rest)
        rows.append(_Row(the_rest(named, folded.rest), folded.rest, people))
    return rows


def _crossed(took_part: Participation, rows: list[_Row], groups: list[str]) -> list[list[int]] | None:
    """People by row and staff group; None where any of these would be too few, since a sum gives the last one away."""
    row_of = {key: place for place, row in enumerate(rows) for key in row.keys}
    sent, by_link, invited, begun = (Counter[tuple[int, str]]() for _number in range(4))
    for part in took_part:
        if part.sector not in row_of:
            return None
        cell = (row_of[part.sector], part.group)
        sent[cell] += part.people
        by_link[cell] += part.by_link
        invited[cell] += part.invited
        begun[cell] += part.begun
    cells = [(place, group) for place in range(len(rows)) for group in groups]
    if not may_be_crossed((HeadCount("", invited[cell], by_link[cell], begun[cell]) for cell in cells), took_part.k):
        return None
    return [[sent[place, group] for group in groups] for place in range(len(rows))]


def _in_words(
    rows: list[_Row], crossed: list[list[int]] | None, *, summed: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The rows; `summed`: with a last one of all."""
    numbers = [[*(crossed[place] if crossed else []), row.people] for place, row in enumerate(rows)]
    table = [(row.name, people) for row, people in zip(rows, numbers, strict=True)]
    if summed:
        table.append((_("All"), [sum(column) for column in zip(*numbers, strict=True)]))
    return tuple((name, *map(number, people)) for name, people in table)
