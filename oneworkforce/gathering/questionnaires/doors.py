"""The questionnaire as the hub sees it: the link of each staff group, who took part, and further pages."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest
from oneworkforce.gathering.methods import Door, HubPage, Place
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission


def doors(assessment: Assessment) -> list[Door]:
    """A door for each staff group, in the partnership's order, with or without a link: two queries."""
    codes = dict(assessment.group_links.values_list("staff_group_id", "code"))
    return [_door(assessment, group, codes.get(group.pk, "")) for group in assessment.partnership.staff_groups.all()]


def _door(assessment: Assessment, group: StaffGroup, code: str) -> Door:
    themes = asked_themes(assessment.framework, group.audience)
    minutes = minutes_for(sum(len(theme.questions) for theme in themes), group.audience)
    return Door(group, code, minutes, tuple((theme.id, theme.name, theme.purpose) for theme in themes))


def sent(assessment: Assessment) -> Counter[Place]:
    """People who sent their answers, released or waiting, by place; no answer is read."""
    people: Counter[Place] = Counter()
    released = assessment.tallies.values_list("staff_group_id", "sector", "locality", "sheets")
    for rows in (released, _drafts(assessment, sent=True)):
        for staff_group, sector, locality, how_many in rows:
            people[staff_group, sector, locality] += how_many
    return people


def under_way(assessment: Assessment) -> Counter[Place]:
    """Drafts begun and not sent, by place."""
    return Counter({(group, sector, locality): n for group, sector, locality, n in _drafts(assessment, sent=False)})


def hub_pages(_request: AssessmentRequest) -> list[HubPage]:
    """Paper."""
    return [
        HubPage(
            "paper",
            Permission.RUN,
            _("Paper"),
            _("Questionnaires to print, in large print too, and a quick way to type in the sheets that come back."),
        )
    ]


def _drafts(assessment: Assessment, *, sent: bool) -> list[tuple[int, str, str, int]]:
    drafts = Draft.objects.filter(assessment=assessment, sent=sent).order_by()
    return list(drafts.values_list("staff_group_id", "sector", "locality").annotate(Count("pk")))
