from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.closing import close_warnings
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.queries import groups_too_small_to_show
from oneworkforce.assessments.stages import TRANSITIONS, Stage, WrongStage
from oneworkforce.gathering.questionnaires.paper.queries import unfinished_piles
from oneworkforce.partnerships.roles import Permission

CONSEQUENCES = {
    Stage.OPEN: lambda: [
        _("Each staff group gets its link, and people can answer."),
        _("You can’t change the smallest group shown any more."),
    ],
    Stage.CLOSED: lambda: [
        _("Nobody can answer any more. We delete answers that were not sent."),
        _("We shuffle and count the answers. Then you can read the figures and the comments."),
    ],
    Stage.ARCHIVED: lambda: [
        _("You can still read everything, but you can’t change goals, actions or the plan."),
    ],
}


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def stage(request: AssessmentRequest, to: str) -> HttpResponse:
    """Say what opening or closing would do, then do it."""
    assessment = request.assessment
    if to not in Stage.values:
        raise Http404
    step = TRANSITIONS.get((Stage(assessment.stage), Stage(to)))
    where = reverse("assessment", kwargs={"partnership": request.partnership.key, "assessment": assessment.key})
    if step is None:
        if assessment.stage != to:
            messages.error(request, _("This assessment can’t go to that stage from here."))
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
        "warnings": close_warnings(assessment) if to == Stage.CLOSED else [],
        "unfinished_piles": unfinished_piles(assessment) if to == Stage.CLOSED else [],
    }
    return render(request, "home/stage.html", context)
