"""What is done to a questionnaire by people with an account, or from the command line."""

from __future__ import annotations

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.codes import new_code
from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.partnerships.models import StaffGroup

LINK_CODE_LENGTH = 8


def make_links(assessment: Assessment) -> None:
    """Make a link for each staff group that has none. The opening that this belongs to is audited, so this is not."""
    groups = assessment.partnership.staff_groups.exclude(links__assessment=assessment)
    GroupLink.objects.bulk_create(
        [GroupLink(assessment=assessment, staff_group=group, code=new_code(LINK_CODE_LENGTH)) for group in groups],
        ignore_conflicts=True,
    )


def link_for(assessment: Assessment, staff_group: StaffGroup) -> GroupLink:
    """A staff group's link, made now if the group came after the opening. Not audited: a link gives no new right.

    :raises ValueError: for a staff group of another partnership.
    """
    if staff_group.partnership_id != assessment.partnership_id:
        raise ValueError(f"{staff_group} is not a staff group of {assessment.partnership}")
    link, _made = GroupLink.objects.get_or_create(
        assessment=assessment, staff_group=staff_group, defaults={"code": new_code(LINK_CODE_LENGTH)}
    )
    return link
