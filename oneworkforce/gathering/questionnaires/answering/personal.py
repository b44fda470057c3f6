"""Somebody's own link: from a letter, or noted when they began. It works on any device until they have sent.

The page that it opens has one button; only that button does anything, so a mail scanner may follow the link as often as
it likes. The button exchanges the code for a cookie, and no later address holds it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, Stage, can
from oneworkforce.gathering.questionnaires.answering import consent
from oneworkforce.gathering.questionnaires.answering.starting import (
    may_start,
    start_page,
    under_way_here,
)
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, find, why_not
from oneworkforce.gathering.questionnaires.answering.whose import invitation_of
from oneworkforce.gathering.questionnaires.drafts import NotOpen, draft_key, drop_unsent_draft, start_invited_draft
from oneworkforce.invitations.keys import mark_finished
from oneworkforce.invitations.models import Invitation
from oneworkforce.visitors import cookies
from oneworkforce.visitors.language import speak_for
from oneworkforce.visitors.pages import page, sorry, too_many_tries


def open_link(request: HttpRequest, code: str) -> HttpResponseBase | None:
    """The page behind a personal link, whatever has become of it; None for one that nobody has.

    :param code: the link's, tidied.
    """
    found, invitation = find(code), invitation_of(code)
    known = found or invitation
    if invitation is not None:
        speak_for(invitation.assessment, invitation.language, invitation.staff_group.audience)
    elif found is not None:
        speak_for(found.assessment, audience=found.audience)
    if known is None:
        return None
    if has_sent(found, invitation):
        if request.method == "POST":
            _tidy_up(code, found, invitation)
        return finished(known.assessment)
    if found is not None:
        return _go_on(request, found)
    assert invitation is not None  # noqa: S101 (for the type checker)
    return _begin(request, invitation, code)


def has_sent(found: UnderWay | None, invitation: Invitation | None) -> bool:
    """Whether the person with this code has sent answers: by this link, or by another of theirs."""
    return (found is not None and found.draft.sent) or (invitation is not None and invitation.finished)


def finished(assessment: Assessment) -> HttpResponse:
    """The page for somebody whose answers are sent."""
    return sorry("already-sent", status=410, assessment=assessment)


def let_in(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Give this browser a questionnaire to go on with."""
    instead = why_not(found)
    if instead is not None:
        return instead
    response = redirect(found.next_address())
    cookies.remember(response, request, found.code)
    cookies.forget_sent(response)
    return response


def not_now(assessment: Assessment) -> HttpResponse:
    """The page for an assessment that takes no answers: not yet, or not any more."""
    kind, status = ("not-open", 404) if assessment.stage == Stage.PLANNING else ("closed", 410)
    return sorry(kind, status=status, assessment=assessment)


def _go_on(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    instead = why_not(found)
    if instead is not None:
        return instead
    if request.method == "POST" and cookies.is_our_form(request):
        return let_in(request, found)
    token = cookies.form_token(request)
    response = page(
        found.template("back"), assessment=found.assessment, token=token, form_lost=request.method == "POST"
    )
    cookies.keep_form_token(response, request, token)
    return response


def _begin(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponseBase:
    assessment = apply_dates(invitation.assessment)
    if not can(assessment, Doing.ANSWER):
        return not_now(assessment)
    here = under_way_here(request, assessment, invitation.staff_group)
    said = consent.read(request, invitation.staff_group.audience, assessment.partnership)
    pressed = request.method == "POST" and cookies.is_our_form(request) and said.given
    # Answers of the same group in this browser may be the same person's, by an earlier letter, or somebody else's.
    if not pressed or (here is not None and here.same and request.POST.get("afresh") != "1"):
        return start_page(request, assessment, invitation.staff_group, here, personal=code, form_lost=not pressed)
    if not may_start(request):
        return too_many_tries()
    try:
        start_invited_draft(invitation=invitation, code=code)
    except NotOpen:
        return sorry("closed", status=410, assessment=assessment)
    response = redirect("answer-about")
    cookies.remember(response, request, code)
    cookies.forget_sent(response)
    return response


def _tidy_up(code: str, found: UnderWay | None, invitation: Invitation | None) -> None:
    """Mend what a crash between sending and its note left, or delete what a second link had begun."""
    if found is not None and not found.draft.sent:
        drop_unsent_draft(key=draft_key(code))
    elif invitation is not None and not invitation.finished:
        mark_finished(code)
