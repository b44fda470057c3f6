"""Reading, changing, approving and testing letters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.invitations.letters.actions import WordsChanged, approve_words, change_contact, send_test, write_words
from oneworkforce.invitations.letters.composing import sample
from oneworkforce.invitations.letters.fields import FIELDS
from oneworkforce.invitations.letters.forms import ContactForm, LetterForm
from oneworkforce.invitations.letters.kinds import base_of, kind_for, kinds_in, languages_in
from oneworkforce.invitations.letters.queries import LetterNow, letters_now, with_approvals
from oneworkforce.invitations.letters.words import words_of
from oneworkforce.mail.outbox import what_to_set
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission

# The letter brings its own few rules of style, as a mail has to; nothing else of it is let do anything.
LETTERS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@assessment_page(Permission.READ)
@require_safe
def letters(request: AssessmentRequest) -> HttpResponse:
    """Every letter, who signs and who approved it, and whom people ask."""
    context = {**_common(request), "letters": letters_now(request.assessment), "contact": _contact(request)}
    return render(request, "invitations/letters.html", context)


@assessment_page(Permission.READ)
@require_safe
def letter(request: AssessmentRequest, kind: str, language: str) -> HttpResponse:
    """One letter as somebody would get it, as plain text and as HTML in a sandboxed frame."""
    found, groups = _letter(request, kind, language), _groups(request, kind)
    group = _group(groups, request.GET)
    context = {
        **_common(request),
        "letter": found,
        "written": sample(found.words, request.assessment, group),
        "groups": groups,
        "group": group,
        "may_approve": request.may(Permission.APPROVE),
        "cannot_send": what_to_set(),
    }
    return render(request, "invitations/letter.html", context)


@assessment_page(Permission.READ)
@require_safe
def letter_html(request: AssessmentRequest, kind: str, language: str) -> HttpResponse:
    """The HTML for that frame, where it can do nothing."""
    found = _letter(request, kind, language)
    group = _group(_groups(request, kind), request.GET)
    response = HttpResponse(sample(found.words, request.assessment, group).html)
    response.headers["Content-Security-Policy"] = LETTERS_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def change(request: AssessmentRequest, kind: str, language: str) -> HttpResponse:
    """Change a letter. Whoever saves second sees what the first wrote, and loses nothing."""
    found = _letter(request, kind, language)
    form = LetterForm(request.POST or None, words=found.words)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            write_words(
                assessment=request.assessment, words=form.words(), shown=form.cleaned_data["shown"], by=request.user
            )
        except WordsChanged as meanwhile:
            theirs = meanwhile.now
            form.begin_from(theirs)
        else:
            messages.success(request, _("The letter is saved. This is how it reads."))
            return redirect(request.address("invite-letter", kind=kind, language=language))
    context = {
        **_common(request),
        "form": form,
        "letter": found,
        "theirs": theirs,
        "fields": FIELDS,
        "has_errors": bool(form.errors or theirs),
    }
    return render(request, "invitations/letter_change.html", context, status=409 if theirs else 200)


@assessment_page(Permission.APPROVE)
@require_POST
def approve(request: AssessmentRequest, kind: str, language: str) -> HttpResponseBase:
    """Record that the signatory approves the letter as shown."""
    _letter(request, kind, language)
    try:
        approve_words(
            assessment=request.assessment,
            kind=kind,
            language=language,
            shown=request.POST.get("shown", ""),
            by=request.user,
        )
        messages.success(request, _("Your approval of these words is recorded."))
    except WordsChanged:
        messages.error(request, _("The letter was changed meanwhile. Read it again, and then approve it."))
    return redirect(request.address("invite-letter", kind=kind, language=language))


@assessment_page(Permission.RUN)
@require_POST
def test(request: AssessmentRequest, kind: str, language: str) -> HttpResponseBase:
    """Send the letter to the reader's own address."""
    _letter(request, kind, language)
    cannot = what_to_set()
    if cannot:
        messages.error(request, cannot)
    else:
        send_test(
            assessment=request.assessment,
            kind=kind,
            language=language,
            group=_group(_groups(request, kind), request.POST),
            by=request.user,
        )
        messages.success(request, _("A test is on its way to %(address)s.") % {"address": request.user.email})
    return redirect(request.address("invite-letter", kind=kind, language=language))


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def contact(request: AssessmentRequest) -> HttpResponse:
    """Say whom people ask."""
    now = _contact(request)
    initial = {"name": now.name, "email": now.email, "telephone": now.telephone} if now else {}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_contact(assessment=request.assessment, by=request.user, **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(request.address("invite-letters"))
    context = {**_common(request), "form": form, "has_errors": bool(form.errors)}
    return render(request, "invitations/contact.html", context)


def _letter(request: AssessmentRequest, kind: str, language: str) -> LetterNow:
    """:raises Http404: no such kind or language."""
    if kind not in kinds_in(request.partnership) or language not in languages_in(request.partnership):
        raise Http404
    return with_approvals(request.assessment, [words_of(request.assessment, kind, language)])[0]


def _groups(request: AssessmentRequest, kind: str) -> list[StaffGroup]:
    """The staff groups that get this kind of letter. :raises Http404: there is none."""
    groups = [one for one in request.partnership.staff_groups.all() if kind_for(base_of(kind), one.audience) == kind]
    if not groups:
        raise Http404
    return groups


def _group(groups: list[StaffGroup], given: QueryDict) -> StaffGroup:
    """The chosen staff group, or the first."""
    key = given.get("group", "")
    return next((group for group in groups if group.key == key), groups[0])


def _contact(request: AssessmentRequest) -> Any:
    return getattr(request.assessment, "contact", None)


def _common(request: AssessmentRequest) -> dict[str, Any]:
    return {
        "assessment": request.assessment,
        "where": request.where,
        "may_run": request.may(Permission.RUN),
    }
