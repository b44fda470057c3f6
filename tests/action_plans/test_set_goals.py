"""An analyst says where the partnership wants to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from oneworkforce.accounts.models import Event
from oneworkforce.action_plans.actions import WantedGoal, set_goals
from oneworkforce.action_plans.queries import goals
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage, WrongStage
from tests.action_plans.plans import address, date_fields, framework, release, text_of, theme

MARCH = date_fields("by", "31", "3", "2028")


def test_a_goal_for_every_theme_by_one_common_date(analyst: Client, assessment: Assessment) -> None:
    typed = {f"goal-{one.id}": f"{2.5 + place / 10:.1f}" for place, one in enumerate(framework(assessment).themes)}
    page = address(assessment, "goals")
    response = analyst.post(page, typed | MARCH, follow=True)
    assert "8 goals are saved." in text_of(response)
    stored = goals(assessment)
    assert [stored[one.id, ""].position for one in framework(assessment).themes] == [
        Decimal(f"{2.5 + place / 10:.1f}") for place in range(8)
    ]
    assert {goal.by for goal in stored.values()} == {date(2028, 3, 31)}
    again = analyst.get(page).content.decode()
    assert 'name="by_2" type="text" inputmode="numeric" value="2028"' in again
    assert 'value="3.2"' in again


def test_a_theme_may_have_a_date_of_its_own(analyst: Client, assessment: Assessment) -> None:
    first, second = theme(assessment), theme(assessment, 1)
    own = date_fields(f"by-{second.id}", "1", "Sept", "2027")
    analyst.post(address(assessment, "goals"), {f"goal-{first.id}": "4", f"goal-{second.id}": "3.5"} | MARCH | own)
    stored = goals(assessment)
    assert stored[first.id, ""].by == date(2028, 3, 31)
    assert stored[second.id, ""].by == date(2027, 9, 1)
    # One date is as common as the other, so neither is put forward for all.
    page = analyst.get(address(assessment, "goals")).content.decode()
    assert 'name="by_2" type="text" inputmode="numeric" value=""' in page


def test_the_date_that_most_goals_have_is_put_forward_for_all(analyst: Client, assessment: Assessment) -> None:
    days = [date(2028, 3, 31), date(2027, 9, 1), date(2028, 3, 31)]
    wanted = {(theme(assessment, place).id, ""): WantedGoal(Decimal(4), day) for place, day in enumerate(days)}
    set_goals(assessment=assessment, goals=wanted, by=None)
    page = analyst.get(address(assessment, "goals")).content.decode()
    assert 'name="by_2" type="text" inputmode="numeric" value="2028"' in page
    assert page.count('<details class="govuk-details" open>') == 1, "only the date that differs is unfolded"


def test_no_date_is_put_forward_where_a_goal_has_none(analyst: Client, assessment: Assessment) -> None:
    days = [date(2028, 3, 31), None, date(2028, 3, 31)]
    wanted = {(theme(assessment, place).id, ""): WantedGoal(Decimal(4), day) for place, day in enumerate(days)}
    set_goals(assessment=assessment, goals=wanted, by=None)
    assert (
        'name="by_2" type="text" inputmode="numeric" value=""'
        in analyst.get(address(assessment, "goals")).content.decode()
    )


@pytest.mark.parametrize("typed", ["0.9", "5.1", "3.55", "three", "-2", "33", "NaN"])
def test_a_goal_off_the_scale_names_its_theme_and_loses_nothing(
    analyst: Client, assessment: Assessment, typed: str
) -> None:
    first, second = theme(assessment), theme(assessment, 1)
    response = analyst.post(
        address(assessment, "goals"), {f"goal-{first.id}": typed, f"goal-{second.id}": "4.2"} | MARCH
    )
    text = text_of(response)
    assert f"{first.name}: give a goal from 1.0 to 5.0, with one decimal at most" in text
    assert response.content.decode().count(f"{first.name}: give a goal") == 2, "once in the summary, once at the field"
    assert f'value="{typed}"' in response.content.decode()
    assert 'value="4.2"' in response.content.decode()
    assert text.startswith(" Error:") or "Error: Where we want to be" in text
    assert not goals(assessment), "all goals are saved or none"


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (("31", "2", "2028"), "Give a date that exists"),
        (("31", "", "2028"), "Give the day, the month and the year"),
        (("1", "9", "27"), "Give the year in four figures"),
    ],
)
def test_a_wrong_date_names_its_theme(
    analyst: Client, assessment: Assessment, day: tuple[str, str, str], fault: str
) -> None:
    one = theme(assessment)
    typed = {f"goal-{one.id}": "4"} | MARCH | date_fields(f"by-{one.id}", *day)
    response = analyst.post(address(assessment, "goals"), typed)
    assert f"{one.name}: {fault}" in text_of(response)
    assert '<details class="govuk-details" open>' in response.content.decode(), "the fault is not folded away"
    assert not goals(assessment)


def test_a_goal_without_any_date_is_asked_for_one(analyst: Client, assessment: Assessment) -> None:
    one, other = theme(assessment), theme(assessment, 1)
    response = analyst.post(address(assessment, "goals"), {f"goal-{one.id}": "4", f"goal-{other.id}": "3"})
    assert f"Give a date by which to reach these goals: {one.name} and {other.name}." in text_of(response)


def test_a_date_without_a_goal_is_asked_for_one(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    typed = date_fields(f"by-{one.id}", "1", "1", "2028")
    response = analyst.post(address(assessment, "goals"), typed)
    assert f"{one.name}: there is a date but no goal." in text_of(response)
    assert "There is a date but no goal." in text_of(analyst.post(address(assessment, "goals"), MARCH))


def test_an_emptied_goal_is_taken_away_and_dimensions_keep_theirs(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    wanted = WantedGoal(Decimal("4.0"), date(2028, 3, 31))
    dimension = one.dimensions[0].id
    set_goals(assessment=assessment, goals={(one.id, ""): wanted, (one.id, dimension): wanted}, by=None)
    analyst.post(address(assessment, "goals"), {f"goal-{one.id}": ""})
    assert set(goals(assessment)) == {(one.id, dimension)}


def test_a_goal_for_one_dimension_starts_with_the_date_of_the_theme(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    set_goals(assessment=assessment, goals={(one.id, ""): WantedGoal(Decimal(4), date(2029, 5, 6))}, by=None)
    page = address(assessment, "goals-theme", theme=one.id)
    assert 'name="by_2" type="text" inputmode="numeric" value="2029"' in analyst.get(page).content.decode()
    dimension = one.dimensions[1]
    analyst.post(page, {f"goal-{dimension.id}": "4.5"} | date_fields("by", "6", "5", "2029"))
    assert goals(assessment)[one.id, dimension.id].position == Decimal("4.5")
    assert goals(assessment)[one.id, ""].position == Decimal(4)


def test_an_unknown_theme_is_no_page(analyst: Client, assessment: Assessment) -> None:
    assert analyst.get(address(assessment, "goals-theme", theme="no-such-theme")).status_code == 404


def test_now_and_to_go_stand_beside_the_goal(analyst: Client, assessment: Assessment) -> None:
    one, other = theme(assessment), theme(assessment, 1)
    release(assessment, {one.id: "2"})
    wanted = WantedGoal(Decimal("3.5"), date(2028, 3, 31))
    set_goals(assessment=assessment, goals={(one.id, ""): wanted}, by=None)
    text = text_of(analyst.get(address(assessment, "goals")))
    assert f"{one.name} Now: 2.0 To go: 1.5" in text
    assert f"{other.name} Now: Nobody answered" in text


def test_before_the_close_and_where_nobody_answered_are_told_apart(analyst: Client, assessment: Assessment) -> None:
    pages = [address(assessment, "goals"), address(assessment, "goals-theme", theme=theme(assessment).id)]
    leaders = assessment.partnership.staff_groups.get(key="leaders")
    waiting = assessment.drafts.create(token_hash="0" * 64, staff_group=leaders, sheet="", sent=True)
    for page in pages:
        assert "Now: After the close" in text_of(analyst.get(page))
    waiting.delete()
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    for page in pages:
        text = text_of(analyst.get(page))
        assert "Now: Nobody answered" in text
        assert "After the close" not in text


@pytest.mark.parametrize(("typed", "kept"), [("4,2", Decimal("4.2")), (" 3.5 ", Decimal("3.5")), ("4,2,1", None)])
def test_a_decimal_comma_is_a_decimal_point(
    analyst: Client, assessment: Assessment, typed: str, kept: Decimal | None
) -> None:
    one = theme(assessment)
    analyst.post(address(assessment, "goals"), {f"goal-{one.id}": typed} | MARCH)
    stored = goals(assessment).get((one.id, ""))
    assert (stored.position if stored else None) == kept


def test_a_small_group_is_not_shown(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    release(assessment, {one.id: "2"}, people=9)
    text = text_of(analyst.get(address(assessment, "goals")))
    assert f"{one.name} Now: Not shown, so that nobody in a small group can be recognised" in text
    assert "2.0" not in text


def test_setting_goals_is_audited_once_and_only_where_something_changed(
    analyst: Client, assessment: Assessment
) -> None:
    one = theme(assessment)
    for _twice in range(2):
        analyst.post(address(assessment, "goals"), {f"goal-{one.id}": "4.1"} | MARCH)
    event = Event.objects.get(what="goals set")
    assert event.details == {"goals": {one.id: {"position": "4.1", "by": "2028-03-31"}}}
    assert event.assessment == assessment.key
    assert event.by is not None


def test_all_or_nothing_in_the_action_too(assessment: Assessment) -> None:
    good = WantedGoal(Decimal(4), None)
    one = theme(assessment)
    for position in (Decimal("0.9"), Decimal("5.1"), Decimal("3.55")):
        with pytest.raises(ValueError, match="A goal is from"):
            set_goals(
                assessment=assessment,
                goals={(one.id, ""): good, (theme(assessment, 1).id, ""): WantedGoal(position, None)},
                by=None,
            )
    with pytest.raises(KeyError):
        set_goals(assessment=assessment, goals={(one.id, ""): good, ("nothing", ""): good}, by=None)
    elsewhere = theme(assessment, 1).dimensions[0].id
    with pytest.raises(KeyError):
        set_goals(assessment=assessment, goals={(one.id, ""): good, (one.id, elsewhere): good}, by=None)
    assert not goals(assessment)


def test_an_archived_assessment_keeps_its_goals_and_what_was_typed(analyst: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    for stage in (Stage.CLOSED, Stage.ARCHIVED):
        change_stage(assessment=assessment, to=stage, by=None)
    response = analyst.post(address(assessment, "goals"), {f"goal-{one.id}": "4.1"} | MARCH)
    assert "is archived, so you can’t" in text_of(response)
    assert 'value="4.1"' in response.content.decode()
    assert not goals(assessment)
    assert "so you can’t change" in text_of(analyst.get(address(assessment, "goals")))
    with pytest.raises(WrongStage):
        set_goals(assessment=assessment, goals={(one.id, ""): WantedGoal(Decimal(4), None)}, by=None)
