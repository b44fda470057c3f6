"""The public page of an assessment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import find_assessment
from oneworkforce.assessments.stages import Doing, Stage, can
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.methods import doors_of
from oneworkforce.gathering.take_part.actions import show_web_page
from oneworkforce.gathering.take_part.families import family_handout
from oneworkforce.gathering.take_part.feedback import feedback_of, told_in
from oneworkforce.gathering.take_part.models import LONGEST_PAGE
from oneworkforce.partnerships.roles import Permission
from oneworkforce.ui.languages import code_now
from oneworkforce.visitors.codes import in_groups
from oneworkforce.visitors.cookies import public_address
from oneworkforce.visitors.pages import answer_page, page


class WebPageForm(forms.Form):
    """What the page says, whether it is shown, and whether it gives out links."""

    shown = forms.BooleanField(label=_l("Show the page to everybody who has its address"), required=False)
    words = forms.CharField(
        label=_l("What do you want people to know?"),
        help_text=_l(
            "Why you ask, what will come of it, and when briefings are. Leave a line empty to begin a new paragraph."
        ),
        required=False,
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"max_length": _l("Make this shorter: up to %(limit_value)s letters.")},
    )
    links = forms.BooleanField(
        label=_l("Let anybody begin from this page"),
        help_text=_l(
            "The page then has each staff group’s link. Whoever finds the page can answer, so do this only where you "
            "know who reads it."
        ),
        required=False,
    )


@answer_page
def web_page(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """What the assessment is about, how to take part, and what came of it; a 404 unless one of them is shown."""
    found = find_assessment(assessment)
    if found is None:
        raise Http404
    feedback = feedback_of(found)
    told = feedback if feedback and feedback.published and not can(found, Doing.ANSWER) else None
    kept = getattr(found, "web_page", None) if found.stage != Stage.ARCHIVED else None
    if told is None and (kept is None or not kept.shown):
        raise Http404
    is_open = can(found, Doing.ANSWER)
    return page(
        "take_part/web_page.html",
        assessment=found,
        words=kept.words if kept and kept.shown else "",
        feedback=told_in(code_now(), told) if told else None,
        language=code_now(),
        is_open=is_open,
        is_planned=found.stage == Stage.PLANNING,
        ways_in=_ways_in(found) if is_open and kept and kept.links else [],
        contact=getattr(found, "contact", None),
        organisations=_members(found),
        framework=load_pin(found.framework),
    )


@assessment_page(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_web_page(request: AssessmentRequest) -> HttpResponse:
    kept = getattr(request.assessment, "web_page", None)
    initial = {"shown": kept.shown, "words": kept.words, "links": kept.links} if kept else {}
    form = WebPageForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        show_web_page(assessment=request.assessment, by=request.user, **form.cleaned_data)
        said = _("The page is there for everybody.") if form.cleaned_data["shown"] else _("The page is not shown.")
        messages.success(request, said)
        return redirect(request.address("take-part-web-page"))
    context = {
        "form": form,
        "shown": bool(kept and kept.shown),
        "page_address": public_address(request, reverse("web-page", args=[request.assessment.key])),
        "where": request.where,
        "has_errors": bool(form.errors),
    }
    return render(request, "take_part/web_page_edit.html", context)


@assessment_page(Permission.RUN)
@require_http_methods(["GET", "HEAD"])
def briefing(request: AssessmentRequest, group: str) -> HttpResponse:
    """What to tell a staff group in five minutes, to print or read out."""
    found = request.partnership.staff_groups.filter(key=group).first()
    if found is None:
        raise Http404
    door = next(door for door in doors_of(request.assessment) if door.group == found)
    own = dict(request.partnership.theme_names.values_list("theme", "name"))
    context = {
        "assessment": request.assessment,
        "partnership": request.partnership,
        "group": found,
        "family": family_handout(request.assessment, found),
        "themes": [(own.get(theme, name), purpose) for theme, name, purpose in door.themes],
        "minutes": door.minutes,
        "enter_address": public_address(request, reverse("answer-enter")),
        "code": in_groups(door.code),
        "where": request.where,
    }
    return render(request, "take_part/briefing.html", context)


def _members(assessment: Any) -> list[str]:
    """Today's organisations, by name."""
    today = timezone.localdate()
    members = assessment.partnership.organisations.exclude(left_on__lte=today).exclude(joined_on__gt=today)
    return list(members.values_list("name", flat=True))


def _ways_in(assessment: Any) -> list[tuple[str, str, str]]:
    """Each staff group's name, its members, and its first page."""
    return [
        (door.group.name, door.group.who, reverse("answer-start", args=[door.code]))
        for door in doors_of(assessment)
        if door.code
    ]
