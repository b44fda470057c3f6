"""The first page of a questionnaire, the same for a group's link and for somebody's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from oneworkforce.accounts.limits import too_many
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks.rules import CHILDREN
from oneworkforce.gathering.questionnaires.answering import consent
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, find, why_not
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.answering.whose import invited_to
from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies
from oneworkforce.visitors.gaps import Gaps, page_with_gaps
from oneworkforce.visitors.language import group_name
from oneworkforce.visitors.pages import TRY_AGAIN_AFTER

STARTS = 1000
"""Questionnaires that may be started from one address in ten minutes: a conference of a whole workforce still fits."""


@dataclass(frozen=True, slots=True)
class Here:
    """What this browser could go on with. `same`: it asks the same staff group in the same assessment."""

    found: UnderWay
    same: bool


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """A group of fewer people than are ever shown by themselves. `invited`: counted by a list, not told by anybody."""

    people: int
    invited: bool


def start_page(
    request: HttpRequest,
    assessment: Assessment,
    staff_group: StaffGroup,
    here: Here | None,
    *,
    personal: str = "",
    group: str = "",
    form_lost: bool = False,
) -> HttpResponse:
    """What the questionnaire is, who asks, and what is kept. Nobody is greeted by name: others may look on.

    :param personal: the code of a personal link; :param group: that of a group's. :param form_lost: on a POST, whether
        it came without what proves that it is from a page of ours.
    """
    said = consent.read(request, staff_group.audience, assessment.partnership)
    themes = asked_themes(assessment.framework, staff_group.audience)
    statements = sum(len(theme.questions) for theme in themes)
    token = cookies.form_token(request)
    action = reverse("answer-start", args=[personal or group])
    # A form that starts afresh, or on a shared device, is led on: sent again by “reload”, it would start once more.
    leads_on = group and not here and not is_family(staff_group.audience) and not cookies.is_shared(request)
    plain = not is_family(staff_group.audience)
    gaps = Gaps(kept=plain and here is None, token=token)
    response = page_with_gaps(
        said.template,
        gaps,
        **({} if plain else {"consent": said, "assessment": assessment, "staff_group": staff_group}),
        **({"for_children": childrens_link(assessment)} if said.too_young else {}),
        has_errors=bool(said.faults),
        partnership=assessment.partnership.name,
        own_word=assessment.partnership.own_word,
        purpose=assessment.purpose,
        closes_on=assessment.closes_on,
        k=assessment.k,
        group_name=group_name(staff_group, assessment),
        who=staff_group.who,
        personal=bool(personal),
        action=address_of("answer-about") if leads_on else action,
        link=group if leads_on else "",
        small=small_group(assessment, staff_group),
        themes=len(themes),
        statements=statements,
        minutes=minutes_for(assessment.framework, staff_group.audience).in_figures,
        under_way=here and here.found,
        same=here is not None and here.same,
        token=gaps.token,
        shared=cookies.is_shared(request),
        form_lost=form_lost and request.method == "POST" and not cookies.is_our_form(request),
    )
    cookies.keep_form_token(response, request, token)
    return response


def childrens_link(assessment: Assessment) -> str:
    """The code of a questionnaire for children, to offer to whoever is too young for this one; "" without any."""
    links = GroupLink.objects.filter(assessment=assessment, staff_group__audience=CHILDREN)
    return links.order_by("staff_group__order").values_list("code", flat=True).first() or ""


def small_group(assessment: Assessment, staff_group: StaffGroup) -> SmallGroup | None:
    """Told before anybody answers: a group too small to be shown by itself; None for others, and where nobody knows.

    Counts of a group's people come first; where there is none, a list of those invited is counted.
    """
    if staff_group.people is not None:
        return SmallGroup(staff_group.people, False) if 0 < staff_group.people < assessment.k else None
    invited = invited_to(assessment.pk, staff_group.pk)
    return SmallGroup(invited, True) if 0 < invited < assessment.k else None


def under_way_here(
    request: HttpRequest, assessment: Assessment | None = None, staff_group: StaffGroup | None = None
) -> Here | None:
    """The questionnaire that this browser could go on with, if any."""
    found = find(cookies.remembered_code(request))
    if found is None or why_not(found) is not None:
        return None
    wanted = (assessment and assessment.pk, staff_group and staff_group.pk)
    return Here(found, same=(found.draft.assessment_id, found.draft.staff_group_id) == wanted)


def may_start(request: HttpRequest) -> bool:
    """Count one more start from the request's network; False past the limit."""
    return not too_many(request, "answer start", limit=STARTS, seconds=TRY_AGAIN_AFTER * 60)
