"""The start page, a partnership's dashboard, help, and the pages that say what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneworkforce.accounts.models import User
from oneworkforce.accounts.views import personas, signed_out
from oneworkforce.assessments.actions import apply_dates
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
    """What this is, the rainbow, and the way in: to one's partnerships, to a questionnaire, to an account."""
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
    """Where somebody who signs in goes: to their partnership, or to the start page, which lists them."""
    keys = list(request.user.memberships.values_list("partnership__key", flat=True)[:2]) if request.user.pk else []
    return redirect("dashboard", partnership=keys[0]) if len(keys) == 1 else redirect("home")


@require_safe
@partnership_page(Permission.READ)
def dashboard(request: PartnershipRequest) -> HttpResponse:
    """A partnership's assessments, and what is still to be set up."""
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
    """Where is our assessment: the loop as steps, each with what has been done and what comes next."""
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
        },
    )


@require_safe
def how_answers_are_kept(request: HttpRequest) -> HttpResponse:
    """How answers wait, are shuffled and become figures, in plain words."""
    return render(request, "home/how_answers_are_kept.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Guides, and whom to ask."""
    return render(request, "home/help.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    return render(request, "ui/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a role that does not allow something; says which role the visitor has."""
    return render(request, "ui/errors/403.html", {"reason": str(exception or "")}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose protection against forgery did not match: most often, one left open for long."""
    return signed_out(
        request, _("The page was open for too long, or cookies are off. Open it anew, and send it again.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own faults. It stands by itself: whatever failed may be what other pages need."""
    return render(None, "ui/errors/500.html", status=500)
