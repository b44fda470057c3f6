"""What people wrote, as far as it may be read."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.gathering.questionnaires.models import Comment, ToolComment
from oneworkforce.gathering.questionnaires.privacy.sources import taken_in


def comments_to_show(assessment: Assessment, theme_id: str) -> dict[str, list[str]]:
    """The comments on a theme by staff-group key, in an order that says nothing: those of closes there have been.

    A group's comments are there once at least k of its people have taken part, whatever they scored: where they hung on
    its cells, they told which of two withheld cells was the small one.
    """
    if not can(assessment, Doing.READ_COMMENTS):
        return {}
    shown: dict[str, list[str]] = defaultdict(list)
    of_groups = Q(pk__in=())
    for staff_group, close in taken_in(assessment).items():
        of_groups |= Q(staff_group=staff_group, close__lte=close)
    comments = Comment.objects.filter(of_groups, assessment=assessment, theme=theme_id)
    for group, text in comments.order_by("pk").values_list("staff_group__key", "text"):
        shown[group].append(text)
    return dict(shown)


def tool_comments(assessment: Assessment) -> list[str]:
    """What people said of the questionnaire itself, in an order that says nothing: up to the last close."""
    if not can(assessment, Doing.READ_COMMENTS):
        return []
    said = ToolComment.objects.filter(assessment=assessment, close__lte=assessment.times_closed).order_by("pk")
    return list(said.values_list("text", flat=True))
