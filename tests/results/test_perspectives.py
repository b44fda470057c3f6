"""Every dimension says whose side it is seen from; on a child's side staff's answers are called staff's view of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oneworkforce.accounts.models import User
from oneworkforce.action_plans.queries import dimension_axes
from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.partnerships.roles import Role
from oneworkforce.reporting.files import report_as
from oneworkforce.results.commands import results
from oneworkforce.results.standing import standing_of
from oneworkforce.ui.wording import points
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.families import WITH_CHILDREN, make_family_assessment
from tests.results.answers import released, some_sheets
from tests.results.pages import Reader, page, words_of

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
VIEW = "(staff’s view of it)"
ROLES = "complementary-roles"
BESIDE = "What children and families say themselves stands beside it."
ALONE = "No answers of children or families stand beside it."


def answered(assessment: Assessment, *groups: str) -> Assessment:
    for seed, group in enumerate(groups):
        audience = assessment.partnership.staff_groups.get(key=group).audience
        released(assessment, group, some_sheets(assessment, audience, 30, seed=seed))
    return assessment


def from_side(assessment: Assessment, perspective: str) -> str:
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    return reverse("where-we-are-from", kwargs={**where, "perspective": perspective})


@pytest.fixture
def staff_alone() -> Assessment:
    return answered(make_assessment(), "frontline", "leaders")


@pytest.fixture
def with_children() -> Assessment:
    return answered(make_family_assessment(), "frontline", "leaders", "young-people")


def said_of(html: str, dimension: str) -> str:
    """A dimension's section of a theme page."""
    found = re.search(rf'<section class="dimension" id="{dimension}".*?</section>', html, re.DOTALL)
    assert found
    return words_of(found.group())


def test_every_dimension_shows_its_perspective(staff_alone: Assessment, signed_in: SignIn) -> None:
    client = signed_in(make_member(staff_alone.partnership))
    framework = load_pin(staff_alone.framework)
    report = words_of(report_as("html", staff_alone).decode())
    table = CliRunner().invoke(results, [staff_alone.key]).stdout
    for theme in framework.themes:
        html = page(client, staff_alone, theme.id)
        for dimension in theme.dimensions:
            names = framework.perspectives_of(dimension)
            side = f"Perspective: {names[0]}" if len(names) == 1 else f"Perspectives: {' and '.join(names)}"
            assert side in said_of(html, dimension.id.partition(".")[2])
            assert f"{dimension.name} {side}" in report
            assert re.search(rf"  {re.escape(dimension.name)} .*{side}", table)


def test_on_a_childs_side_staffs_answers_are_staffs_view_and_childrens_their_own(
    with_children: Assessment, signed_in: SignIn
) -> None:
    client = signed_in(make_member(with_children.partnership))
    html = page(client, with_children, ROLES)
    childs = said_of(html, "tell-it-once")
    for group in ("All staff", "Front-line staff and their managers", "Leaders and managers"):
        assert f"{group} {VIEW}" in childs
        assert not re.search(rf"{group} (?!\(staff)[\d(N]", childs)
    assert "Young people" in childs
    assert f"Young people {VIEW}" not in childs
    assert BESIDE in childs
    assert ALONE not in childs
    assert VIEW not in said_of(html, "common-assessment")
    assert "“Tell it once” is a child’s side of this theme" in words_of(html)


def test_children_stand_beside_young_people_and_are_counted_into_nobody_else(signed_in: SignIn) -> None:
    asked = answered(make_family_assessment(groups=WITH_CHILDREN), "frontline", "leaders", "young-people", "children")
    client = signed_in(make_member(asked.partnership))
    html = page(client, asked, ROLES)
    childs = said_of(html, "tell-it-once")
    for group in ("Young people", "Children"):
        assert re.search(rf"{group} \d", childs), group
        assert f"{group} {VIEW}" not in childs
    assert BESIDE in childs
    assert "which count as 1, 3 and 5" in words_of(html)
    assert "Young people and Children" in said_of(html, "common-assessment")  # who is not asked
    assert not re.search(r"Children \d", said_of(html, "common-assessment"))
    figures = json.loads(CliRunner().invoke(results, [asked.key, "--json"]).stdout)
    cells = figures_of(figures, "complementary-roles.tell-it-once")
    assert cells["everyone"]["n"] == cells["frontline"]["n"] + cells["leaders"]["n"]
    assert cells["children"]["n"]
    assert "children" not in {
        key for key, cell in figures_of(figures, "outcome-focus.impact-evaluated").items() if cell
    }


def figures_of(figures: dict[str, Any], dimension: str) -> dict[str, Any]:
    """The cells of one dimension, by staff group."""
    [found] = [one for theme in figures["themes"] for one in theme["dimensions"] if one["id"] == dimension]
    return {cell["group"]: cell for cell in found["cells"]}


def test_where_no_child_answered_it_is_said_that_staff_stand_alone(staff_alone: Assessment, signed_in: SignIn) -> None:
    childs = said_of(page(signed_in(make_member(staff_alone.partnership)), staff_alone, ROLES), "tell-it-once")
    assert ALONE in childs
    assert BESIDE not in childs


