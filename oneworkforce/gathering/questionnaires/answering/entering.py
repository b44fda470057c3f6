"""The ways in: a group's link, a code typed by hand, and somebody's own link. Looking at one changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from oneworkforce.accounts.limits import too_many
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.gathering.questionnaires.answering import consent, cookies, starting
from oneworkforce.gathering.questionnaires.answering.clearing import FORGET
from oneworkforce.gathering.questionnaires.answering.forms import CodeForm
from oneworkforce.gathering.questionnaires.answering.language import speak_for
from oneworkforce.gathering.questionnaires.answering.pages import (
    TRY_AGAIN_AFTER,
    answer_page,
    page,
    sorry,
    too_many_tries,
)
from oneworkforce.gathering.questionnaires.answering.personal import has_sent, let_in, not_now, open_link
from oneworkforce.gathering.questionnaires.answering.shared import again
from oneworkforce.gathering.questionnaires.answering.starting import (
    Here,
    may_start,
    start_page,
    too_many_unknown,
    under_way_here,
)
from oneworkforce.gathering.questionnaires.answering.under_way import find
from oneworkforce.gathering.questionnaires.answering.whose import invitation_of
from oneworkforce.gathering.questionnaires.drafts import CODE_LENGTH, NotOpen, start_draft
from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.gathering.questionnaires.prepared import Finder
from oneworkforce.invitations.codes import tidy_code
from oneworkforce.ui import easy_read

LINKS = Finder(GroupLink, by="code", beside=("assessment", "assessment__partnership", "staff_group"))


@answer_page
def enter(request: HttpRequest) -> HttpResponseBase:
    """Type the short code of a group, the code of a letter, or one's own code to come back."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and cookies.is_our_form(request):
        if too_many(request, "answer code", limit=starting.TRIES, seconds=TRY_AGAIN_AFTER * 60):
            return too_many_tries()
        code = tidy_code(form.cleaned_data["code"])
        onward = _led_to(request, code)
        if onward is not None:
            return onward
        form.add_error("code", _("We do not know this code. Check each letter and number, and try again."))
    token = cookies.form_token(request)
    here = under_way_here(request)
    response = page("enter", form=form, token=token, under_way=here and here.found, has_errors=bool(form.errors))
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def start(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the questionnaire is, who asks, and what is kept. Only pressing the button starts one, or goes on."""
    tidy = tidy_code(code)
    if len(tidy) == CODE_LENGTH:
        return open_link(request, tidy)
    link = find_link(tidy)
    if link is None:
        return too_many_tries() if too_many_unknown(request) else sorry("unknown", status=404)
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
def come_back_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """Somebody's own link as it was written before letters carried one; it works as long as anybody has one."""
    return open_link(request, tidy_code(code))


@answer_page
def leave(request: HttpRequest) -> HttpResponseBase:
    """Make this device forget the questionnaire; the answers stay, for whoever has the code."""
    if request.method != "POST":
        return page("left", device=FORGET)
    response = redirect(again(request) if cookies.is_shared(request) else "answer-leave")
    cookies.forget(response)
    cookies.forget_sent(response)
    return response


@answer_page
def how_kept(request: HttpRequest) -> HttpResponseBase:
    """How answers are kept, without leaving the questionnaire; in easy words for whoever wants those."""
    return page("young/how_kept" if easy_read.easy_read() else "how_kept")


def find_link(code: str) -> GroupLink | None:
    """The way in that a short code names, with all that its first page says; None for an unknown code."""
    return LINKS.find(code) if code else None


def _led_to(request: HttpRequest, code: str) -> HttpResponseBase | None:
    """Where a typed code leads; None for one that nobody has."""
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
        code = start_draft(link=link)
    except NotOpen:
        return sorry("closed", status=410, assessment=link.assessment)
    response = redirect("answer-about")
    cookies.remember(response, request, code)
    cookies.forget_sent(response)
    return response
