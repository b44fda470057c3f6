"""Check, send, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import find_assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.frameworks.rules import CHILDREN
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_in
from oneworkforce.gathering.questionnaires.answering.forms import WORKFORCES, ToolCommentForm
from oneworkforce.gathering.questionnaires.answering.offline import on_device
from oneworkforce.gathering.questionnaires.answering.personal_information import found_in
from oneworkforce.gathering.questionnaires.answering.questions import save_page
from oneworkforce.gathering.questionnaires.answering.shared import finished
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, closed, under_way, under_way_or
from oneworkforce.gathering.questionnaires.answering.versions import is_family, template_of
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
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies
from oneworkforce.visitors.clearing import FORGET
from oneworkforce.visitors.codes import tidy_code
from oneworkforce.visitors.gaps import Gaps, page_with_gaps
from oneworkforce.visitors.language import speak_for
from oneworkforce.visitors.pages import answer_page, page, sorry

CHECK = "check"
"""The name of the page that lists all answers, in a form's field `of`."""
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
NOTHING_WRITTEN = ToolCommentForm()


@dataclass(frozen=True, slots=True)
class PrivacyWarning:
    """A comment that looks like it holds something that identifies a person."""

    theme: AskedTheme
    name: str
    contains: list[str | Promise]


@under_way
def check(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Every answer, with a way to change it; what is left out is counted, and may stay so."""
    of = request.POST.get("of", CHECK)
    return (save_page(request, found, of) if of != CHECK else None) or _check_page(request, found)


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
        send_draft(key=found.key, found=found.draft, assessment=found.assessment)
    except NothingAnswered:
        return _check_page(request, found, error=_("Answer at least one question before you send."))
    except NotOpen:
        return closed(found)
    # Only now, and by itself: nothing written of a person shares a transaction with anything written of answers.
    if invitation is not None:
        mark_finished(code)
    return _thank(request, found.code, found.assessment, found.audience)


@answer_page
def thanks(request: HttpRequest) -> HttpResponseBase:
    """What happens next, and a place to say what was good or bad about the questionnaire itself."""
    just_sent = cookies.just_sent(request)
    assessment = find_assessment(just_sent.assessment) if just_sent else None
    if just_sent is None or assessment is None:
        return sorry("nothing-here", status=404)
    speak_for(assessment, audience=just_sent.audience)
    form = ToolCommentForm(request.POST) if request.method == "POST" else NOTHING_WRITTEN
    if request.method == "POST" and form.is_valid():
        comment_on_tool(key=draft_key(just_sent.code), assessment=assessment, text=form.cleaned_data["text"])
        response = redirect("answer-commented")
        cookies.forget_sent(response)
        return response
    return _thanks_page(request, assessment, just_sent.audience, form)


@wraps(thanks)
def sent(request: HttpRequest) -> HttpResponseBase:
    """The page of thanks; the form that sends a questionnaire leads here at once."""
    return send(request) if request.POST.get("of") == CHECK else thanks(request)


@answer_page
def counted_before(request: HttpRequest) -> HttpResponseBase:
    """For somebody who has sent answers by another of their links: those count, and what was begun here is deleted."""
    return sorry("sent-before", status=410)


@answer_page
def commented(request: HttpRequest) -> HttpResponseBase:
    """Thanks for the comment."""
    return page("questionnaires/commented.html", device=finished(request))


def _thank(request: HttpRequest, code: str, assessment: Assessment, audience: str) -> HttpResponse:
    address = address_of("answer-sent")
    if request.path == address:
        speak_for(assessment, audience=audience)
        response: HttpResponse = _thanks_page(request, assessment, audience)
    elif request.accepts("text/html"):
        response = redirect(address)
    else:
        response = JsonResponse({"next": address})  # a script goes there by itself
    cookies.forget(response)
    cookies.remember_sent(response, request, cookies.Sent(code, assessment.key, audience))
    return response


def _thanks_page(
    request: HttpRequest, assessment: Assessment, audience: str, form: ToolCommentForm = NOTHING_WRITTEN
) -> HttpResponse:
    device, family = finished(request), is_family(audience)
    return page_with_gaps(
        template_of(audience, "sent"),
        Gaps(kept=device is FORGET and form is NOTHING_WRITTEN and not family),
        form=form,
        partnership=assessment.partnership.name,
        **({"assessment": assessment, "with_grown_up": audience == CHILDREN} if family else {}),
        device=device,
        place=address_of("answer-sent") if request.method == "POST" else "",
        has_errors=bool(form.errors),
    )


def _thank_again(request: HttpRequest, assessment: Assessment, audience: str) -> HttpResponse:
    """Thank for a second press, and note that its person has finished, should a crash have come after the first."""
    code = cookies.remembered_code(request)
    mark_finished(tidy_code(code))
    return _thank(request, code, assessment, audience)


def _check_page(request: HttpRequest, found: UnderWay, error: str | None = None) -> HttpResponse:
    sheet, comments, names = found.draft.sheet, found.comments, found.names_of_themes()
    warnings = [
        PrivacyWarning(theme, names[theme.id], contains)
        for theme in found.themes
        if theme.takes_comment and (contains := found_in(comments.get(theme.id, "")))
    ]
    localities = dict(found.localities())
    sectors = {sector.id: sector.name for sector in found.framework.sectors}
    device = on_device(request, found)
    said, quiet = _said(found, sectors.get(found.draft.sector), localities.get(found.draft.locality))
    family = is_family(found.audience)
    gaps = Gaps(
        kept=not (error or warnings or device.shared or family),
        draft=found.fingerprint,
        sending=cookies.about_to_send(found.code, found.assessment.key, found.assessment.times_closed, found.audience),
        **said,
        **{f"quiet_{name}": " answer-quiet" if name in quiet else "" for name in said},
    )
    return page_with_gaps(
        found.template("check"),
        gaps,
        **({"assessment": found.assessment, "next_address": found.next_address()} if family else {}),
        themes=found.themes,
        names=tuple(names[theme.id] for theme in found.themes),
        said=gaps.by_name,
        warnings=tuple(warnings),
        asked=asked_in(sheet),
        left_out=sheet.count(BLANK),
        has_localities=bool(localities),
        is_invited=found.is_invited(),
        fingerprint=gaps.draft,
        of=CHECK,
        place=address_of("answer-check"),
        device=replace(device, draft=gaps.draft),
        sending=gaps.sending,
        error=error,
        has_errors=error is not None,
    )


def _said(found: UnderWay, sector: str | None, locality: str | None) -> tuple[dict[str, str], set[str]]:
    """What each row of the check says, by the name of what it is about; and which of them say that nothing was said."""
    about = {"sector": sector, "locality": locality, "workforce": WORKFORCES.get(found.draft.workforce)}
    said = {name: str(words or _("Not said")) for name, words in about.items()}
    quiet = {name for name, words in about.items() if not words}
    in_words = {answer: str(words) for answer, words in IN_WORDS.items()}
    for theme in found.themes:
        for question in theme.questions:
            answer = found.draft.sheet[question.position]
            said[question.field] = in_words[answer]
            if answer == BLANK:
                quiet.add(question.field)
        comment = found.comments.get(theme.id)
        said[f"comment_{theme.number}"] = comment or _("None")
        if not comment:
            quiet.add(f"comment_{theme.number}")
    return said, quiet
