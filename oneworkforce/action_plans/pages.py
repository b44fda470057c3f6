"""What the pages of an action plan share: who may change it now, where to go back to, and how a refusal is said."""

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
    """To “What we will do”, at one of its parts."""
    return HttpResponseRedirect(f"{request.address('what-we-will-do')}#{part}")


def may_change(request: AssessmentRequest) -> bool:
    """Whether the visitor's role and the assessment's stage both allow changes now."""
    return request.may(Permission.ANALYSE) and request.can(Doing.ANALYSE)


def ask_to_change(request: AssessmentRequest) -> None:
    """On a page that everyone may read, ask for the permission to change it.

    :raises PermissionDenied: naming the visitor's role.
    """
    admit(request, request.partnership.key, Permission.ANALYSE)


def changing_page(view: View) -> View:
    """Guard a page on which something changes. Where the stage is past that, nobody is given a form to fill in."""

    @wraps(view)
    def guarded(request: AssessmentRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" and not request.can(Doing.ANALYSE):
            messages.error(
                request, _("This assessment is archived. What we will do can be read, and no longer changed.")
            )
            return HttpResponseRedirect(request.address("what-we-will-do"))
        return view(request, *args, **kwargs)

    return assessment_page(Permission.ANALYSE)(guarded)


def removal_page(request: AssessmentRequest, *, title: str, what: str, button: str, part: str) -> HttpResponse:
    """Ask before something is removed, and offer the way back to its part of “What we will do”."""
    back = f"{request.address('what-we-will-do')}#{part}"
    return render(
        request, "action_plans/remove.html", {"title": title, "what": what, "button_text": button, "back": back}
    )


def is_done(form: forms.Form, do: Callable[..., object], **given: Any) -> bool:
    """Do what a valid form asks. A refusal by the stage goes onto the form, which keeps everything typed."""
    try:
        do(**given)
    except WrongStage as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def do_or_say(request: AssessmentRequest, done: str, do: Callable[..., object], **given: Any) -> None:
    """Do what a button asks; say that it is done (if there are words for it), or why it cannot be."""
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
    """A page with one form, whose way back leads to a part of “What we will do”."""
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
