from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.evidence.models import HeldView
from oneworkforce.gathering.evidence.queries import families_of, heard_from
from oneworkforce.gathering.involvement.models import Involvement
from oneworkforce.gathering.methods import all_methods


@dataclass(frozen=True, slots=True)
class Voice:
    """One audience: how it takes part, and what services have heard from it."""

    id: str
    name: str
    involvement: Involvement | None
    views: tuple[HeldView, ...]


def sent_by_audience(assessment: Assessment) -> Counter[str]:
    """How many people sent a questionnaire or the like, by audience id."""
    audiences = dict(assessment.partnership.staff_groups.values_list("pk", "audience"))
    people: Counter[str] = Counter()
    for method in all_methods():
        for (staff_group, _sector, _locality), how_many in method.sent(assessment).items():
            people[audiences[staff_group]] += how_many
    return people


def voices_of(assessment: Assessment) -> list[Voice]:
    """Young people, children, then parents and carers, as far as the framework has them: two queries."""
    recorded = {one.audience: one for one in assessment.involvements.all()}
    heard = heard_from(assessment)
    return [
        Voice(audience.id, audience.name, recorded.get(audience.id), tuple(heard.get(audience.id, ())))
        for audience in families_of(assessment)
    ]
