"""What is recorded of children’s and families’ part, by audience."""

from __future__ import annotations

from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.existing_information.models import HeldView, Involvement

CHILDREN_AND_FAMILIES = ("young-people", "parents")


@dataclass(frozen=True, slots=True)
class Voice:
    """One audience of children or families: what is recorded of its part, and what services have heard from it."""

    id: str
    name: str
    involvement: Involvement | None
    views: tuple[HeldView, ...]


def voices_of(assessment: Assessment) -> list[Voice]:
    """Young people, then parents and carers, as far as the framework knows them: two queries."""
    recorded = {one.audience: one for one in assessment.involvements.all()}
    views: dict[str, list[HeldView]] = {}
    for view in assessment.held_views.all():
        views.setdefault(view.audience, []).append(view)
    return [
        Voice(audience.id, audience.name, recorded.get(audience.id), tuple(views.get(audience.id, ())))
        for audience in load_pin(assessment.framework).audiences
        if audience.id in CHILDREN_AND_FAMILIES
    ]
