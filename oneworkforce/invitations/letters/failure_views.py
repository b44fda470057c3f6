"""Letters that did not arrive, and the demonstration's outbox."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.invitations.letters.failures import (
    AddressRefused,
    correct_address,
    letters_not_arrived,
    one_not_arrived,
    send_again,
)
from oneworkforce.invitations.letters.forms import AddressForm
from oneworkforce.invitations.letters.links import public_address
from oneworkforce.mail.outbox import trouble
from oneworkforce.mail.shown import shown_mails
from oneworkforce.partnerships.roles import Permission
from oneworkforce.ui.wording import number

MAILS_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def failures(request: AssessmentRequest) -> HttpResponseBase:
    """Whose letter did not arrive, what to do, and buttons to send one or all again."""
    if request.method == "POST":
        again = send_again(assessment=request.assessment, by=request.user, message=request.POST.get("message", ""))
        if again:
            text = ngettext("%(n)s letter is sent again.", "%(n)s letters are sent again.", again)
            messages.success(request, text % {"n": number(again)})
        else:
            messages.success(request, _("There was nothing to send again."))
        return redirect(request.address("invite-failures"))
    page, lost = letters_not_arrived(request.assessment, request.GET.get("page"))
    context = {"assessment": request.assessment, "where": request.where, "page": page, "lost": lost}
    return render(request, "invitations/failures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def failure(request: AssessmentRequest, message: str) -> HttpResponseBase:
    """Correct an address and send the letter again."""
    lost = one_not_arrived(request.assessment, message)
    if lost is None or lost.person is None:
        if request.method == "POST":  # the button pressed twice
            return redirect(request.address("invite-failures"))
        raise Http404
    form = AddressForm(request.POST or None, initial={"email": lost.person.email})
    if request.method == "POST" and form.is_valid():
        try:
            correct_address(
                assessment=request.assessment, person=lost.person, email=form.cleaned_data["email"], by=request.user
            )
        except AddressRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("The address is corrected, and the letter is sent again."))
            return redirect(request.address("invite-failures"))
    context = {
        "assessment": request.assessment,
        "where": request.where,
        "lost": lost,
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "invitations/failure.html", context)


@assessment_page(Permission.RUN)
@require_safe
def outbox(request: AssessmentRequest) -> HttpResponse:
    """The demonstration's letters, with working links. Elsewhere it says that we keep none."""
    page = Paginator(shown_mails(request.assessment.key), MAILS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "assessment": request.assessment,
        "where": request.where,
        "demonstration": settings.DEMO and not settings.SMTP,
        "page": page,
        "mails": [(mail, _in_pieces(mail.text)) for mail in page.object_list],
        "trouble": trouble(),
    }
    return render(request, "invitations/outbox.html", context)


def _in_pieces(text: str) -> list[tuple[str, str]]:
    """A mail's text as (words, address or ""); our own addresses become relative."""
    here = public_address("")
    parts = re.split(rf"({re.escape(here)}/\S*)", text)
    return [(part, part.removeprefix(here) if part.startswith(f"{here}/") else "") for part in parts]
