"""Who took part, in numbers of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.methods import Place, all_methods
from oneworkforce.invitations.models import Workforce
from oneworkforce.invitations.numbers import invited_parts
from oneworkforce.ui.wording import list_in_words

if TYPE_CHECKING:
    from oneworkforce.analysis import Folded


class By(StrEnum):
    """The ways in which the workforce is divided. The last two are known of those invited by name alone."""

    GROUP = "group"
    SECTOR = "sector"
    LOCALITY = "locality"
    WAVE = "wave"
    WORKFORCE = "workforce"


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """People of one staff group, sector and locality; "" for not known.

    `people`: sent their answers, of them `by_link` by a group's link; `begun`: have not sent yet; `invited`: by name.
    """

    group: str
    sector: str
    locality: str
    people: int
    by_link: int = 0
    begun: int = 0
    invited: int = 0


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, in people. Says nothing about answers.

    `parts`: by group × sector × locality; iterating gives them. What is shown of them goes through `fold`: only a
    staff group's own number is shown whatever its size, so that people know how many are needed.
    `people_in_group`, `people_in_sector`, `people_in_workforce` (core, wider): sizes, if known. `k`: the fewest people
    to count by themselves.
    """

    parts: tuple[PlaceCount, ...]
    k: int
    people_in_group: dict[str, int]
    people_in_sector: dict[str, int]
    people_in_workforce: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[PlaceCount]:
        return iter(self.parts)

    @property
    def under_way(self) -> int:
        """People who began and did not send."""
        return sum(part.begun for part in self.parts)

    @property
    def sent(self) -> int:
        """People who sent their answers."""
        return sum(part.people for part in self.parts)

    @property
    def by_group(self) -> dict[str, int]:
        """People who sent, by staff-group key; groups without any are left out."""
        return self.by(By.GROUP)

    @property
    def by_sector(self) -> dict[str, int]:
        """People who sent, by sector id; "" for not said. Not to be shown as it is: see `fold`."""
        return self.by(By.SECTOR)

    @property
    def by_locality(self) -> dict[str, int]:
        """People who sent, by locality key; "" for not said. Not to be shown as it is: see `fold`."""
        return self.by(By.LOCALITY)

    def by(self, what: By, number: str = "people") -> dict[str, int]:
        """One of the numbers by staff group, sector or locality; parts without any are left out."""
        people: Counter[str] = Counter()
        for part in self.parts:
            people[getattr(part, what)] += getattr(part, number)
        return {key: how_many for key, how_many in sorted(people.items()) if how_many}

    def fold(self, what: By, known: Iterable[str]) -> Folded:
        """What may be shown by sector or locality: the known parts, those gone since, and "", small ones together."""
        # Counts of people without it need no numpy, which takes long to load.
        from oneworkforce.analysis import HeadCount, fold_small

        found = [self.by(what, number) for number in ("invited", "by_link", "begun")]
        others = {key for numbers in found for key in numbers}
        keys = [*known, *sorted(others - {*known, ""}), *([""] if "" in others else [])]
        return fold_small((HeadCount(key, *(numbers.get(key, 0) for numbers in found)) for key in keys), self.k)

    @property
    def sectors_heard(self) -> tuple[int, bool]:
        """How many sectors that stand by themselves have sent, and whether others have, too."""
        sent, folded = self.by_sector, self.fold(By.SECTOR, ())
        heard = sum(1 for key in folded.alone if key and sent.get(key)) if folded.offered else 0
        return heard, bool(folded.rest) and any(key and sent.get(key) for key in folded.rest)


def the_rest(names: Mapping[str, str], keys: Iterable[str]) -> str:
    """The name of the row of parts that are counted together."""
    return _("The rest: %(parts)s") % {"parts": list_in_words(names.get(key, key) for key in keys)}


def not_known() -> str:
    """The row of people whose place is not known: left out, or never asked."""
    return _("Not known")


def who_is_not_known() -> str:
    """Why a place is not known, beside tables that have such a row."""
    return _(
        "“Not known”: people who left it out, or whom we do not ask. We ask neither those who come by a link of their "
        "own nor young people, children and parents."
    )


def participation(assessment: Assessment) -> Participation:
    """Who took part so far, in seven queries that read no answer.

    We don't ask people with a personal link where they work, and their answers don't say. The list knows it of those
    who have finished, so they are counted where the list has them.
    """
    groups = list(assessment.partnership.staff_groups.all())
    keys = {group.pk: group.key for group in groups}
    people, by_link, begun, invited, finished = (Counter[tuple[str, str, str]]() for _number in range(5))
    for (staff_group, sector, locality), how_many in _sent(assessment).items():
        by_link[keys[staff_group], sector, locality] += how_many
    for (staff_group, sector, locality), how_many in _under_way(assessment).items():
        begun[keys[staff_group], sector, locality] += how_many
    for part in invited_parts(assessment):
        invited[keys[part.staff_group], part.sector, part.locality] += part.invited
        finished[keys[part.staff_group], part.sector, part.locality] += part.finished
    for cell, how_many in sorted(finished.items()):
        silent = (cell[0], "", "")
        moved = min(how_many, by_link[silent])
        by_link[silent] -= moved
        people[cell] += moved
    people += by_link
    sizes = list(assessment.partnership.workforce_sizes.values_list("sector", "people", "wider"))
    told_apart = [(size, wider) for _sector, size, wider in sizes if wider is not None]
    workforces = {
        Workforce.CORE.value: sum(size - wider for size, wider in told_apart),
        Workforce.WIDER.value: sum(wider for _size, wider in told_apart),
    }
    cells = sorted(cell for cell in {*people, *begun, *invited} if people[cell] or begun[cell] or invited[cell])
    return Participation(
        parts=tuple(PlaceCount(*cell, people[cell], by_link[cell], begun[cell], invited[cell]) for cell in cells),
        k=assessment.k,
        people_in_group={group.key: group.people for group in groups if group.people is not None},
        people_in_sector={sector: size for sector, size, _wider in sizes},
        people_in_workforce=workforces if told_apart else {},
    )


def respondents(assessment: Assessment) -> int:
    """How many people sent their answers, released or waiting."""
    return _sent(assessment).total()


def _under_way(assessment: Assessment) -> Counter[Place]:
    people: Counter[Place] = Counter()
    for method in all_methods():
        people += method.under_way(assessment)
    return people


def _sent(assessment: Assessment) -> Counter[Place]:
    people: Counter[Place] = Counter()
    for method in all_methods():
        people += method.sent(assessment)
    return people
