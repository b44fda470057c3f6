"""What people wrote, as far as it may be read."""

from __future__ import annotations

from collections import defaultdict

from oneworkforce.analysis import (
    Results,
)
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.figures import SCORES, group_tallies
from oneworkforce.gathering.questionnaires.models import Comment, ToolComment


def comments_to_show(assessment: Assessment, theme_id: str, results: Results) -> dict[str, list[str]]:
    """The comments on a theme by staff-group key, in an order that says nothing: those of closes there have been.

    A group's comments are there only where at least k of its people scored the theme: that is, gave a 1–5 answer to one
    same dimension of it, which is as much as tallies know, and never more people than there were.

    :param results: those shown beside the comments; their k holds here too.
    """
    if not can(assessment, Doing.READ_COMMENTS):
        return {}
    framework = load_pin(assessment.framework)
    rows = [framework.index[dimension.id] for dimension in framework.theme(theme_id).dimensions]
    enough = {
        tally.key
        for tally in group_tallies(assessment)
        if int(tally.counts[rows, SCORES].sum(axis=1).max()) >= results.k
    }
    shown: dict[str, list[str]] = defaultdict(list)
    comments = Comment.objects.filter(assessment=assessment, theme=theme_id, staff_group__key__in=enough)
    for group, text in (
        comments.filter(close__lte=assessment.times_closed).order_by("pk").values_list("staff_group__key", "text")
    ):
        shown[group].append(text)
    return dict(shown)


def tool_comments(assessment: Assessment) -> list[str]:
    """What people said of the questionnaire itself, in an order that says nothing: up to the last close."""
    if not can(assessment, Doing.READ_COMMENTS):
        return []
    said = ToolComment.objects.filter(assessment=assessment, close__lte=assessment.times_closed).order_by("pk")
    return list(said.values_list("text", flat=True))
