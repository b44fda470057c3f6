"""Anyone of the partnership reads what it will do: in which order, with what in an empty plan, at what cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oneworkforce.action_plans.actions import WantedGoal, add_action, add_focus_area, set_goals, write_note
from oneworkforce.action_plans.queries import (
    BY_THEME,
    actions_in_order,
    dimension_axes,
    largest_gap_first,
    theme_axes,
)
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from tests.action_plans.plans import address, framework, release, text_of, theme


def add(assessment: Assessment, what: str, **more: object) -> None:
    add_action(assessment=assessment, what=what, by=None, **more)  # type: ignore[arg-type]


def test_actions_in_order_of_due_date_then_ongoing_then_undated(assessment: Assessment) -> None:
    add(assessment, "undated")
    add(assessment, "ongoing", ongoing=True)
    add(assessment, "late", due_on=date(2029, 1, 1))
    add(assessment, "soon", due_on=date(2028, 1, 1))
    add(assessment, "soon too", due_on=date(2028, 1, 1))
    in_order = [action.what for action in actions_in_order(assessment)]
    assert in_order == ["soon", "soon too", "late", "ongoing", "undated"]


def test_actions_in_order_of_theme(viewer: Client, assessment: Assessment) -> None:
    add(assessment, "for all", due_on=date(2027, 1, 1))
    add(assessment, "third", theme=theme(assessment, 2).id, due_on=date(2027, 1, 1))
    add(assessment, "first late", theme=theme(assessment).id, due_on=date(2029, 1, 1))
    add(assessment, "first soon", theme=theme(assessment).id, due_on=date(2028, 1, 1))
    expected = ["first soon", "first late", "third", "for all"]
    assert [action.what for action in actions_in_order(assessment, BY_THEME)] == expected
    text = text_of(viewer.get(address(assessment, "what-we-will-do"), {"order": "theme"}))
    assert sorted(expected, key=text.index) == expected


def test_the_largest_gap_comes_first_and_ties_go_to_the_lower_position(viewer: Client, assessment: Assessment) -> None:
    themes = framework(assessment).themes
    release(assessment, {themes[0].id: "4", themes[1].id: "3", themes[2].id: "2", themes[3].id: "3"})
    goals = {themes[0].id: "4.5", themes[1].id: "4.5", themes[2].id: "3.5", themes[3].id: "3", themes[4].id: "5"}
    wanted = {(key, ""): WantedGoal(Decimal(goal), date(2028, 3, 31)) for key, goal in goals.items()}
    set_goals(assessment=assessment, goals=wanted, by=None)
    order = [axis.theme for axis in largest_gap_first(theme_axes(assessment))]
    assert order == [themes[2].id, themes[1].id, themes[0].id], "reached and unknown ones are not in it"
    text = text_of(viewer.get(address(assessment, "what-we-will-do")))
    assert f"{themes[2].name} : 1.5 to go, from 2.0 to 3.5 by 31 March 2028" in text
    assert f"{themes[3].name} Now: 3.0 · Goal: 3.0 · To go: reached" in text


def test_positions_are_those_of_everyone_and_hold_back_small_groups(assessment: Assessment) -> None:
    first, second = theme(assessment), theme(assessment, 1)
    release(assessment, {first.id: "2", second.id: "4"}, people=10)
    release(assessment, {first.id: "5"}, people=30, group="leaders")
    positions = {axis.theme: axis.now for axis in theme_axes(assessment)}
    assert positions[second.id] == 4.0
    assert positions[theme(assessment, 2).id] is None
    # Each dimension counts once, whoever was asked about it.
    means = [(10 * 2 + 30 * 5) / 40 if "frontline" in one.statements else 5 for one in first.dimensions]
    assert positions[first.id] == pytest.approx(sum(means) / len(means))
    assert [axis.now for axis in dimension_axes(assessment, second.id)] == [4.0] * len(second.dimensions)


def test_too_few_people_have_no_position(assessment: Assessment) -> None:
    release(assessment, {theme(assessment).id: "2"}, people=9)
    assert {axis.now for axis in theme_axes(assessment)} == {None}
    assert theme_axes(assessment)[0].showing == "withheld"
    assert theme_axes(assessment)[1].showing == "withheld", "and so are those that nobody of the nine answered"


def test_where_nobody_of_enough_answered_that_is_said(assessment: Assessment) -> None:
    assert theme_axes(assessment)[1].showing == "before close"
    release(assessment, {theme(assessment).id: "2"}, people=10)
    assert theme_axes(assessment)[0].showing == "shown"
    assert theme_axes(assessment)[1].showing == "nobody"


def test_an_empty_plan_teaches(analyst: Client, viewer: Client, assessment: Assessment) -> None:
    page = address(assessment, "what-we-will-do")
    text = text_of(analyst.get(page))
    for taught in (
        "Say where you want each theme to be",
        "A focus area says in one sentence",
        "An action says what will be done, who leads it and by when.",
        "For each theme, write down your strengths",
        "Start from a solution: ",
        "Make this an action",
    ):
        assert taught in text
    text = text_of(viewer.get(page))
    for offered in ("Add an action", "Add a focus area", "Make this an action", "Write strengths"):
        assert offered not in text
    assert "There are no actions yet." in text


def test_goals_without_positions_say_what_is_missing(analyst: Client, assessment: Assessment) -> None:
    goal = WantedGoal(Decimal(4), None)
    set_goals(assessment=assessment, goals={(theme(assessment).id, ""): goal}, by=None)
    text = text_of(analyst.get(address(assessment, "what-we-will-do")))
    assert "There are goals, but no positions that we can show yet." in text
    release(assessment, {theme(assessment).id: "4"})
    text = text_of(analyst.get(address(assessment, "what-we-will-do")))
    assert "Every theme that has a goal and a position has reached its goal." in text


def test_an_archived_plan_can_be_read_and_says_that_it_cannot_be_changed(
    analyst: Client, assessment: Assessment
) -> None:
    add(assessment, "Done long ago")
    for stage in (Stage.CLOSED, Stage.ARCHIVED):
        change_stage(assessment=assessment, to=stage, by=None)
    text = text_of(analyst.get(address(assessment, "what-we-will-do")))
    assert "Done long ago" in text
    assert "you can’t change what we will do." in text
    assert "Add an action" not in text


def test_what_people_typed_is_text_and_never_markup(viewer: Client, assessment: Assessment) -> None:
    nasty = "<script>alert(1)</script>\n<b>bold</b>"
    add(assessment, nasty, lead=nasty, measure=nasty)
    add_focus_area(assessment=assessment, sentence=nasty, by=None)
    write_note(assessment=assessment, theme=theme(assessment).id, strengths=nasty, support_from=nasty, by=None)
    page = viewer.get(address(assessment, "what-we-will-do")).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;b&gt;") == 5


@pytest.mark.parametrize("name", ["what-we-will-do", "goals", "goals-theme", "actions-export"])
def test_a_longer_plan_takes_no_more_queries(analyst: Client, assessment: Assessment, name: str) -> None:
    more = {"theme": theme(assessment).id} if name == "goals-theme" else {}
    page = address(assessment, name, **more)
    counted = []
    for rows in (range(1), range(1, 3)):
        for place in rows:
            one = theme(assessment, place)
            add(assessment, f"Action {place}", theme=one.id, solution=one.solutions[0].id)
            add_focus_area(assessment=assessment, sentence=f"Focus {place}", by=None)
            write_note(assessment=assessment, theme=one.id, strengths="Some", by=None)
            goals = {
                (one.id, ""): WantedGoal(Decimal(4), None),
                (one.id, one.dimensions[0].id): WantedGoal(Decimal(3), None),
            }
            set_goals(assessment=assessment, goals=goals, by=None)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert analyst.get(page).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 14
