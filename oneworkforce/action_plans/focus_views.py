from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneworkforce.action_plans import actions
from oneworkforce.action_plans.forms import FocusAreaForm
from oneworkforce.action_plans.pages import (
    FOCUS_AREAS,
    back_to,
    changing_page,
    do_or_say,
    form_page,
    is_done,
    removal_page,
)
from oneworkforce.assessments.permissions import AssessmentRequest

STEPS = {"up": actions.EARLIER, "down": actions.LATER}


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def add(request: AssessmentRequest) -> HttpResponse:
    form = FocusAreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"assessment": request.assessment, "by": request.user, **form.cleaned_data}
        if is_done(form, actions.add_focus_area, **given):
            messages.success(request, _("The focus area is added."))
            return back_to(request, FOCUS_AREAS)
    return form_page(request, form, title=_("Add a focus area"), save=_("Add the focus area"), part=FOCUS_AREAS)


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def edit(request: AssessmentRequest, pk: int) -> HttpResponse:
    area = get_object_or_404(request.assessment.focus_areas, pk=pk)
    form = FocusAreaForm(request.POST or None, initial={"sentence": area.sentence})
    if request.method == "POST" and form.is_valid():
        sentence = form.cleaned_data["sentence"]
        if is_done(form, actions.change_focus_area, focus_area=area, sentence=sentence, by=request.user):
            messages.success(request, _("The focus area is saved."))
            return back_to(request, FOCUS_AREAS)
    remove_at = request.address("focus-remove", pk=pk)
    return form_page(request, form, title=_("Change a focus area"), save=_("Save"), part=FOCUS_AREAS, remove=remove_at)


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def remove(request: AssessmentRequest, pk: int) -> HttpResponse:
    area = request.assessment.focus_areas.filter(pk=pk).first()
    if request.method == "POST" and area is not None:
        done = _("The focus area is removed.")
        do_or_say(request, done, actions.remove_focus_area, focus_area=area, by=request.user)
    if request.method == "POST" or area is None:
        return back_to(request, FOCUS_AREAS)
    return removal_page(
        request,
        title=_("Remove this focus area?"),
        what=area.sentence,
        button=_("Remove the focus area"),
        part=FOCUS_AREAS,
    )


@require_POST
@changing_page
def move(request: AssessmentRequest, pk: int) -> HttpResponse:
    """Move a focus area up or down from where the visitor saw it."""
    area = request.assessment.focus_areas.filter(pk=pk).first()
    step, place = STEPS.get(request.POST.get("step", "")), request.POST.get("place", "")
    if area is not None and step is not None and place.isdecimal() and len(place) < 7:
        given = {"focus_area": area, "step": step, "place": int(place), "by": request.user}
        do_or_say(request, "", actions.move_focus_area, **given)
    return back_to(request, FOCUS_AREAS)
