"""How many people took part by questionnaire, and where they work; no answer is read."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.methods import Place
from oneworkforce.gathering.questionnaires.models import Draft


def sent(assessment: Assessment) -> Counter[Place]:
    """People who sent their answers, released or waiting, by place."""
    people: Counter[Place] = Counter()
    released = assessment.tallies.values_list("staff_group_id", "sector", "locality", "sheets")
    for rows in (released, _drafts(assessment, sent=True)):
        for staff_group, sector, locality, how_many in rows:
            people[staff_group, sector, locality] += how_many
    return people


def under_way(assessment: Assessment) -> Counter[Place]:
    """Drafts begun and not sent, by place."""
    return Counter({(group, sector, locality): n for group, sector, locality, n in _drafts(assessment, sent=False)})


def _drafts(assessment: Assessment, *, sent: bool) -> list[tuple[int, str, str, int]]:
    drafts = Draft.objects.filter(assessment=assessment, sent=sent).order_by()
    return list(drafts.values_list("staff_group_id", "sector", "locality").annotate(Count("pk")))
