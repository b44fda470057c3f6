"""The random samples that were drawn, in numbers: from the record of what was done, which names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment

PEOPLE_INVITED = "people invited"
"""The event of a list whose people were invited."""


@dataclass(frozen=True, slots=True)
class RandomDraw:
    """One draw. `by`: the field in whose proportion; `parts`: its value → (drawn, of how many), in people."""

    at: datetime
    people: int
    of: int
    by: str
    parts: Mapping[str, tuple[int, int]]


def draws_of(assessment: Assessment) -> list[RandomDraw]:
    """Every random sample of an assessment's lists, oldest first, in one query."""
    invited = Event.objects.filter(
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        what=PEOPLE_INVITED,
        details__has_key="drawn",
    )
    return [_draw(at, details["drawn"]) for at, details in invited.order_by("at", "pk").values_list("at", "details")]


def _draw(at: datetime, drawn: Mapping[str, object]) -> RandomDraw:
    parts = drawn["parts"]
    assert isinstance(parts, Mapping)  # noqa: S101 (for the types alone)
    return RandomDraw(
        at=at,
        people=int(str(drawn["people"])),
        of=int(str(drawn["of"])),
        by=str(drawn["in_proportion_by"]),
        parts={str(part): (int(n), int(of)) for part, (n, of) in parts.items()},
    )
