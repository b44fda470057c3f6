"""What services have heard already, by audience."""

from __future__ import annotations

from collections.abc import Sequence

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Named, load_pin
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES
from oneworkforce.gathering.evidence.models import HeldView

CHILDREN_AND_FAMILIES = FAMILY_AUDIENCES


def families_of(assessment: Assessment) -> list[Named]:
    """Young people, children, then parents and carers, as far as the framework has them."""
    return [one for one in load_pin(assessment.framework).audiences if one.id in CHILDREN_AND_FAMILIES]


def heard_from(assessment: Assessment) -> dict[str, Sequence[HeldView]]:
    """What services have heard, by audience, in one query."""
    views: dict[str, list[HeldView]] = {}
    for view in assessment.held_views.all():
        views.setdefault(view.audience, []).append(view)
    return dict(views)
