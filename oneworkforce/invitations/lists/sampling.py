"""Draw some people of a list at random, in proportion by sector or staff group."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oneworkforce.invitations.lists.reading.person import Person

BY_SECTOR, BY_STAFF_GROUP = "sector", "staff_group"


@dataclass(frozen=True, slots=True)
class Sample:
    """How many people, in proportion by which field."""

    people: int
    by: str = BY_SECTOR


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who was drawn, in list order, and for each part how many out of how many."""

    people: Sequence[Person]
    parts: Mapping[str, tuple[int, int]]


def draw(people: Sequence[Person], sample: Sample) -> Drawn:
    """Draw this many, each part its share; leftovers go to the largest remainders.

    Randomness is the operating system's: nobody can repeat or foresee the draw.
    """
    chance = secrets.SystemRandom()
    parts: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        parts[getattr(person, sample.by)].append(person)
    wanted = min(sample.people, len(people))
    exact = {part: wanted * len(members) / len(people) for part, members in parts.items()}
    shares = {part: int(share) for part, share in exact.items()}
    # Equal remainders are drawn for too, or the first of the alphabet would always win.
    by_remainder = sorted(parts, key=lambda part: (exact[part] - shares[part], chance.random()), reverse=True)
    for part in by_remainder[: wanted - sum(shares.values())]:
        shares[part] += 1
    chosen = [person for part, members in parts.items() for person in chance.sample(members, shares[part])]
    return Drawn(
        sorted(chosen, key=lambda person: person.line),
        {part: (shares[part], len(members)) for part, members in parts.items()},
    )
