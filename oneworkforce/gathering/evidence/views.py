"""What services have heard from children and families."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.frameworks import Named
from oneworkforce.gathering.evidence import actions
from oneworkforce.gathering.evidence.forms import ViewForm
from oneworkforce.gathering.evidence.queries import families_of
from oneworkforce.partnerships.permissions import View
from oneworkforce.partnerships.roles import Permission

HOME = "children-and-families"


def changing_page(view: View) -> View:
    """Guard a page that changes something: for those who write the report, until the assessment is archived."""

    @wraps(view)
    def guarded(request: AssessmentRequest, audience: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        voice = next((one for one in families_of(request.assessment) if one.id == audience), None)
        if voice is None:
            raise Http404
        if request.method != "POST" and not request.can(Doing.WRITE_REPORT):
            messages.error(request, _("This assessment is archived, so you can read this, but not change it."))
            return redirect(request.address(HOME))
        return view(request, voice, *args, **kwargs)

    return assessment_page(Permission.REPORT)(guarded)


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def add_view(request: AssessmentRequest, voice: Named) -> HttpResponse:
    form = ViewForm(request.POST or None, themes=_themes(request))
    if request.method == "POST" and form.is_valid():
        given = {"assessment": request.assessment, "audience": voice.id, "by": request.user}
        if _is_done(form, actions.add_view, **given, **form.cleaned_data):
            messages.success(request, _("It is added."))
            return redirect(request.address(HOME))
    return _view_page(request, voice, form)


@changing_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit_view(request: AssessmentRequest, voice: Named, pk: int) -> HttpResponse:
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
def remove_view(request: AssessmentRequest, voice: Named, pk: int) -> HttpResponse:
    """Ask, then remove it; nothing happens if it is gone already."""
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
    return render(request, "evidence/view_remove.html", context)


def _view_page(request: AssessmentRequest, voice: Named, form: ViewForm, remove: str = "") -> HttpResponse:
    context = {"form": form, "voice": voice, "remove": remove, "where": request.where, "has_errors": bool(form.errors)}
    return render(request, "evidence/view.html", context)


def _is_done(form: ViewForm, do: Any, **given: Any) -> bool:
    try:
        do(**given)
    except WrongStage as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _themes(request: AssessmentRequest) -> list[tuple[str, str]]:
    return [(theme.id, theme.name) for theme in framework_of(request.assessment).themes]
