"""Who took part, in numbers of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.methods import Place, all_methods
from oneworkforce.invitations.numbers import finished_by_place


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """People of one staff group, sector and locality who sent their answers; "" for not known."""

    group: str
    sector: str
    locality: str
    people: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, in people. Says nothing about answers.

    `parts`: people who sent, released or waiting, by group × sector × locality; iterating gives them.
    `begun`: people who began and did not send, by the same three.
    `people_in_group`, `people_in_sector`: workforce sizes, if known.
    """

    parts: tuple[PlaceCount, ...]
    begun: Counter[tuple[str, str, str]]
    people_in_group: dict[str, int]
    people_in_sector: dict[str, int]

    def __iter__(self) -> Iterator[PlaceCount]:
        return iter(self.parts)

    @property
    def under_way(self) -> int:
        """People who began and did not send."""
        return self.begun.total()

    @property
    def sent(self) -> int:
        """People who sent their answers."""
        return sum(part.people for part in self.parts)

    @property
    def by_group(self) -> dict[str, int]:
        """People who sent, by staff-group key; groups without any are left out."""
        return self._by("group")

    @property
    def by_sector(self) -> dict[str, int]:
        """People who sent, by sector id; "" for not said."""
        return self._by("sector")

    @property
    def by_locality(self) -> dict[str, int]:
        """People who sent, by locality key; "" for not said."""
        return self._by("locality")

    def _by(self, what: str) -> dict[str, int]:
        people: Counter[str] = Counter()
        for part in self.parts:
            people[getattr(part, what)] += part.people
        return dict(sorted(people.items()))


def participation(assessment: Assessment) -> Participation:
    """Who took part so far, in seven queries that read no answer.

    We don't ask people with a personal link where they work, and their answers don't say. The list knows it of those
    who have finished, so they are counted where the list has them.
    """
    groups = list(assessment.partnership.staff_groups.all())
    keys = {group.pk: group.key for group in groups}
    sizes = assessment.partnership.workforce_sizes.values_list("sector", "people")
    return Participation(
        parts=_parts(assessment, keys),
        begun=Counter({(keys[group], one, two): n for (group, one, two), n in _under_way(assessment).items()}),
        people_in_group={group.key: group.people for group in groups if group.people is not None},
        people_in_sector=dict(sizes),
    )


def people_by_place(assessment: Assessment) -> tuple[PlaceCount, ...]:
    """Only the `parts` of `participation`, in fewer queries."""
    return _parts(assessment, {group.pk: group.key for group in assessment.partnership.staff_groups.all()})


def _parts(assessment: Assessment, keys: Mapping[int, str]) -> tuple[PlaceCount, ...]:
    people: Counter[tuple[str, str, str]] = Counter()
    for (staff_group, sector, locality), how_many in _sent(assessment).items():
        people[keys[staff_group], sector, locality] += how_many
    for (staff_group, sector, locality), how_many in sorted(finished_by_place(assessment).items()):
        silent = (keys[staff_group], "", "")
        moved = min(how_many, people[silent])
        people[silent] -= moved
        people[keys[staff_group], sector, locality] += moved
    return tuple(PlaceCount(*cell, how_many) for cell, how_many in sorted(people.items()) if how_many)


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
