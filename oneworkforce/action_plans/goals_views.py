"""Where we want to be, for each theme or for the dimensions of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from oneworkforce.action_plans.actions import set_goals
from oneworkforce.action_plans.forms import GoalsForm
from oneworkforce.action_plans.pages import ask_to_change, is_done, may_change
from oneworkforce.action_plans.queries import Axis, dimension_axes, theme_axes
from oneworkforce.action_plans.queries import goals as goals_by_axis
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import framework_of
from oneworkforce.partnerships.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.READ)
def goals(request: AssessmentRequest) -> HttpResponse:
    axes = theme_axes(request.assessment)
    return _goals_page(request, axes, request.address("goals"), {"theme": None})


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.READ)
def goals_of_theme(request: AssessmentRequest, theme: str) -> HttpResponse:
    """Optional: the theme's goal counts for its dimensions."""
    found = next((one for one in framework_of(request.assessment).themes if one.id == theme), None)
    if found is None:
        raise Http404
    goal = goals_by_axis(request.assessment).get((theme, ""))
    axes = dimension_axes(request.assessment, theme)
    here = request.address("goals-theme", theme=theme)
    return _goals_page(request, axes, here, {"theme": found, "theme_goal": goal}, goal.by if goal else None)


def _goals_page(
    request: AssessmentRequest,
    axes: Sequence[Axis],
    here: str,
    context: dict[str, Any],
    usual_date: date | None = None,
) -> HttpResponse:
    if request.method == "POST":
        ask_to_change(request)
    form = GoalsForm(request.POST or None, axes=axes, usual_date=usual_date)
    if request.method == "POST" and form.is_valid():
        given = {"assessment": request.assessment, "goals": form.wanted, "by": request.user}
        if is_done(form, set_goals, **given):
            messages.success(request, _say_saved(sum(1 for goal in form.wanted.values() if goal)))
            return HttpResponseRedirect(here)
    return render(
        request,
        "action_plans/goals.html",
        {
            "axes": axes,
            "form": form,
            "has_errors": bool(form.errors),
            "may_change": may_change(request) or bool(form.errors),
            "may_analyse": request.may(Permission.ANALYSE),
            "k": request.assessment.k,
            "where": request.where,
            **context,
        },
    )


def _say_saved(how_many: int) -> str:
    if how_many == 0:
        return _("Saved. There are no goals here.")
    return ngettext("%(number)s goal is saved.", "%(number)s goals are saved.", how_many) % {"number": how_many}
