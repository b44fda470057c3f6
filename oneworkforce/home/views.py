"""The start page, dashboards, help and error pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneworkforce.accounts.models import User
from oneworkforce.accounts.views import personas, signed_out
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.closing import close_warnings
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import groups_too_small_to_show
from oneworkforce.assessments.stages import TRANSITIONS, Stage, next_stages
from oneworkforce.frameworks import load
from oneworkforce.home.framework_views import DEFAULT, framework_rainbow
from oneworkforce.home.steps import steps_of_assessment, steps_of_set_up
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import Permission


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    framework = load(DEFAULT)
    memberships = (
        list(request.user.memberships.select_related("partnership").order_by("partnership__name"))
        if request.user.is_authenticated
        else []
    )
    return render(
        request,
        "home/start.html",
        {
            "framework": framework,
            "rainbow": framework_rainbow(framework),
            "memberships": memberships,
            "personas": personas(request),
            "nobody_yet": not request.user.is_authenticated and not User.objects.exists(),
            "signed_in": request.user.is_authenticated,
        },
    )


@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Go to the visitor's partnership, or to the start page if they have several."""
    keys = list(request.user.memberships.values_list("partnership__key", flat=True)[:2]) if request.user.pk else []
    return redirect("dashboard", partnership=keys[0]) if len(keys) == 1 else redirect("home")


@require_safe
@partnership_page(Permission.READ)
def dashboard(request: PartnershipRequest) -> HttpResponse:
    partnership = request.partnership
    assessments = [apply_dates(assessment) for assessment in partnership.assessments.select_related("partnership")]
    return render(
        request,
        "home/dashboard.html",
        {
            "partnership": partnership,
            "assessments": assessments,
            "steps": steps_of_set_up(partnership),
            "may_set_up": request.may(Permission.SET_UP),
            "may_plan": request.may(Permission.PLAN),
        },
    )


@require_safe
@assessment_page(Permission.READ)
def assessment_home(request: AssessmentRequest) -> HttpResponse:
    assessment = request.assessment
    return render(
        request,
        "home/assessment.html",
        {
            "assessment": assessment,
            "steps": steps_of_assessment(assessment, request.address),
            "stage_buttons": [
                (to.value, TRANSITIONS[Stage(assessment.stage), to][0]) for to in next_stages(assessment)
            ],
            "small_groups": groups_too_small_to_show(assessment),
            "may_run": request.may(Permission.RUN),
            "warnings": close_warnings(assessment) if request.may(Permission.RUN) else [],
        },
    )


@require_safe
def how_answers_are_kept(request: HttpRequest) -> HttpResponse:
    return render(request, "home/how_answers_are_kept.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/help.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", {"reason": str(exception or "")}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django calls this when a form's CSRF token doesn't match."""
    return signed_out(
        request, _("The page was open for too long, or cookies are off. Open the page again and send it once more.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # No request: whatever failed may be what the page's context needs.
    return render(None, "ui/errors/500.html", status=500)
