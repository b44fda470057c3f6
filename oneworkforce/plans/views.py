"""The plan on screen: the table and the matrix, its lines, and files in and out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, Stage, WrongStage, require
from oneworkforce.partnerships.permissions import View
from oneworkforce.partnerships.roles import Permission
from oneworkforce.plans import actions
from oneworkforce.plans.exporting import plan_as_csv
from oneworkforce.plans.forms import ActivityForm, ImportForm
from oneworkforce.plans.importing import read_plan
from oneworkforce.plans.matrix import plan_matrix, plan_rows
from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.table import described_columns
from oneworkforce.plans.vocabulary import vocabulary_of
from oneworkforce.tables.faults import TableRefused
from oneworkforce.tables.writing import BYTE_ORDER_MARK

LINES_A_PAGE = 100


def form_page(view: Callable[..., HttpResponse]) -> View:
    """A page with a form that changes the plan: not even offered at a stage that would refuse it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @assessment_page(Permission.PLAN)
    @wraps(view)
    def offered(request: AssessmentRequest, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            try:
                require(request.assessment, Doing.PLAN)
            except WrongStage as refusal:
                return _refused(request, refusal)
        return view(request, **kwargs)

    return offered


@require_safe
@assessment_page(Permission.READ)
def plan(request: AssessmentRequest) -> HttpResponse:
    """What is done when, with whom and by whom, as a table; and which method covers which theme, as a matrix."""
    rows = plan_rows(request.assessment)
    may_change = request.may(Permission.PLAN) and request.can(Doing.PLAN)
    page = Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("page"))
    places = {row.id: place for place, row in enumerate(rows)}
    return render(
        request,
        "plans/plan.html",
        {
            **_common(request),
            "page": page,
            "rows": [(row, *_neighbours(rows, places[row.id])) for row in page.object_list],
            "total": len(rows),
            "done": sum(row.state == "done" for row in rows),
            "under_way": sum(row.state == "under way" for row in rows),
            "matrix": plan_matrix(request.assessment, rows),
            "may_change": may_change,
            "arranging": may_change and request.GET.get("order") == "change",
            "stage_allows": request.can(Doing.PLAN),
            "stage_name": Stage(request.assessment.stage).label,
        },
    )


@form_page
def add(request: AssessmentRequest) -> HttpResponse:
    """Add a line."""
    form = ActivityForm(request.POST or None, vocabulary=vocabulary_of(request.assessment))
    if request.method == "POST" and form.is_valid():
        try:
            activity = actions.add_activity(
                assessment=request.assessment,
                by=request.user,
                last_seen=form.cleaned_data["last_seen"],
                **form.values(),
            )
        except WrongStage as refusal:
            return _form_page(request, form, refusal=refusal)
        messages.success(request, _("The activity is in the plan."))
        return _to_line(request, activity.pk)
    return _form_page(request, form)


@form_page
def edit(request: AssessmentRequest, activity: int) -> HttpResponse:
    """Change a line."""
    line = _line(request, activity)
    form = ActivityForm(request.POST or None, vocabulary=vocabulary_of(request.assessment), activity=line)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_activity(line=line, by=request.user, **form.values())
        except WrongStage as refusal:
            return _form_page(request, form, line, refusal=refusal)
        messages.success(request, _("The activity is changed."))
        return _to_line(request, line.pk)
    return _form_page(request, form, line)


@form_page
def remove(request: AssessmentRequest, activity: int) -> HttpResponse:
    """Ask whether a line shall go, and take it out. One that has gone already is no fault."""
    line = request.assessment.planned_activities.filter(pk=activity).first()
    if request.method == "POST":
        if line is not None:
            line.assessment = request.assessment
            try:
                actions.remove_activity(line=line, by=request.user)
            except WrongStage as refusal:
                return _refused(request, refusal)
        messages.success(request, _("The activity is out of the plan."))
        return _to_plan(request)
    if line is None:
        raise Http404
    return render(request, "plans/remove.html", {**_common(request), "line": line})


@require_POST
@assessment_page(Permission.PLAN)
def move(request: AssessmentRequest, activity: int) -> HttpResponse:
    """Put a line just before another, or at the end where none is named."""
    line = _line(request, activity)
    before = request.POST.get("before", "")
    try:
        actions.move_activity(line=line, before=int(before) if before else None, by=request.user)
    except WrongStage as refusal:
        return _refused(request, refusal)
    except ValueError:
        raise Http404 from None
    return _to_line(request, line.pk, arranging=True)


@require_POST
@assessment_page(Permission.PLAN)
def start(request: AssessmentRequest) -> HttpResponse:
    """Fill an empty plan with typical lines."""
    try:
        added = actions.start_from_typical_plan(assessment=request.assessment, by=request.user)
    except WrongStage as refusal:
        return _refused(request, refusal)
    if added:
        messages.success(
            request, _("Here is a typical plan. Change what differs, and give each line dates and a lead.")
        )
    return _to_plan(request)


