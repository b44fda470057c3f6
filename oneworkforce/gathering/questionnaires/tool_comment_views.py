"""What people said of the questionnaire itself (R90): for those who run it to read, and to pass on to its makers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.gathering.questionnaires.comments import tool_comments
from oneworkforce.partnerships.roles import Permission

COMMENTS_ON_A_PAGE = 50


@require_safe
@assessment_page(Permission.READ)
def said_of_the_questionnaire(request: AssessmentRequest) -> HttpResponse:
    """The comments, fifty a page; before the close, why there are none yet."""
    comments = Paginator(tool_comments(request.assessment), COMMENTS_ON_A_PAGE)
    context = {
        "assessment": request.assessment,
        "may_read": request.can(Doing.READ_COMMENTS),
        "comments": comments.get_page(request.GET.get("page")),
    }
    return render(request, "questionnaires/tool_comments.html", context)
