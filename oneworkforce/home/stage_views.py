"""Moving an assessment from stage to stage: what a step means is said before it is taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import groups_too_small_to_show
from oneworkforce.assessments.stages import TRANSITIONS, Stage, WrongStage
from oneworkforce.gathering.questionnaires.paper.queries import unfinished_piles
from oneworkforce.gathering.take_part.participation import participation
from oneworkforce.partnerships.roles import Permission

CONSEQUENCES = {
    Stage.OPEN: lambda: [
        _("Each staff group gets its link, and people can answer."),
        _("The smallest group shown can no longer change."),
    ],
    Stage.CLOSED: lambda: [
        _("Nobody can answer any more. Answers that were not sent are deleted."),
        _("The answers that still wait are added to the figures, and comments can be read."),
    ],
    Stage.ARCHIVED: lambda: [
        _("Everything can still be read. Goals, actions and the plan can no longer change."),
    ],
}


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
    context = {
        "assessment": assessment,
        "words": step[0],
        "consequences": CONSEQUENCES[Stage(to)]() if Stage(to) in CONSEQUENCES else [],
        "small_groups": groups_too_small_to_show(assessment) if to == Stage.OPEN else [],
        "too_few": _too_few(assessment) if to == Stage.CLOSED else [],
        "unfinished_piles": unfinished_piles(assessment) if to == Stage.CLOSED else [],
    }
    return render(request, "home/stage.html", context)


def _too_few(assessment: Assessment) -> list[tuple[str, int]]:
    """The staff groups of which fewer than k people have answered, with how many have."""
    sent = participation(assessment).by_group
    groups = assessment.partnership.staff_groups.all()
    return [(group.name, sent.get(group.key, 0)) for group in groups if sent.get(group.key, 0) < assessment.k]
