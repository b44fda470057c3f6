from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.action_plans import actions
from oneworkforce.action_plans.export import action_plan_csv
from oneworkforce.action_plans.forms import ActionForm, ProgressForm
from oneworkforce.action_plans.models import Action
from oneworkforce.action_plans.pages import ACTIONS, back_to, changing_page, do_or_say, form_page, is_done, removal_page
from oneworkforce.action_plans.queries import actions_in_order
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import WrongStage
from oneworkforce.partnerships.roles import Permission

FIELDS = ("what", "theme", "lead", "starts_on", "due_on", "ongoing", "measure")


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def add(request: AssessmentRequest) -> HttpResponse:
    framework = framework_of(request.assessment)
    form = ActionForm(request.POST or None, framework=framework, initial={"theme": request.GET.get("theme", "")})
    if request.method == "POST" and form.is_valid():
        given = {"assessment": request.assessment, "by": request.user, **form.cleaned_data}
        if is_done(form, actions.add_action, **given):
            messages.success(request, _("The action is added."))
            return back_to(request, ACTIONS)
    return form_page(request, form, title=_("Add an action"), save=_("Add the action"), part=ACTIONS)


@require_POST
@changing_page
def start_from_menu(request: AssessmentRequest) -> HttpResponse:
    """Make an action from a solution, and open it for editing."""
    given = {name: request.POST.get(name, "")[:120] for name in ("theme", "solution", "form_id")}
    try:
        action = actions.start_from_solution(assessment=request.assessment, by=request.user, **given)
    except KeyError:
        raise Http404 from None
    except WrongStage as refusal:
        messages.error(request, str(refusal))
        return back_to(request, ACTIONS)
    messages.success(
        request, _("The action is in your plan. Now put it in your own words, and say who leads it and by when.")
    )
    return HttpResponseRedirect(request.address("action-edit", pk=action.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def edit(request: AssessmentRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(request.assessment.actions, pk=pk)
    framework = framework_of(request.assessment)
    initial = {field: getattr(action, field) for field in FIELDS}
    form = ActionForm(request.POST or None, framework=framework, initial=initial)
    if request.method == "POST" and form.is_valid():
        changes = {field: form.cleaned_data[field] for field in FIELDS}
        if is_done(form, actions.change_action, action=action, by=request.user, **changes):
            messages.success(request, _("The action is saved."))
            return back_to(request, ACTIONS)
    return form_page(
        request,
        form,
        title=_("Change an action"),
        save=_("Save the action"),
        part=ACTIONS,
        lead=_started_from(request, action),
        remove=request.address("action-remove", pk=pk),
    )


def _started_from(request: AssessmentRequest, action: Action) -> str:
    for theme in framework_of(request.assessment).themes:
        for solution in theme.solutions:
            if solution.id == action.solution:
                named = {"name": solution.name, "what": solution.what}
                return _("Started from the solution “%(name)s”: %(what)s") % named
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def progress(request: AssessmentRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(request.assessment.actions, pk=pk)
    form = ProgressForm(request.POST or None, initial={"state": action.state, "progress": action.progress})
    if request.method == "POST" and form.is_valid():
        given = {"action": action, "by": request.user, **form.cleaned_data}
        if is_done(form, actions.record_progress, **given):
            messages.success(request, _("The progress is saved."))
            return back_to(request, ACTIONS)
    return form_page(
        request, form, title=_("How far is this action?"), save=_("Save the progress"), part=ACTIONS, lead=action.what
    )


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def remove(request: AssessmentRequest, pk: int) -> HttpResponse:
    action = request.assessment.actions.filter(pk=pk).first()
    if request.method == "POST" and action is not None:
        done = _("The action is removed.")
        do_or_say(request, done, actions.remove_action, action=action, by=request.user)
    if request.method == "POST" or action is None:
        return back_to(request, ACTIONS)
    return removal_page(
        request, title=_("Remove this action?"), what=action.what, button=_("Remove the action"), part=ACTIONS
    )


@require_safe
@assessment_page(Permission.READ)
def export(request: AssessmentRequest) -> HttpResponse:
    content = action_plan_csv(actions_in_order(request.assessment), framework_of(request.assessment))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.assessment.key}-actions.csv"'
    return response
