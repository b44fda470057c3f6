"""Writing what came of it, and sending it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.gathering.take_part import feedback
from oneworkforce.gathering.take_part.models import LONGEST_PAGE
from oneworkforce.mail.outbox import what_to_set
from oneworkforce.partnerships.roles import Permission
from oneworkforce.ui.wording import number
from oneworkforce.visitors.cookies import public_address

TOO_LONG = _l("Make this shorter: up to %(limit_value)s letters.")


class FeedbackForm(forms.Form):
    """What was heard, what will be done, and whether the public page shows it."""

    heard = forms.CharField(
        label=_l("What did you hear?"),
        help_text=_l(
            "In plain words, for everybody who took part, children too. Leave a line empty to begin a new paragraph."
        ),
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _l("Say what you heard."), "max_length": TOO_LONG},
    )
    will_do = forms.CharField(
        label=_l("What will you do?"),
        help_text=_l("Who does what, and by when. Say also what you will not do, and why."),
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _l("Say what you will do."), "max_length": TOO_LONG},
    )
    published = forms.BooleanField(label=_l("Show it on the public page"), required=False)


@assessment_page(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_feedback(request: AssessmentRequest) -> HttpResponse:
    """Write what came of it; once it is public, the letter can be sent."""
    kept = feedback.feedback_of(request.assessment)
    initial = {"heard": kept.heard, "will_do": kept.will_do, "published": kept.published} if kept else {}
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            feedback.write_feedback(assessment=request.assessment, by=request.user, **form.cleaned_data)
        except WrongStage as refusal:
            form.add_error(None, str(refusal))
        else:
            shown = form.cleaned_data["published"]
            messages.success(request, _("Everybody can read it now.") if shown else _("It is saved, and not shown."))
            return redirect(request.address("take-part-feedback"))
    context = {
        "form": form,
        "kept": kept,
        "may_change": request.can(Doing.TELL),
        "cannot_tell": feedback.cannot_tell(request.assessment),
        "letters": feedback.feedback_letters(request.assessment),
        "cannot_send": what_to_set(),
        "page_address": public_address(request, reverse("web-page", args=[request.assessment.key])),
        "where": request.where,
        "has_errors": bool(form.errors),
    }
    return render(request, "take_part/feedback.html", context)


@assessment_page(Permission.TELL)
@require_POST
def send(request: AssessmentRequest) -> HttpResponseBase:
    """Send the letter to everybody invited who has none."""
    if cannot := what_to_set():
        messages.error(request, cannot)
        return redirect(request.address("take-part-feedback"))
    try:
        people = feedback.send_feedback(assessment=request.assessment, by=request.user)
    except feedback.NotPublished:
        messages.error(request, _("Show it on the public page first: the letter leads there."))
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("A letter to %(n)s person is on its way.", "Letters to %(n)s people are on their way.", people)
        nobody = _("Everybody who wants mail has the letter already.")
        messages.success(request, said % {"n": number(people)} if people else nobody)
    return redirect(request.address("take-part-feedback"))
