"""The summary report: to read, to write, to take away."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.partnerships.roles import Permission
from oneworkforce.reporting import actions
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.files import report_as
from oneworkforce.reporting.formats import all_formats
from oneworkforce.reporting.forms import ReportForm
from oneworkforce.typesetting import FontsMissing


@require_safe
@assessment_page(Permission.READ)
def report(request: AssessmentRequest) -> HttpResponse:
    """The report as a page, with its contents list."""
    context = {
        "report": report_of(request.assessment),
        "downloads": [
            (one.download, request.address(f"report-{one.ending}")) for one in all_formats().values() if one.download
        ],
        "edit_address": request.address("report-edit") if _may_write(request) else None,
    }
    return render(request, "reporting/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.REPORT)
def report_edit(request: AssessmentRequest) -> HttpResponse:
    """The words of every section, and which are left out."""
    if not request.can(Doing.WRITE_REPORT):
        messages.error(request, _("The assessment is archived, so its report stays as it is."))
        return redirect(request.address("report"))
    form = _saved(request) if request.method == "POST" else ReportForm(assessment=request.assessment)
    if form.is_valid():
        messages.success(request, _("The report’s words are saved."))
        return redirect(request.address("report"))
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "report_address": request.address("report"),
    }
    return render(request, "reporting/report_edit.html", context)


@transaction.atomic
def _saved(request: AssessmentRequest) -> ReportForm:
    """The form as it was sent; where it is valid, its words are kept."""
    # Before the form looks at what is kept, so that nobody overlooks what another writes.
    hold(request.assessment, Purpose.REPORT)
    form = ReportForm(request.POST, assessment=request.assessment)
    if form.is_valid():
        actions.write_sections(assessment=request.assessment, changes=form.changes(), by=request.user)
    return form


@require_safe
@assessment_page(Permission.READ)
def report_file(request: AssessmentRequest, ending: str) -> HttpResponse:
    """The report in one of its formats, to download."""
    try:
        data = report_as(ending, request.assessment)
    except FontsMissing as missing:
        messages.error(request, str(missing))
        return redirect(request.address("report"))
    name = f"{request.assessment.key}-report.{ending}"
    return HttpResponse(
        data,
        content_type=all_formats()[ending].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _may_write(request: AssessmentRequest) -> bool:
    return request.may(Permission.REPORT) and request.can(Doing.WRITE_REPORT)
