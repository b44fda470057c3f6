"""Invited people: find them, see what we hold, change or take back an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.invitations.lists.preview import draws_in_words
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people import actions
from oneworkforce.invitations.people.forms import EraseForm, PersonForm
from oneworkforce.invitations.people.held import export_of, held_in_words, not_held
from oneworkforce.invitations.people.purging import erased_on
from oneworkforce.invitations.people.queries import find_people, what_was_erased
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import Permission


@require_safe
@assessment_page(Permission.RUN)
def people(request: AssessmentRequest) -> HttpResponse:
    """Everybody who is invited, or those searched for."""
    wanted = request.GET.get("q", "").strip()[:200]
    context = {
        **_common(request),
        "wanted": wanted,
        "page": find_people(request.assessment, wanted, request.GET.get("page")),
        "may_add": request.can(Doing.INVITE),
        "erased_on": erased_on(request.assessment),
        "draws": draws_in_words(request.assessment),
    }
    return render(request, "invitations/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def person(request: AssessmentRequest, person: str) -> HttpResponse:
    """How one person is invited, with a form to change it."""
    invitation = _invitation(request, person)
    form = PersonForm(request.POST if request.method == "POST" else None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_invitation(invitation=invitation, by=request.user, **form.cleaned_data)
        except actions.AddressTaken:
            form.add_error("email", _("Nobody can be invited at this address: look whether it is in use already."))
        else:
            messages.success(request, _("The invitation is changed."))
            return redirect(request.address("invite-people"))
    context = {**_common(request), "invitation": invitation, "form": form, "has_errors": bool(form.errors)}
    return render(request, "invitations/people_one.html", context)


@require_safe
@assessment_page(Permission.RUN)
def held(request: AssessmentRequest, person: str) -> HttpResponse:
    """Everything we hold about one person."""
    invitation = _invitation(request, person)
    context = {
        **_common(request),
        "invitation": invitation,
        "held": held_in_words(export_of(invitation)),
        "not_held": not_held(),
    }
    return render(request, "invitations/people_held.html", context)


@require_safe
@assessment_page(Permission.RUN)
def export(request: AssessmentRequest, person: str) -> HttpResponse:
    """The same, as a file."""
    response = JsonResponse(
        export_of(_invitation(request, person)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="what-is-held.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def erase(request: AssessmentRequest, person: str) -> HttpResponse:
    """Ask, then take an invitation back; nothing happens if it is gone already."""
    invitation = request.assessment.invitations.filter(pk=person).first()
    if invitation is None and request.method != "POST":
        raise Http404
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if invitation is not None:
            invitation.assessment = request.assessment
            asked = form.cleaned_data["do_not_write"]
            actions.erase(invitation, by=request.user, do_not_write=asked)
        messages.success(request, _("The invitation is taken back, and erased."))
        return redirect(request.address("invite-people"))
    context = {**_common(request), "invitation": invitation, "form": form}
    return render(request, "invitations/people_erase.html", context)


@require_safe
@partnership_page(Permission.READ)
def erased(request: PartnershipRequest) -> HttpResponse:
    """What was erased and when, in numbers."""
    page = what_was_erased(request.partnership, request.GET.get("page"))
    names = dict(request.partnership.assessments.values_list("key", "name"))
    context = {
        "page": page,
        "names": names,
        "months": request.partnership.keep_invitations_months,
        "to_come": [
            (one.name, erased_on(one))
            for one in request.partnership.assessments.filter(invitations__isnull=False).distinct()
        ],
    }
    return render(request, "invitations/people_erased.html", context)


def _invitation(request: AssessmentRequest, key: str) -> Invitation:
    found: Invitation | None = (
        request.assessment.invitations.select_related("wave", "staff_group").filter(pk=key).first()
    )
    if found is None:
        raise Http404
    found.assessment = request.assessment
    return found


def _common(request: AssessmentRequest) -> dict[str, Any]:
    return {"assessment": request.assessment, "where": request.where}
