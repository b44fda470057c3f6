"""The ways in: a group's link, a code typed by hand, and somebody's own link. Looking at one changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from oneworkforce.accounts.limits import too_many
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, Stage, can
from oneworkforce.gathering.questionnaires.answering import cookies
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes
from oneworkforce.gathering.questionnaires.answering.forms import CodeForm
from oneworkforce.gathering.questionnaires.answering.pages import (
    TRY_AGAIN_AFTER,
    answer_page,
    page,
    sorry,
    too_many_tries,
)
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, find, why_not
from oneworkforce.gathering.questionnaires.drafts import NotOpen, start_draft
from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.gathering.questionnaires.prepared import Finder
from oneworkforce.invitations.codes import tidy_code

TRIES = 60
"""Codes that may be tried from one address in ten minutes: an office behind one address may type them together."""
LINKS = Finder(GroupLink, by="code", beside=("assessment", "assessment__partnership", "staff_group"))
STARTS = 1000
"""Questionnaires that may be started from one address in ten minutes: a conference of a whole workforce still fits."""


@answer_page
def enter(request: HttpRequest) -> HttpResponseBase:
    """Type the short code of a group, or one's own code to come back."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and cookies.is_our_form(request):
        if _too_many_tries(request):
            return too_many_tries()
        code = tidy_code(form.cleaned_data["code"])
        link = find_link(code)
        if link:
            return redirect("answer-start", link.code)
        found = find(code)
        if found:
            return _let_in(request, found)
        form.add_error("code", _("We do not know this code. Check each letter and number, and try again."))
    token = cookies.form_token(request)
    response = page("enter", form=form, token=token, under_way=_under_way(request), has_errors=bool(form.errors))
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def start(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the questionnaire is, who asks, and what is kept. Only pressing the button starts one."""
    link = find_link(tidy_code(code))
    if link is None:
        if too_many(request, "answer link", limit=TRIES, seconds=TRY_AGAIN_AFTER * 60):
            return too_many_tries()
        return sorry("unknown", status=404)
    assessment = apply_dates(link.assessment)
    if not can(assessment, Doing.ANSWER):
        return _not_now(assessment)
    before = _under_way(request)
    if request.method == "POST" and cookies.is_our_form(request):
        return _start(request, link, before)
    themes = asked_themes(assessment.framework, link.staff_group.audience)
    statements = sum(len(theme.questions) for theme in themes)
    token = cookies.form_token(request)
    response = page(
        "start",
        link=link,
        assessment=assessment,
        themes=len(themes),
        statements=statements,
        minutes=minutes_for(statements),
        under_way=before,
        same=before is not None and _is_of(before, link),
        token=token,
        form_lost=request.method == "POST",
    )
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def come_back_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """Somebody's own link. A mail scanner that follows it spends nothing: only the button opens the questionnaire."""
    if request.method == "POST" and _too_many_tries(request):
        return too_many_tries()
    found = find(tidy_code(code))
    if found is None:
        if request.method != "POST" and _too_many_tries(request):
            return too_many_tries()
        return sorry("unknown", status=404, personal=True)
    instead = why_not(found)
    if instead is not None:
        return instead
    if request.method == "POST" and cookies.is_our_form(request):
        return _let_in(request, found)
    token = cookies.form_token(request)
    response = page("back", assessment=found.assessment, token=token, form_lost=request.method == "POST")
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def leave(request: HttpRequest) -> HttpResponseBase:
    """Make this device forget the questionnaire; the answers stay, for whoever has the code."""
    if request.method != "POST":
        return page("left")
    response = redirect("answer-leave")
    cookies.forget(response)
    cookies.forget_sent(response)
    return response


def find_link(code: str) -> GroupLink | None:
    """The way in that a short code names, with all that its first page says; None for an unknown code."""
    return LINKS.find(code) if code else None


def _not_now(assessment: Assessment) -> HttpResponseBase:
    kind, status = ("not-open", 404) if assessment.stage == Stage.PLANNING else ("closed", 410)
    return sorry(kind, status=status, assessment=assessment)


def _too_many_tries(request: HttpRequest) -> bool:
    return too_many(request, "answer code", limit=TRIES, seconds=TRY_AGAIN_AFTER * 60)


def _start(request: HttpRequest, link: GroupLink, before: UnderWay | None) -> HttpResponseBase:
    afresh = request.POST.get("afresh") == "1"
    if before is not None and _is_of(before, link) and not afresh:
        return redirect(before.next_address())  # the button pressed twice
    if too_many(request, "answer start", limit=STARTS, seconds=TRY_AGAIN_AFTER * 60):
        return too_many_tries()
    try:
        code = start_draft(link=link)
    except NotOpen:
        return sorry("closed", status=410, assessment=link.assessment)
    response = redirect("answer-about")
    cookies.remember(response, request, code)
    cookies.forget_sent(response)
    return response


def _let_in(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    instead = why_not(found)
    if instead is not None:
        return instead
    response = redirect(found.next_address())
    cookies.remember(response, request, found.code)
    cookies.forget_sent(response)
    return response


def _under_way(request: HttpRequest) -> UnderWay | None:
    """The questionnaire that this browser could go on with, if any."""
    found = find(cookies.remembered_code(request))
    return found if found is not None and why_not(found) is None else None


def _is_of(found: UnderWay, link: GroupLink) -> bool:
    return (found.draft.assessment_id, found.draft.staff_group_id) == (link.assessment_id, link.staff_group_id)
