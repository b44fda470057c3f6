"""Whose voices are missing, in sentences, from numbers of people. Knows no person, time or answer.

"Nobody from Housing yet (1 invited)" would say of somebody that they have not answered. So a silence is told only of
parts that are counted by themselves (analysis/folding.py): where at least k were invited, or nobody was by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from oneworkforce.ui.wording import number

ENOUGH_TO_EXPECT = 3
"""People. Where we expect fewer, an empty corner is no surprise."""

FEW = 0.5
"""A sector is heard little if its share is below this part of all other sectors' share."""


@dataclass(frozen=True, slots=True)
class Heard:
    """People who sent, with what we can compare them to.

    `sent`, `invited`: (sector, locality) → people, `invited` by name only. `workforce`: sector → people, if known.
    `groups`: staff group → people who sent. `wider`: (invited, finished) of the wider workforce.
    `sectors_together`, `localities_together`: those not counted by themselves. `k`: the fewest people to speak of.
    `over`: nobody can answer any more, so nothing is said of "yet" or "so far".
    """

    sectors: Mapping[str, str]
    localities: Mapping[str, str]
    groups: Mapping[str, int]
    sent: Mapping[tuple[str, str], int]
    invited: Mapping[tuple[str, str], int] = field(default_factory=dict)
    workforce: Mapping[str, int] = field(default_factory=dict)
    wider: tuple[int, int] = (0, 0)
    sectors_together: frozenset[str] = frozenset()
    localities_together: frozenset[str] = frozenset()
    k: int = 1
    over: bool = False

    def by_sector(self) -> Counter[str]:
        return _summed(self.sent, 0)

    def by_locality(self) -> Counter[str]:
        return _summed(self.sent, 1)


def missing_voices(heard: Heard) -> list[str]:
    """A sentence for each missing voice, the largest first within each kind."""
    return [
        *(
            (_("Nobody from %(group)s") if heard.over else _("Nobody from %(group)s yet")) % {"group": name}
            for name, people in heard.groups.items()
            if not people
        ),
        *_missing_sectors(heard),
        *(
            (_("Nobody in %(locality)s") if heard.over else _("Nobody in %(locality)s yet")) % {"locality": name}
            for key, name in heard.localities.items()
            if key not in heard.localities_together and not heard.by_locality()[key]
        ),
        *_missing_corners(heard),
        *_missing_wider(heard),
        *_heard_little(heard),
    ]


def _missing_sectors(heard: Heard) -> list[str]:
    sent, invited = heard.by_sector(), _summed(heard.invited, 0)
    missing = [sector for sector in heard.sectors if sector not in heard.sectors_together and not sent[sector]]
    missing.sort(key=lambda sector: -max(heard.workforce.get(sector, 0), invited[sector]))
    return [_missing_sector(heard, sector, invited[sector]) for sector in missing]


def _missing_sector(heard: Heard, sector: str, invited: int) -> str:
    words = {"sector": heard.sectors[sector]}
    if invited:
        words["people"] = number(invited)
        if heard.over:
            return _("Nobody from %(sector)s (%(people)s invited)") % words
        return _("Nobody from %(sector)s yet (%(people)s invited)") % words
    if sector in heard.workforce:
        words["people"] = number(heard.workforce[sector])
        if heard.over:
            return _("Nobody from %(sector)s (%(people)s work there)") % words
        return _("Nobody from %(sector)s yet (%(people)s work there)") % words
    return (_("Nobody from %(sector)s") if heard.over else _("Nobody from %(sector)s yet")) % words


def _missing_corners(heard: Heard) -> list[str]:
    """A sector and a locality that are both heard, but not together, though we expected people there."""
    by_sector, by_locality = heard.by_sector(), heard.by_locality()
    everyone = sum(people for (sector, locality), people in heard.sent.items() if sector and locality)
    corners: list[tuple[float, str, str]] = []
    for sector in heard.sectors.keys() - heard.sectors_together:
        for locality in heard.localities.keys() - heard.localities_together:
            if heard.sent.get((sector, locality)) or not by_sector[sector] or not by_locality[locality]:
                continue
            by_chance = by_sector[sector] * by_locality[locality] / everyone if everyone else 0
            expected = heard.invited.get((sector, locality), 0) or (0 if heard.invited else by_chance)
            if expected >= (heard.k if heard.invited else ENOUGH_TO_EXPECT):
                corners.append((-expected, sector, locality))
    said = (
        _("Nobody from %(sector)s in %(locality)s") if heard.over else _("Nobody from %(sector)s in %(locality)s yet")
    )
    return [
        said % {"sector": heard.sectors[sector], "locality": heard.localities[locality]}
        for _expected, sector, locality in sorted(corners)
    ]


def _missing_wider(heard: Heard) -> list[str]:
    invited, finished = heard.wider
    if finished or invited < heard.k or not invited:
        return []
    said = (
        _("Nobody of the wider workforce who was invited by name has finished (%(people)s invited)")
        if heard.over
        else _("Nobody of the wider workforce who was invited by name has finished yet (%(people)s invited)")
    )
    return [said % {"people": number(invited)}]


def _heard_little(heard: Heard) -> list[str]:
    sent = heard.by_sector()
    known = {sector: people for sector, people in heard.workforce.items() if people and sector in heard.sectors}
    little = []
    for sector, people in known.items():
        others = sum(known.values()) - people
        expected = people * sum(sent[other] for other in known if other != sector) / others if others else 0
        if sent[sector] and sent[sector] < FEW * expected and expected - sent[sector] >= ENOUGH_TO_EXPECT:
            little.append((sent[sector] - expected, sector))
    return [_few_from(heard, sector, sent[sector], known[sector]) for _missing, sector in sorted(little)]


def _few_from(heard: Heard, sector: str, sent: int, people: int) -> str:
    words = {"sector": heard.sectors[sector], "sent": number(sent), "people": number(people)}
    if sector in heard.sectors_together:
        if heard.over:
            return _("Few from %(sector)s (%(people)s work there)") % words
        return _("Few from %(sector)s so far (%(people)s work there)") % words
    if heard.over:
        return _("Few from %(sector)s: %(sent)s of %(people)s") % words
    return _("Few from %(sector)s so far: %(sent)s of %(people)s") % words


def _summed(cells: Mapping[tuple[str, str], int], place: int) -> Counter[str]:
    people: Counter[str] = Counter()
    for cell, how_many in cells.items():
        people[cell[place]] += how_many
    return people
