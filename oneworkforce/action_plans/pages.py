"""What the pages of an action plan share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.partnerships.permissions import View, admit
from oneworkforce.partnerships.roles import Permission

FOCUS_AREAS, ACTIONS, THEMES = "focus-areas", "actions", "themes"


def back_to(request: AssessmentRequest, part: str) -> HttpResponseRedirect:
    """Go to a section of “What we will do”."""
    return HttpResponseRedirect(f"{request.address('what-we-will-do')}#{part}")


def may_change(request: AssessmentRequest) -> bool:
    """Whether both the role and the stage allow changes."""
    return request.may(Permission.ANALYSE) and request.can(Doing.ANALYSE)


def ask_to_change(request: AssessmentRequest) -> None:
    """Raise PermissionDenied unless the role allows changes, on a page that everyone may read."""
    admit(request, request.partnership.key, Permission.ANALYSE)


def changing_page(view: View) -> View:
    """Guard a page for changes; once archived, it leads back to “What we will do”."""

    @wraps(view)
    def guarded(request: AssessmentRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" and not request.can(Doing.ANALYSE):
            messages.error(request, _("This assessment is archived, so you can’t change what we will do."))
            return HttpResponseRedirect(request.address("what-we-will-do"))
        return view(request, *args, **kwargs)

    return assessment_page(Permission.ANALYSE)(guarded)


def removal_page(request: AssessmentRequest, *, title: str, what: str, button: str, part: str) -> HttpResponse:
    back = f"{request.address('what-we-will-do')}#{part}"
    return render(
        request, "action_plans/remove.html", {"title": title, "what": what, "button_text": button, "back": back}
    )


def is_done(form: forms.Form, do: Callable[..., object], **given: Any) -> bool:
    """Do what a form asks. If the stage forbids it, say so on the form, which keeps what was typed."""
    try:
        do(**given)
    except WrongStage as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def do_or_say(request: AssessmentRequest, done: str, do: Callable[..., object], **given: Any) -> None:
    """Do what a button asks, then say ``done`` or why it can't be done."""
    try:
        do(**given)
    except WrongStage as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


def form_page(
    request: AssessmentRequest, form: forms.Form, *, title: str, save: str, part: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "save": save,
        "back": f"{request.address('what-we-will-do')}#{part}",
        "has_errors": bool(form.errors),
        "lead": "",
        "remove": "",
        **more,
    }
    return render(request, "action_plans/form.html", context)
