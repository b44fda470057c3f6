"""Children and families: how they take part, why not yet, and what services have heard."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.gathering.involvement import actions
from oneworkforce.gathering.involvement.forms import InvolvementForm
from oneworkforce.gathering.involvement.queries import Voice, sent_by_audience, voices_of
from oneworkforce.gathering.involvement.words import questionnaire_in_words
from oneworkforce.partnerships.permissions import View
from oneworkforce.partnerships.roles import Permission

HOME = "children-and-families"


def changing_page(view: View) -> View:
    """Guard a page that changes something: for those who write the report, until the assessment is archived."""

    @wraps(view)
    def guarded(request: AssessmentRequest, audience: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        voice = next((voice for voice in voices_of(request.assessment) if voice.id == audience), None)
        if voice is None:
            raise Http404
        if request.method != "POST" and not request.can(Doing.WRITE_REPORT):
            messages.error(request, _("This assessment is archived, so you can read this, but not change it."))
            return redirect(request.address(HOME))
        return view(request, voice, *args, **kwargs)

    return assessment_page(Permission.REPORT)(guarded)


@assessment_page(Permission.READ)
@require_safe
def children_and_families(request: AssessmentRequest) -> HttpResponse:
    """What is recorded, for each audience."""
    voices, sent = voices_of(request.assessment), sent_by_audience(request.assessment)
    context = {
        "voices": voices,
        "questionnaires": {voice.id: questionnaire_in_words(sent[voice.id]) for voice in voices if sent[voice.id]},
        "themes": {theme.id: theme.name for theme in framework_of(request.assessment).themes},
        "may_change": request.may(Permission.REPORT) and request.can(Doing.WRITE_REPORT),
        "where": request.where,
    }
    return render(request, "involvement/children_and_families.html", context)


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def involvement(request: AssessmentRequest, voice: Voice) -> HttpResponse:
    """How one audience takes part, or why not yet."""
    recorded = voice.involvement
    initial: dict[str, str] = {"seen": actions.as_seen(recorded)}
    if recorded is not None:
        initial |= {field: getattr(recorded, field) for field in actions.FIELDS}
    form = InvolvementForm(request.POST or None, initial=initial)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_involvement(
                assessment=request.assessment, audience=voice.id, by=request.user, **form.cleaned_data
            )
        except (actions.ChangedMeanwhile, WrongStage) as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, actions.ChangedMeanwhile):
                theirs = recorded
                form = _for_another_try(request, actions.as_seen(recorded), str(refusal))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": voice.name})
            return redirect(request.address(HOME))
    context = {"form": form, "voice": voice, "theirs": theirs, "where": request.where, "has_errors": bool(form.errors)}
    return render(request, "involvement/involvement.html", context)


def _for_another_try(request: AssessmentRequest, seen: str, refusal: str) -> InvolvementForm:
    """The same words in a form that has seen what is saved now, so that saving again is a choice."""
    data = request.POST.copy()
    data["seen"] = seen
    form = InvolvementForm(data)
    form.add_error(None, refusal)
    return form
