"""What a list would do: people it adds, invitations it changes, waves it makes. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.plans.vocabulary import fold

AT_ONCE = 500
FIELDS = ("wave", "staff_group", "name", "organisation", "sector", "locality", "workforce", "language")
_STORED = ("wave__name", "staff_group__key", *FIELDS[2:])


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody already invited, and field → (before, after), as in `Person`."""

    person: Person
    fields: dict[str, tuple[str, str]]

    @property
    def moves(self) -> bool:
        """Whether they go to another wave."""
        return "wave" in self.fields


@dataclass(frozen=True, slots=True)
class NewWave:
    """A wave the list makes. `like`: the wave that may have been meant, or ""."""

    name: str
    like: str


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What happens to a list's people."""

    new: Sequence[Person]
    changed: Sequence[Change]
    unchanged: int
    new_waves: Sequence[NewWave]

    @property
    def moved(self) -> int:
        """How many go to another wave."""
        return sum(change.moves for change in self.changed)

    def counts(self, field: str) -> Counter[str]:
        """How many new people have each value of a field."""
        return Counter(getattr(person, field) for person in self.new)


def plan_of(assessment: Assessment, people: Sequence[Person]) -> ListPlan:
    """What a list would do now; empty cells change nothing. One query for each 500 people, and one."""
    invited = _invited(assessment, [person.email for person in people])
    waves = list(assessment.waves.values_list("name", flat=True))
    new = [person for person in people if person.email not in invited]
    changes = [_change(person, invited[person.email]) for person in people if person.email in invited]
    changed = [change for change in changes if change.fields]
    return ListPlan(
        new=new,
        changed=changed,
        unchanged=len(changes) - len(changed),
        new_waves=_new_waves([*(person.wave for person in new), *(change.person.wave for change in changed)], waves),
    )


def _invited(assessment: Assessment, emails: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(emails), AT_ONCE):
        some = assessment.invitations.filter(email__in=emails[start : start + AT_ONCE])
        found.update((email, tuple(values)) for email, *values in some.values_list("email", *_STORED))
    return found


def _change(person: Person, stored: tuple[str, ...]) -> Change:
    fields = {
        field: (before, getattr(person, field))
        for field, before in zip(FIELDS, stored, strict=True)
        if getattr(person, field) not in ("", before)
    }
    return Change(person, fields)


def _new_waves(wanted: Iterable[str], known: Sequence[str]) -> list[NewWave]:
    """Missing waves, each with a wave that is spelled nearly the same."""
    folded = {fold(name): name for name in known}
    found = []
    for name in dict.fromkeys(wanted):
        if name not in known:
            near = get_close_matches(fold(name), folded, n=1, cutoff=0.75)
            found.append(NewWave(name, folded[near[0]] if near else ""))
            folded[fold(name)] = name
    return found
