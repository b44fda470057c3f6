"""How many answers the figures rest on so far, how many wait, and whether more can come. No answer is read here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES


@dataclass(frozen=True, slots=True)
class SoFar:
    """People who sent their answers.

    `released` are in the figures, `waiting` not yet. `waiting_groups` has the keys of the staff groups in which any
    wait, and EVERYONE where that group is of staff. `over`: the assessment is closed or archived.
    """

    released: int
    waiting: int
    waiting_groups: frozenset[str]
    over: bool

    @property
    def people(self) -> int:
        """All who sent their answers."""
        return self.released + self.waiting


def so_far(assessment: Assessment) -> SoFar:
    """How far an assessment has come: two queries, however many answered."""
    released = assessment.tallies.aggregate(all=Sum("sheets"))["all"] or 0
    sent = assessment.drafts.filter(sent=True).values_list("staff_group__key", "staff_group__audience")
    waiting = list(sent.annotate(Count("pk")))
    groups = {key for key, _audience, _people in waiting}
    if any(audience in POOLED_AUDIENCES for _key, audience, _people in waiting):
        groups.add(EVERYONE)
    return SoFar(
        released=int(released),
        waiting=sum(people for _key, _audience, people in waiting),
        waiting_groups=frozenset(groups),
        over=assessment.stage in (Stage.CLOSED, Stage.ARCHIVED),
    )
