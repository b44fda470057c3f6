from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.action_plans import actions, queries
from oneworkforce.action_plans.forms import NoteForm
from oneworkforce.action_plans.pages import THEMES, back_to, changing_page, form_page, is_done, may_change
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import Doing
from oneworkforce.partnerships.roles import Permission


@require_safe
@assessment_page(Permission.READ)
def what_we_will_do(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    framework = framework_of(assessment)
    order = queries.BY_THEME if request.GET.get("order") == queries.BY_THEME else queries.BY_DUE_DATE
    axes = queries.theme_axes(assessment)
    lines = queries.actions_in_order(assessment, order)
    today = timezone.localdate()
    return render(
        request,
        "action_plans/what_we_will_do.html",
        {
            "themes": framework.themes,
            "theme_names": {theme.id: theme.name for theme in framework.themes},
            "axes": {axis.theme: axis for axis in axes},
            "has_goals": any(axis.goal for axis in axes),
            "has_positions": any(axis.now is not None for axis in axes),
            "gaps": queries.largest_gap_first(axes),
            "focus_areas": queries.focus_areas(assessment),
            "actions": lines,
            "order": order,
            "overdue": {action.pk for action in lines if queries.is_overdue(action, today)},
            "begun": {action.solution for action in lines if action.solution},
            "notes": queries.notes_by_theme(assessment),
            "may_change": may_change(request),
            "archived": not request.can(Doing.ANALYSE),
            "form_id": secrets.token_urlsafe(12),
            "where": request.where,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@changing_page
def theme_note(request: AssessmentRequest, theme: str) -> HttpResponse:
    assessment = request.assessment
    found = next((one for one in framework_of(assessment).themes if one.id == theme), None)
    if found is None:
        raise Http404
    note = assessment.theme_notes.filter(theme=theme).first()
    initial = {field: getattr(note, field) for field in NoteForm.base_fields} if note else {}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        if is_done(form, actions.write_note, assessment=assessment, theme=theme, by=request.user, **words):
            messages.success(request, _("“%(theme)s” is saved.") % {"theme": found.name})
            return back_to(request, f"{THEMES}-{theme}")
    return form_page(
        request,
        form,
        title=_("%(theme)s in words") % {"theme": found.name},
        save=_("Save"),
        part=f"{THEMES}-{theme}",
        lead=found.purpose,
    )
