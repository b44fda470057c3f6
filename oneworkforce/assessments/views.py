"""Starting an assessment, changing its details, and moving it from stage to stage."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.actions import apply_dates, change_details, change_stage, start_assessment
from oneworkforce.assessments.forms import AssessmentForm
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import groups_too_small_to_show
from oneworkforce.assessments.stages import TRANSITIONS, Stage, WrongStage
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import Permission

# What each step means, said before it is taken.
CONSEQUENCES = {
    Stage.OPEN: lambda: [
        _("Each staff group gets its link, and people can answer."),
        _("The smallest group shown can no longer change."),
    ],
    Stage.CLOSED: lambda: [
        _("Nobody can answer any more. Answers that were not sent are deleted."),
        _("All answers that were sent become figures, and comments can be read."),
    ],
    Stage.ARCHIVED: lambda: [
        _("Everything can still be read. Goals, actions and the plan can no longer change."),
    ],
}


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.PLAN)
def start(request: PartnershipRequest) -> HttpResponse:
    """Start a new time round the loop."""
    partnership = request.partnership
    blank = Assessment(partnership=partnership, k=partnership.k)
    form = AssessmentForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid():
        twin = partnership.assessments.filter(name=form.cleaned_data["name"]).first()
        if twin is not None and twin.stage == Stage.PLANNING and twin.purpose == form.cleaned_data["purpose"]:
            return redirect("assessment", partnership=partnership.key, assessment=twin.key)  # the button pressed twice
        if twin is not None:
            form.add_error("name", _("There is an assessment of this name. Give another, for example with the year."))
        else:
            dates = {field: form.cleaned_data[field] for field in ("opens_on", "closes_on")}
            assessment = start_assessment(
                partnership=partnership,
                name=form.cleaned_data["name"],
                purpose=form.cleaned_data["purpose"],
                k=form.cleaned_data["k"],
                by=request.user,
            )
            apply_dates(change_details(assessment=assessment, by=request.user, **dates))
            messages.success(request, _("The assessment is started. Now plan it."))
            return redirect("assessment", partnership=partnership.key, assessment=assessment.key)
    context = {"form": form, "assessment": None, "has_errors": bool(form.errors)}
    return render(request, "assessments/details.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def details(request: AssessmentRequest) -> HttpResponse:
    """Change the name, purpose, dates and, before opening, the smallest group shown."""
    assessment = request.assessment
    form = AssessmentForm(request.POST or None, instance=assessment)
    if request.method == "POST" and form.is_valid():
        stored = request.partnership.assessments.get(pk=assessment.pk)
        changed = change_details(assessment=stored, by=request.user, **form.cleaned_data)
        apply_dates(changed)
        messages.success(request, _("The changes are saved."))
        return redirect("assessment", partnership=request.partnership.key, assessment=assessment.key)
    context = {"form": form, "assessment": assessment, "has_errors": bool(form.errors)}
    return render(request, "assessments/details.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def stage(request: AssessmentRequest, to: str) -> HttpResponse:
    """Say what a step means, then take it."""
    assessment = request.assessment
    if to not in Stage.values:
        raise Http404
    step = TRANSITIONS.get((Stage(assessment.stage), Stage(to)))
    where = reverse("assessment", kwargs={"partnership": request.partnership.key, "assessment": assessment.key})
    if step is None:
        if assessment.stage != to:
            messages.error(request, _("That is not the next step for this assessment."))
        return redirect(where)
    if request.method == "POST":
        try:
            change_stage(assessment=assessment, to=Stage(to), by=request.user)
            messages.success(request, _("The assessment is now: %(stage)s.") % {"stage": Stage(to).label})
        except WrongStage as refusal:
            messages.error(request, str(refusal))
        return redirect(where)
    consequences = CONSEQUENCES[Stage(to)]() if Stage(to) in CONSEQUENCES else []
    small_groups = groups_too_small_to_show(assessment) if to == Stage.OPEN else []
    context = {
        "assessment": assessment,
        "words": step[0],
        "consequences": consequences,
        "small_groups": small_groups,
    }
    return render(request, "assessments/stage.html", context)