@form_page
def import_file(request: AssessmentRequest) -> HttpResponse:
    """Take in a file: all of its lines, or none and every fault."""
    assessment = request.assessment
    initial = {"how": ImportForm.ADD, "last_seen": _last_seen(assessment)}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    refused: TableRefused | None = None
    refusal: WrongStage | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done, notes = _import(request, form)
        except TableRefused as found:
            refused = found
        except WrongStage as wrong:
            refusal = wrong
        else:
            messages.success(request, " ".join([_said_of_import(done), *notes]))
            return _to_plan(request)
    context = {
        **_common(request),
        "form": form,
        "refusal": refusal,
        "refused": refused,
        "file_name": form.cleaned_data["file"].name if refused else "",
        "has_errors": bool(refused or refusal or form.errors),
        "columns": described_columns(),
        "lines_now": assessment.planned_activities.count(),
        "vocabulary": vocabulary_of(assessment),
    }
    return render(request, "plans/import.html", context, status=422 if refused else 200)


@require_safe
@assessment_page(Permission.READ)
def export(request: AssessmentRequest) -> HttpResponse:
    """The plan as a CSV file, with the mark by which spreadsheets know UTF-8. An empty plan gives its columns alone."""
    response = HttpResponse(BYTE_ORDER_MARK + plan_as_csv(request.assessment), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{request.assessment.key}-plan.csv"'
    return response


def _said_of_import(done: actions.Imported) -> str:
    if not done.added:
        return _("These lines are in the plan already.")
    text = ngettext("%(n)s activity is imported.", "%(n)s activities are imported.", done.added) % {"n": done.added}
    if not done.there_already:
        return text
    twice = ngettext(
        "%(n)s of these lines was in the plan already, and is there twice now.",
        "%(n)s of these lines were in the plan already, and are there twice now.",
        done.there_already,
    ) % {"n": done.there_already}
    instead = _("To have the file’s lines alone, import it again and choose to use them instead.")
    return f"{text} {twice} {instead}"


def _import(request: AssessmentRequest, form: ImportForm) -> tuple[actions.Imported, list[str]]:
    vocabulary = vocabulary_of(request.assessment)
    read = read_plan(form.cleaned_data["file"].file, vocabulary, form.cleaned_data["with_hidden"])
    done = actions.import_plan(
        assessment=request.assessment,
        lines=read.lines,
        replace=form.cleaned_data["how"] == ImportForm.REPLACE,
        last_seen=form.cleaned_data["last_seen"],
        by=request.user,
    )
    return done, read.notes


def _form_page(
    request: AssessmentRequest,
    form: ActivityForm,
    line: PlannedActivity | None = None,
    refusal: WrongStage | None = None,
) -> HttpResponse:
    form.initial["last_seen"] = _last_seen(request.assessment)
    context = {
        **_common(request),
        "form": form,
        "line": line,
        "refusal": refusal,
        "has_errors": bool(form.errors or refusal),
    }
    return render(request, "plans/activity.html", context)


def _neighbours(rows: list[Any], place: int) -> tuple[int | None, str | None]:
    """Where a line goes one up and one down: before which line. None for up at the top, and for down at the bottom."""
    up = rows[place - 1].id if place else None
    if place + 1 == len(rows):
        return up, None
    return up, str(rows[place + 2].id) if place + 2 < len(rows) else ""


def _last_seen(assessment: Assessment) -> int:
    return assessment.planned_activities.aggregate(last=Max("pk"))["last"] or 0


def _line(request: AssessmentRequest, key: int) -> PlannedActivity:
    line = request.assessment.planned_activities.filter(pk=key).first()
    if line is None:
        raise Http404
    line.assessment = request.assessment
    return line  # type: ignore[no-any-return]


def _common(request: AssessmentRequest) -> dict[str, Any]:
    return {"assessment": request.assessment, "where": request.where}


def _refused(request: AssessmentRequest, refusal: WrongStage) -> HttpResponse:
    messages.error(request, str(refusal))
    return _to_plan(request)


def _to_plan(request: AssessmentRequest) -> HttpResponse:
    return redirect(request.address("plan"))


def _to_line(request: AssessmentRequest, key: int, arranging: bool = False) -> HttpResponse:
    """Back to the plan, on the page and at the line."""
    keys = list(request.assessment.planned_activities.values_list("pk", flat=True))
    page = keys.index(key) // LINES_A_PAGE + 1 if key in keys else 1
    query = urlencode({**({"order": "change"} if arranging else {}), **({"page": page} if page > 1 else {})})
    return redirect(f"{request.address('plan')}{query and f'?{query}'}#activity-{key}")
