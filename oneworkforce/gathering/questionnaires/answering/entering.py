"""The questionnaire behind a code: a group's link, somebody's own, or typed by hand. Looking at one changes nothing."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.gathering.questionnaires.answering import consent
from oneworkforce.gathering.questionnaires.answering.personal import has_sent, let_in, not_now, open_link
from oneworkforce.gathering.questionnaires.answering.questions import about_page, about_you, first_address
from oneworkforce.gathering.questionnaires.answering.starting import (
    Here,
    may_start,
    start_page,
    under_way_here,
)
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, find
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.answering.whose import invitation_of
from oneworkforce.gathering.questionnaires.drafts import CODE_LENGTH, NotOpen, begin_draft
from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.gathering.questionnaires.prepared import Finder
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies
from oneworkforce.visitors.codes import tidy_code
from oneworkforce.visitors.language import speak_for
from oneworkforce.visitors.limits import too_many_unknown
from oneworkforce.visitors.pages import answer_page, sorry, too_many_tries

LINKS = Finder(GroupLink, by="code", beside=("assessment", "assessment__partnership", "staff_group"))


def open_code(request: HttpRequest, code: str) -> HttpResponseBase | None:
    """What the questionnaire is, who asks, and what is kept. Only pressing the button starts one, or goes on.

    :param code: the end of a group's link or of somebody's own, tidied. None for one that no questionnaire has.
    """
    if len(code) == CODE_LENGTH:
        return open_link(request, code)
    link = find_link(code)
    if link is None:
        return None
    speak_for(link.assessment, audience=link.staff_group.audience)
    assessment = apply_dates(link.assessment)
    if not can(assessment, Doing.ANSWER):
        return not_now(assessment)
    here = under_way_here(request, assessment, link.staff_group)
    said = consent.read(request, link.staff_group.audience, assessment.partnership)
    if request.method == "POST" and cookies.is_our_form(request) and said.given:
        return _start(request, link, here)
    return start_page(request, assessment, link.staff_group, here, group=link.code, form_lost=True)


@answer_page
def _start_page(request: HttpRequest) -> HttpResponseBase:
    """The page behind the link whose form led here."""
    found = open_code(request, tidy_code(request.POST["link"]))
    return found or (too_many_tries() if too_many_unknown(request) else sorry("unknown", status=404))


@wraps(about_you)
def about_or_start(request: HttpRequest) -> HttpResponseBase:
    """Where somebody works; the form that starts a questionnaire by a group's link leads here at once."""
    return _start_page(request) if "link" in request.POST else about_you(request)


def going_on(request: HttpRequest) -> str | None:
    """Where this browser can go on with the questionnaire that it holds, if it holds one."""
    here = under_way_here(request)
    return here.found.next_address() if here else None


def find_link(code: str) -> GroupLink | None:
    """The way in that a short code names, with all that its first page says; None for an unknown code."""
    return LINKS.find(code) if code else None


def typed_code(request: HttpRequest, code: str) -> HttpResponseBase | None:
    """Where a typed code leads; None for one that no questionnaire has."""
    if len(code) != CODE_LENGTH:
        link = find_link(code)
        return redirect("answer-start", link.code) if link else None
    found, invitation = find(code), invitation_of(code)
    if found is not None and not has_sent(found, invitation):
        return let_in(request, found)
    # What a link would say, and its button, which looks the same wherever the code came from.
    return redirect("answer-start", code) if found or invitation else None


def _start(request: HttpRequest, link: GroupLink, here: Here | None) -> HttpResponseBase:
    if here is not None and here.same and request.POST.get("afresh") != "1":
        return redirect(here.found.next_address())  # the button pressed twice
    if not may_start(request):
        return too_many_tries()
    try:
        code, draft = begin_draft(link=link)
    except NotOpen:
        return sorry("closed", status=410, assessment=link.assessment)
    found = UnderWay(code, draft, is_by_letter=False)
    leads_here = request.path == address_of("answer-about") and not is_family(found.audience)
    response = about_page(request, found) if leads_here else redirect(first_address(found))
    cookies.remember(response, request, code)
    cookies.forget_sent(response)
    return response
