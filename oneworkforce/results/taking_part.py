"""How many people sent answers, by sector, staff group and locality.

These count people, not what they answered, so they are shown whatever their size.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.participation import people_by_place
from oneworkforce.results.standing import Standing
from oneworkforce.ui.wording import number


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Rows of text, name first. A row in `by_sector` has a number for each staff group, then the sum."""

    head: tuple[str, ...]
    by_sector: tuple[tuple[str, ...], ...]
    locality_head: tuple[str, ...]
    by_locality: tuple[tuple[str, ...], ...]
    sectors_heard: int

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns of `by_sector` with numbers."""
        return tuple(range(1, len(self.head)))


def taking_part_in(assessment: Assessment, standing: Standing) -> TakingPart:
    """The tables for an assessment, with 0 for sectors where nobody answered."""
    cells: Counter[tuple[str, str]] = Counter()
    localities: Counter[str] = Counter()
    for part in people_by_place(assessment):
        cells[part.sector, part.group] += part.people
        localities[part.locality] += part.people
    sectors = [(sector.id, sector.name) for sector in standing.framework.sectors]
    names = {locality.key: locality.name for locality in assessment.partnership.localities.all()}
    return TakingPart(
        head=(_("Sector"), *(group.name for group in standing.groups), _("All")),
        by_sector=_by_sector(cells, sectors, standing),
        locality_head=(_("Locality"), _("All")),
        by_locality=_by_locality(localities, names) if names else (),
        sectors_heard=len({sector for (sector, _group), people in cells.items() if sector and people}),
    )


def _by_sector(
    cells: Counter[tuple[str, str]], sectors: list[tuple[str, str]], standing: Standing
) -> tuple[tuple[str, ...], ...]:
    known = {sector for sector, _name in sectors}
    unknown = sorted({sector for sector, _group in cells if sector and sector not in known})
    rows = [*sectors, *((sector, sector) for sector in unknown), ("", _("Did not say"))]
    table = [(name, [cells[sector, group.key] for group in standing.groups]) for sector, name in rows]
    sums = [sum(column) for column in zip(*(numbers for _name, numbers in table), strict=True)]
    return tuple((name, *map(number, numbers), number(sum(numbers))) for name, numbers in [*table, (_("All"), sums)])


def _by_locality(people: Counter[str], names: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    gone = sorted(key for key in people if key and key not in names)
    rows = [*names.items(), *((key, key) for key in gone), ("", _("Did not say"))]
    return tuple((name, number(people[key])) for key, name in [*rows])
