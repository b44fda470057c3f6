"""The questionnaire as the hub sees it: the link of each staff group, and further pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest
from oneworkforce.gathering.methods import Door, HubPage
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission


def doors(assessment: Assessment) -> list[Door]:
    """A door for each staff group, in the partnership's order, with or without a link: two queries."""
    codes = dict(assessment.group_links.values_list("staff_group_id", "code"))
    return [_door(assessment, group, codes.get(group.pk, "")) for group in assessment.partnership.staff_groups.all()]


def _door(assessment: Assessment, group: StaffGroup, code: str) -> Door:
    themes = asked_themes(assessment.framework, group.audience)
    minutes = minutes_for(assessment.framework, group.audience).in_figures
    return Door(group, code, minutes, tuple((theme.id, theme.name, theme.purpose) for theme in themes))


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
