"""Children and families: how they take part, why not yet, and what they have told services already."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.existing_information import actions
from oneworkforce.gathering.existing_information.forms import InvolvementForm, ViewForm
from oneworkforce.gathering.existing_information.queries import Voice, voices_of
from oneworkforce.partnerships.permissions import View
from oneworkforce.partnerships.roles import Permission

HOME = "children-and-families"


def changing_page(view: View) -> View:
    """Guard a page on which something changes: those who write the report, until the assessment is archived."""

    @wraps(view)
    def guarded(request: AssessmentRequest, audience: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        voice = next((voice for voice in voices_of(request.assessment) if voice.id == audience), None)
        if voice is None:
            raise Http404
        if request.method != "POST" and not request.can(Doing.WRITE_REPORT):
            messages.error(request, _("This assessment is archived, so this can be read, and no longer changed."))
            return redirect(request.address(HOME))
        return view(request, voice, *args, **kwargs)

    return assessment_page(Permission.REPORT)(guarded)


@assessment_page(Permission.READ)
@require_safe
def children_and_families(request: AssessmentRequest) -> HttpResponse:
    """What is recorded, for each audience."""
    context = {
        "voices": voices_of(request.assessment),
        "themes": dict(_themes(request)),
        "may_change": request.may(Permission.REPORT) and request.can(Doing.WRITE_REPORT),
        "where": request.where,
    }
    return render(request, "existing_information/children_and_families.html", context)


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
    return render(request, "existing_information/involvement.html", context)


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def add_view(request: AssessmentRequest, voice: Voice) -> HttpResponse:
    """Add something that was heard before."""
    form = ViewForm(request.POST or None, themes=_themes(request))
    if request.method == "POST" and form.is_valid():
        given = {"assessment": request.assessment, "audience": voice.id, "by": request.user}
        if _is_done(form, actions.add_view, **given, **form.cleaned_data):
            messages.success(request, _("It is added."))
            return redirect(request.address(HOME))
    return _view_page(request, voice, form)


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit_view(request: AssessmentRequest, voice: Voice, pk: int) -> HttpResponse:
    """Change something that was heard before."""
    held = get_object_or_404(request.assessment.held_views, audience=voice.id, pk=pk)
    initial = {field: getattr(held, field) for field in ("said", "source", "when", "theme")}
    form = ViewForm(request.POST or None, initial=initial, themes=_themes(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_done(form, actions.change_view, view=held, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("It is saved."))
        return redirect(request.address(HOME))
    return _view_page(
        request, voice, form, remove=request.address("children-and-families-view-remove", audience=voice.id, pk=pk)
    )


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def remove_view(request: AssessmentRequest, voice: Voice, pk: int) -> HttpResponse:
    """Ask, then remove it. One that is gone already stays gone."""
    held = request.assessment.held_views.filter(audience=voice.id, pk=pk).first()
    if request.method == "POST" and held is not None:
        try:
            actions.remove_view(view=held, by=request.user)
        except WrongStage as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is removed."))
    if request.method == "POST" or held is None:
        return redirect(request.address(HOME))
    context = {"voice": voice, "held": held, "where": request.where}
    return render(request, "existing_information/view_remove.html", context)


def _for_another_try(request: AssessmentRequest, seen: str, refusal: str) -> InvolvementForm:
    """The same words in a form that has seen what is saved now, so that saving again is a choice."""
    data = request.POST.copy()
    data["seen"] = seen
    form = InvolvementForm(data)
    form.add_error(None, refusal)
    return form


def _view_page(request: AssessmentRequest, voice: Voice, form: ViewForm, remove: str = "") -> HttpResponse:
    context = {"form": form, "voice": voice, "remove": remove, "where": request.where, "has_errors": bool(form.errors)}
    return render(request, "existing_information/view.html", context)


def _is_done(form: ViewForm, do: Any, **given: Any) -> bool:
    try:
        do(**given)
    except WrongStage as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _themes(request: AssessmentRequest) -> list[tuple[str, str]]:
    own = dict(request.partnership.theme_names.values_list("theme", "name"))
    return [(theme.id, own.get(theme.id, theme.name)) for theme in load_pin(request.assessment.framework).themes]