def test_cards_report_command_and_goals_say_it_too(with_children: Assessment, signed_in: SignIn) -> None:
    client = signed_in(make_member(with_children.partnership))
    cells = Reader(page(client, with_children))
    assert f"All staff {VIEW}" in words_of(page(client, with_children))
    assert len(cells.cells) > 44
    report = words_of(report_as("html", with_children).decode())
    assert "Tell it once Perspective: Child; staff’s answers are staff’s view of it" in report
    assert "Common assessment Perspective: Team; staff’s" not in report
    table = CliRunner().invoke(results, [with_children.key]).stdout
    assert re.search(r"Tell it once .*Perspective: Child; staff’s answers are staff’s view of it", table)
    where = {"partnership": with_children.partnership.key, "assessment": with_children.key, "theme": ROLES}
    goals = words_of(client.get(reverse("goals-theme", kwargs=where)).content.decode())
    assert goals.count(VIEW) == 1


def goals_page(client: Client, assessment: Assessment, theme: str = ROLES) -> str:
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key, "theme": theme}
    return client.get(reverse("goals-theme", kwargs=where)).content.decode()


def card(html: str, name: str) -> str:
    """What the goals page says of a dimension, for whoever sets the goals."""
    return words_of(html.split(f'card__title">{name}<')[1].split("</li>")[0])


@pytest.mark.parametrize("role", [Role.ANALYST, Role.VIEWER])
def test_where_goals_are_agreed_childrens_figure_stands_beside_staffs(
    with_children: Assessment, signed_in: SignIn, role: Role
) -> None:
    html = goals_page(signed_in(make_member(with_children.partnership, role)), with_children)
    own = standing_of(with_children).theme(ROLES).dimensions
    childs = next(one for one in own if one.dimension.name == "Tell it once")
    theirs, staffs = (childs.result.cell(key).mean for key in ("young-people", EVERYONE))
    assert f"{points(staffs)} {VIEW} Young people themselves: {points(theirs)}" in words_of(html)
    asked = sum(one.result.cell("young-people") is not None for one in own)
    assert words_of(html).count("Young people themselves:") == asked
    assert "Common assessment" in words_of(html)
    if role == Role.ANALYST:
        assert "themselves" not in card(html, "Common assessment")
    assert "stands beside “Now” and is no part of it" in words_of(html)


def test_where_goals_are_agreed_too_few_children_are_not_shown(signed_in: SignIn) -> None:
    assessment = answered(make_family_assessment(), "frontline", "leaders")
    released(assessment, "young-people", some_sheets(assessment, "young-people", 4, seed=9))
    html = goals_page(signed_in(make_member(assessment.partnership, Role.ANALYST)), assessment)
    said = "Young people themselves: Not shown, so that nobody in a small group can be recognised"
    assert said in card(html, "Tell it once")


def test_where_no_child_took_part_goals_say_nothing_of_them(staff_alone: Assessment, signed_in: SignIn) -> None:
    html = goals_page(signed_in(make_member(staff_alone.partnership, Role.ANALYST)), staff_alone)
    assert not re.search("(people|carers) themselves:", words_of(html))
    assert "is no part of it" not in words_of(html)


def test_goals_cost_as_many_queries_for_one_family_group_as_for_three(with_children: Assessment) -> None:
    counts = []
    dimension_axes(with_children, ROLES)  # so that its partnership is loaded
    for more in ((), ("one", "two")):
        for key in more:
            with_children.partnership.staff_groups.create(key=key, name=key, audience="young-people", order=20)
            released(with_children, key, some_sheets(with_children, "young-people", 12, seed=len(key)))
        with CaptureQueriesContext(connection) as queries:
            axes = dimension_axes(with_children, ROLES)
        counts.append((len(queries), max(len(axis.beside) for axis in axes)))
    (first, one_group), (second, three_groups) = counts
    assert (one_group, three_groups) == (1, 3)
    assert first == second


@pytest.mark.parametrize("perspective", ["child", "team", "service", "partnership"])
def test_results_can_be_read_from_one_side(with_children: Assessment, signed_in: SignIn, perspective: str) -> None:
    client = signed_in(make_member(with_children.partnership))
    assert from_side(with_children, perspective) in page(client, with_children)
    html = client.get(from_side(with_children, perspective)).content.decode()
    framework = load_pin(with_children.framework)
    shown = {cell.partition(" ")[0] for cell, _texts, _tags in Reader(html).cells}
    assert shown == {one.id for one in framework.dimensions if perspective in one.perspectives}
    assert (BESIDE in words_of(html)) == (perspective == "child")
    name = next(known.name for known in framework.perspectives if known.id == perspective)
    assert f'<strong aria-current="page">{name}</strong>' in html


def test_a_side_that_is_none_is_not_found_and_without_figures_the_page_teaches(signed_in: SignIn) -> None:
    assessment = make_assessment()
    client = signed_in(make_member(assessment.partnership))
    assert client.get(from_side(assessment, "moon")).status_code == 404
    assert "No answers yet" in words_of(client.get(from_side(assessment, "child")).content.decode())
