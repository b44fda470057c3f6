from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.actions import apply_dates, change_details, start_assessment
from oneworkforce.assessments.closing import close_warnings
from oneworkforce.assessments.forms import AssessmentForm
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Stage
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.PLAN)
def start(request: PartnershipRequest) -> HttpResponse:
    partnership = request.partnership
    blank = Assessment(partnership=partnership, k=partnership.k)
    form = AssessmentForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid():
        twin = partnership.assessments.filter(name=form.cleaned_data["name"]).first()
        if twin is not None and twin.stage == Stage.PLANNING and twin.purpose == form.cleaned_data["purpose"]:
            return redirect(
                "assessment", partnership=partnership.key, assessment=twin.key
            )  # the button was pressed twice
        if twin is not None:
            form.add_error(
                "name",
                _("There is already an assessment with this name. Choose another."),
            )
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
            messages.success(request, _("You have started the assessment. Now plan it."))
            return redirect("assessment", partnership=partnership.key, assessment=assessment.key)
    context = {"form": form, "assessment": None, "has_errors": bool(form.errors)}
    return render(request, "assessments/details.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def details(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    form = AssessmentForm(request.POST or None, instance=assessment)
    if request.method == "POST" and form.is_valid():
        stored = request.partnership.assessments.get(pk=assessment.pk)
        changed = change_details(assessment=stored, by=request.user, **form.cleaned_data)
        apply_dates(changed)
        messages.success(request, _("The changes are saved."))
        return redirect("assessment", partnership=request.partnership.key, assessment=assessment.key)
    warnings = close_warnings(assessment)
    context = {"form": form, "assessment": assessment, "has_errors": bool(form.errors), "warnings": warnings}
    return render(request, "assessments/details.html", context)
