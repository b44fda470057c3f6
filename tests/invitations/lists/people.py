"""People to invite, made up, at example.org."""

from __future__ import annotations

from itertools import count
from typing import Any

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Invitation
from tests.factories import make_assessment

numbers = count(1)


def make_invitation(assessment: Assessment | None = None, **details: Any) -> Invitation:
    """Somebody invited, in the assessment's first wave, as one of the front line."""
    assessment = assessment or make_assessment()
    number = next(numbers)
    wave, _made = assessment.waves.get_or_create(name=details.pop("wave", "First wave"))
    group = assessment.partnership.staff_groups.get(key=details.pop("group", "frontline"))
    details = {"name": f"Guest {number}", "email": f"guest{number}@example.org", **details}
    return assessment.invitations.create(wave=wave, staff_group=group, **details)
