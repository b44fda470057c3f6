from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oneworkforce.assessments.closing import still_needed
from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.gathering.take_part.who_takes_part import who_takes_part_in
from oneworkforce.partnerships.roles import Permission


@assessment_page(Permission.READ)
@require_safe
def who_takes_part(request: AssessmentRequest) -> HttpResponse:
    """Who takes part, by each part of the workforce, and whose voices are missing."""
    context = {
        "assessment": request.assessment,
        "still_needed": still_needed(request.assessment),
        "who": who_takes_part_in(request.assessment),
        "is_open": request.can(Doing.ANSWER),
        "may_invite": request.may(Permission.RUN),
        "where": request.where,
    }
    return render(request, "take_part/who_takes_part.html", context)
