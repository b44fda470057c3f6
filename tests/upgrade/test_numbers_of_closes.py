"""What was released before closes had numbers counts at the last close; of one that is open again, comments wait."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.figures import results_of
from oneworkforce.gathering.questionnaires.models import Comment, Entered, Sheet, Tally, ToolComment
from tests.gathering.questionnaires.given import open_assessment, send_many

pytestmark = pytest.mark.django_db
MIGRATION = import_module("oneworkforce.gathering.questionnaires.migrations.0007_count_what_was_released")


def as_before(assessment: Assessment, times_closed: int) -> None:
    """An assessment as an earlier version left it: no numbers, and no record of what a close made of it."""
    for model in (Sheet, Tally, Comment, ToolComment):
        model.objects.filter(assessment=assessment).update(close=1)
    Entered.objects.filter(assessment=assessment).delete()
    Assessment.objects.filter(pk=assessment.pk).update(times_closed=times_closed)
    assessment.refresh_from_db()


def upgrade() -> None:
    with connection.schema_editor() as editor:
        MIGRATION.number_what_is_there(apps, editor)


def say(assessment: Assessment) -> None:
    group = assessment.partnership.staff_groups.get(key="frontline")
    assessment.comments.create(staff_group=group, theme="outcome-focus", text="Plans gather dust")
    assessment.tool_comments.create(text="Too long")


@pytest.mark.parametrize(
    ("stage", "times_closed", "counts_at", "comments_at"),
    [(Stage.OPEN, 0, 1, 1), (Stage.CLOSED, 1, 1, 1), (Stage.CLOSED, 3, 3, 3), (Stage.OPEN, 2, 2, 3)],
)
def test_numbers(transactional_db: None, stage: Stage, times_closed: int, counts_at: int, comments_at: int) -> None:
    assessment = open_assessment()
    send_many(assessment, 20)
    say(assessment)
    if stage == Stage.CLOSED:
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    as_before(assessment, times_closed)
    upgrade()
    for model, number in ((Sheet, counts_at), (Tally, counts_at), (Comment, comments_at), (ToolComment, comments_at)):
        assert set(model.objects.values_list("close", flat=True)) == {number}
    entered = [(one.close, set(one.up_to), len(one.up_to), one.marks) for one in Entered.objects.all()]
    assert entered == ([(counts_at, {counts_at}, 44, "")] if times_closed else [])
    first = results_of(assessment).dimensions[0].cell(EVERYONE)
    assert first is not None
    released = sum(Tally.objects.values_list("sheets", flat=True))
    assert first.n == (released if times_closed else None)
