"""Stages: the table, the buttons, the dates and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import apply_dates, change_details, change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import ALLOWED, TRANSITIONS, Doing, Stage, WrongStage, can
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", Stage.values)
@pytest.mark.parametrize("to", Stage.values)
def test_only_the_steps_of_the_table_can_be_taken(start: str, to: str) -> None:
    assessment = make_assessment(stage=Stage(start))
    if start == to or (start, to) in TRANSITIONS:
        assert change_stage(assessment=assessment, to=Stage(to), by=None).stage == to
    else:
        with pytest.raises(WrongStage):
            change_stage(assessment=assessment, to=Stage(to), by=None)
        assessment.refresh_from_db()
        assert assessment.stage == start


def test_every_stage_says_what_may_happen_in_it() -> None:
    assert set(ALLOWED) == set(Stage.values)
    assert [stage for stage in Stage.values if Doing.ANSWER in ALLOWED[stage]] == [Stage.OPEN]
    assert [stage for stage in Stage.values if Doing.READ_COMMENTS in ALLOWED[stage]] == [Stage.CLOSED, Stage.ARCHIVED]
    again = Assessment(stage=Stage.OPEN, times_closed=1)
    for doing in (Doing.READ_COMMENTS, Doing.EXPORT_ANSWERS):
        assert can(again, doing), "opened again, it goes on as its last close left it"
        assert not can(Assessment(stage=Stage.OPEN), doing)


def test_closing_twice_closes_once() -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    for _press in range(2):
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert assessment.times_closed == 1
    assert Event.objects.filter(what="assessment closed").count() == 1


def test_the_smallest_group_is_fixed_once_open() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    change_details(assessment=assessment, by=None, k=12)
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    with pytest.raises(WrongStage):
        change_details(assessment=assessment, by=None, k=5)
    assert Assessment.objects.get().k == 12


# On 28 March 2027 clocks in London go forward at 01:00; on 31 October 2027 they go back at 02:00.
@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        (date(2027, 1, 15), datetime(2027, 1, 15, 0, 0, tzinfo=UTC), datetime(2027, 1, 16, 0, 0, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 0, 0, tzinfo=UTC), datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 30, 23, 0, tzinfo=UTC), datetime(2027, 11, 1, 0, 0, tzinfo=UTC)),
    ],
)
def test_days_are_by_the_partnerships_own_clock(day: date, opens: datetime, closes: datetime) -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    assessment.opens_on = assessment.closes_on = day
    assert assessment.opening_moment() == opens
    assert assessment.closing_moment() == closes
    assert apply_dates(assessment, opens.replace(year=2026)).stage == Stage.PLANNING
    assessment.save()
    assert apply_dates(assessment, opens).stage == Stage.OPEN
    assert apply_dates(assessment, closes).stage == Stage.CLOSED


def test_opening_again_after_the_last_day_does_not_close_at_once() -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    change_details(assessment=assessment, by=None, closes_on=date(2020, 1, 1))
    apply_dates(assessment)
    assert assessment.stage == Stage.CLOSED
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    assert apply_dates(assessment).stage == Stage.OPEN


def test_the_moment_of_closing_follows_the_partnerships_clock() -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    change_details(assessment=assessment, by=None, closes_on=date(2099, 1, 15))
    assert Assessment.objects.get().closes_at == datetime(2099, 1, 16, 0, 0, tzinfo=UTC)
    assessment.partnership.time_zone = "Europe/Paris"
    assessment.partnership.save()
    apply_dates(Assessment.objects.get())
    assert Assessment.objects.get().closes_at == datetime(2099, 1, 15, 23, 0, tzinfo=UTC)


def test_dates_cost_no_query_when_none_has_come(django_assert_num_queries: Callable[[int], object]) -> None:
    assessment = make_assessment(stage=Stage.OPEN)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        apply_dates(assessment)
