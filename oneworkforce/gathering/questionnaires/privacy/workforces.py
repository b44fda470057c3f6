"""How many who came by a group's link said that they are core or wider workforce, joined with nothing else.

A release counts what its drafts said, for the staff group as a whole. What it said joins the numbers that are shown
once k more people of the group have said it; until then it waits (analysis.folding.enough_to_join; docs/adr/0033).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from oneworkforce.analysis import enough_to_join
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Workforce


def count_workforces(*, assessment: Assessment, staff_group: int, said: Iterable[str]) -> None:
    """Count what a batch of released drafts said; "" for those who did not. In the release's own transaction."""
    people = Counter(said)
    if not any(people[kind] for kind in Workforce.values):
        return
    counts = assessment.workforce_counts.filter(staff_group=staff_group)
    # All kinds, in one order, so that which rows are there says nothing of who was in a batch.
    for kind in Workforce.values:
        assessment.workforce_counts.get_or_create(staff_group_id=staff_group, workforce=kind)
        counts.filter(workforce=kind).update(waiting=F("waiting") + people[kind])
    if enough_to_join(counts.values_list("waiting", flat=True), assessment.k):
        counts.update(people=F("people") + F("waiting"), waiting=0)


def workforces(assessment: Assessment) -> Counter[str]:
    """How many people are counted of each workforce, of all staff groups together, in one query."""
    people: Counter[str] = Counter()
    for kind, how_many in assessment.workforce_counts.values_list("workforce", "people"):
        people[kind] += how_many
    return people
