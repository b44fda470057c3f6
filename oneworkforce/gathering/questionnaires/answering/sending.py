"""Check, send, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import find_assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_in
from oneworkforce.gathering.questionnaires.answering.forms import ToolCommentForm
from oneworkforce.gathering.questionnaires.answering.offline import on_device
from oneworkforce.gathering.questionnaires.answering.personal_information import found_in
from oneworkforce.gathering.questionnaires.answering.shared import finished
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, closed, under_way, under_way_or
from oneworkforce.gathering.questionnaires.answering.versions import template_of
from oneworkforce.gathering.questionnaires.answering.whose import invitation_of
from oneworkforce.gathering.questionnaires.drafts import (
    NothingAnswered,
    NotOpen,
    comment_on_tool,
    draft_key,
    drop_unsent_draft,
    send_draft,
)
from oneworkforce.gathering.questionnaires.sheets import BLANK
from oneworkforce.invitations.keys import mark_finished
from oneworkforce.visitors import cookies
from oneworkforce.visitors.codes import tidy_code
from oneworkforce.visitors.language import speak_for
from oneworkforce.visitors.pages import answer_page, page, sorry

IN_WORDS: dict[str, str | Promise] = {
    "1": _l("1 of 5: the first sentence fits"),
    "2": _l("2 of 5"),
    "3": _l("3 of 5"),
    "4": _l("4 of 5"),
    "5": _l("5 of 5: the second sentence fits"),
    "d": _l("I don’t know"),
    "n": _l("Not my work"),
    BLANK: _l("Left out"),
}


@dataclass(frozen=True, slots=True)
class Warning:
    """A comment that looks like it holds something that identifies a person."""

    theme: AskedTheme
    name: str
    contains: list[str | Promise]


@under_way
def check(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Every answer, with a way to change it; what is left out is counted, and may stay so."""
    return _check_page(request, found)


def sent_before(request: HttpRequest, found: UnderWay | None) -> HttpResponseBase | None:
    """The answer to a second press, which comes before the first one's cookies are kept: the same as to the first.

    The draft may be gone by then, as the first press may have released it. A close deletes drafts too, sent or not: so
    it was sent for certain only where no close came between the page with the button and now.
    """
    if request.method != "POST":
        return None
    if found is not None:
        return _thank_again(request, found.assessment, found.audience) if found.is_meant_by(request) else None
    form = cookies.was_about_to_send(request)
    assessment = find_assessment(form.assessment) if form else None
    if form is None or assessment is None:
        return None
    if not can(assessment, Doing.ANSWER):
        return sorry("closed", status=410, assessment=assessment)
    if assessment.times_closed != form.times_closed:
        return None
    return _thank_again(request, assessment, form.audience)


@under_way_or(sent_before)
def send(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Send the answers. Pressing twice sends once, and thanks twice."""
    if request.method != "POST":
        return redirect("answer-check")
    code = tidy_code(found.code)
    invitation = invitation_of(code)
    if invitation is not None and invitation.finished and drop_unsent_draft(key=found.key):
        # Another address, since a script may press once more for a page that it was not led to.
        response = redirect("answer-sent-before")
        cookies.forget(response)
        return response
    try:
        send_draft(key=found.key, assessment=found.assessment)
    except NothingAnswered:
        return _check_page(request, found, error=_("Answer at least one question before you send."))
    except NotOpen:
        return closed(found)
    # Only now, and by itself: nothing written of a person shares a transaction with anything written of answers.
    if invitation is not None:
        mark_finished(code)
    return _thank(request, found.code, found.assessment, found.audience)


@answer_page
def sent(request: HttpRequest) -> HttpResponseBase:
    """What happens next, and a place to say what was good or bad about the questionnaire itself."""
    just_sent = cookies.just_sent(request)
    assessment = find_assessment(just_sent.assessment) if just_sent else None
    if just_sent is None or assessment is None:
        return sorry("nothing-here", status=404)
    speak_for(assessment, audience=just_sent.audience)
    form = ToolCommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        comment_on_tool(key=draft_key(just_sent.code), assessment=assessment, text=form.cleaned_data["text"])
        response = redirect("answer-commented")
        cookies.forget_sent(response)
        return response
    return page(
        template_of(just_sent.audience, "sent"),
        form=form,
        assessment=assessment,
        device=finished(request),
        has_errors=bool(form.errors),
    )


@answer_page
def counted_before(request: HttpRequest) -> HttpResponseBase:
    """For somebody who has sent answers by another of their links: those count, and what was begun here is deleted."""
    return sorry("sent-before", status=410)


@answer_page
def commented(request: HttpRequest) -> HttpResponseBase:
    """Thanks for the comment."""
    return page("questionnaires/commented.html", device=finished(request))


def _thank(request: HttpRequest, code: str, assessment: Assessment, audience: str) -> HttpResponse:
    response = redirect("answer-sent")
    cookies.forget(response)
    cookies.remember_sent(response, request, cookies.Sent(code, assessment.key, audience))
    return response


def _thank_again(request: HttpRequest, assessment: Assessment, audience: str) -> HttpResponse:
    """Thank for a second press, and note that its person has finished, should a crash have come after the first."""
    code = cookies.remembered_code(request)
    mark_finished(tidy_code(code))
    return _thank(request, code, assessment, audience)


def _check_page(request: HttpRequest, found: UnderWay, error: str | None = None) -> HttpResponse:
    sheet = found.draft.sheet
    comments = found.comments()
    names = found.names_of_themes()
    warnings = [
        Warning(theme, names[theme.id], contains)
        for theme in found.themes
        if theme.takes_comment and (contains := found_in(comments.get(theme.id, "")))
    ]
    localities = dict(found.localities())
    sectors = {sector.id: sector.name for sector in found.framework.sectors}
    return page(
        found.template("check"),
        status=200,
        assessment=found.assessment,
        next_address=found.next_address(),
        themes=found.themes,
        names=names,
        sheet=sheet,
        in_words={answer: str(words) for answer, words in IN_WORDS.items()},
        comments=comments,
        warnings=warnings,
        asked=asked_in(sheet),
        left_out=sheet.count(BLANK),
        sector=sectors.get(found.draft.sector),
        locality=localities.get(found.draft.locality),
        has_localities=bool(localities),
        is_invited=found.is_invited(),
        fingerprint=found.fingerprint,
        device=on_device(request, found),
        sending=cookies.about_to_send(found.code, found.assessment.key, found.assessment.times_closed, found.audience),
        error=error,
        has_errors=error is not None,
    )
