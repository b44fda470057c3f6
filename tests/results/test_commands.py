"""`results` and `assessments` on the command line: their shape, and what they say when something is not there."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.take_part.commands import assessments
from oneworkforce.results.commands import results
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import send_many
from tests.results.answers import released, some_sheets
from tests.results.conftest import Answered


def test_results_have_the_promised_shape(answered: Answered) -> None:
    outcome = CliRunner().invoke(results, [answered.assessment.key, "--json"])
    data = json.loads(outcome.stdout)
    framework = load_pin(answered.assessment.framework)
    assert data["assessment"] == answered.assessment.key
    assert data["framework"] == framework.pin
    assert (data["k"], data["respondents"]) == (10, 84)
    assert [theme["id"] for theme in data["themes"]] == [theme.id for theme in framework.themes]
    for theme, known in zip(data["themes"], framework.themes, strict=True):
        assert {"id", "everyone", "groups", "dimensions"} <= theme.keys()
        assert list(theme["groups"]) == ["frontline", "leaders"]
        assert [dimension["id"] for dimension in theme["dimensions"]] == [one.id for one in known.dimensions]
        for dimension, words in zip(theme["dimensions"], known.dimensions, strict=True):
            sides = [side["name"] for side in dimension["perspectives"]]
            assert sides == list(framework.perspectives_of(words))
            assert {side["id"] for side in dimension["perspectives"]} == set(words.perspectives)
            asked = [group for group in ("frontline", "leaders") if group in words.statements]
            assert [cell["group"] for cell in dimension["cells"]] == ["everyone", *asked]
            for cell in dimension["cells"]:
                assert list(cell) == [
                    "group", "n", "counts", "dk", "na", "mean", "median", "agreement", "withheld",
                ]  # fmt: skip


def test_a_group_that_is_never_asked_has_a_null_and_no_cell(answered: Answered) -> None:
    answered.assessment.partnership.staff_groups.create(key="youth", name="Youth", audience="young-people", order=9)
    released(answered.assessment, "youth", some_sheets(answered.assessment, "young-people", 5, seed=3))
    data = json.loads(CliRunner().invoke(results, [answered.assessment.key, "--json"]).stdout)
    for theme in data["themes"]:
        assert theme["groups"]["youth"] is None
        with_a_cell = [d for d in theme["dimensions"] if any(cell["group"] == "youth" for cell in d["cells"])]
        assert 0 < len(with_a_cell) < len(theme["dimensions"])
        assert all(cell["withheld"] for d in with_a_cell for cell in d["cells"][-1:])


def cells_of(data: dict) -> list[dict]:
    return [cell for theme in data["themes"] for dimension in theme["dimensions"] for cell in dimension["cells"]]


def test_results_of_a_closed_assessment_without_answers_are_zeros_and_nulls(db: None) -> None:
    data = json.loads(CliRunner().invoke(results, [make_assessment(stage=Stage.CLOSED).key, "--json"]).stdout)
    assert data["respondents"] == 0
    assert all(cell["counts"] == [0] * 5 and cell["mean"] is None and not cell["withheld"] for cell in cells_of(data))


def test_before_the_first_close_every_figure_is_null(db: None) -> None:
    assessment = make_assessment()
    send_many(assessment, 45)
    data = json.loads(CliRunner().invoke(results, [assessment.key, "--json"]).stdout)
    assert data["respondents"] == 45
    for cell in cells_of(data):
        figures = [value for key, value in cell.items() if key not in ("group", "withheld")]
        assert figures == [None] * 7
        assert cell["withheld"] is False
    assert all(
        theme["everyone"] is None and set(theme["groups"].values()) == {None} and theme["perception_gap"] is None
        for theme in data["themes"]
    )
    assert "Positions appear when the assessment closes." in CliRunner().invoke(results, [assessment.key]).stdout


def test_people_who_came_too_late_are_counted_in_a_key_of_their_own(db: None) -> None:
    assessment = make_assessment(stage=Stage.CLOSED)
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send_many(assessment, 3)
    during = json.loads(CliRunner().invoke(results, [assessment.key, "--json"]).stdout)
    assert (during["respondents"], during["too_late"]) == (43, 0)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    after = json.loads(CliRunner().invoke(results, [assessment.key, "--json"]).stdout)
    assert (after["respondents"], after["too_late"]) == (43, 3)
    assert after["themes"] == during["themes"]


def test_a_table_for_people_holds_back_the_same_figures(db: None) -> None:
    assessment = make_assessment(name="Autumn")
    released(assessment, "frontline", some_sheets(assessment, "frontline", 40, seed=1))
    released(assessment, "leaders", some_sheets(assessment, "leaders", 3, seed=2))
    outcome = CliRunner().invoke(results, [assessment.key])
    assert outcome.exit_code == 0
    line = next(line for line in outcome.stdout.splitlines() if "Tell it once" in line)
    assert line.split()[3:6] == [line.split()[3], "*", "*"]
    assert "*  Not shown, so that nobody in a small group can be recognised" in outcome.stdout


def test_an_unknown_key_ends_with_1_and_names_those_that_are_known(answered: Answered) -> None:
    other = make_assessment(make_partnership())
    outcome = CliRunner().invoke(results, ["nowhere", "--json"])
    assert outcome.exit_code == 1
    assert outcome.stdout == ""
    assert "“nowhere”" in outcome.stderr
    assert answered.assessment.key in outcome.stderr
    assert other.key in outcome.stderr


def test_an_unknown_key_among_none(db: None) -> None:
    outcome = CliRunner().invoke(results, ["nowhere"])
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert "There are none at all yet" in outcome.stderr


def test_assessments_have_the_promised_shape(answered: Answered) -> None:
    planned = make_assessment(name="Next year", stage=Stage.PLANNING)
    data = json.loads(CliRunner().invoke(assessments, ["--json"]).stdout)
    by_key = {one["key"]: one for one in data}
    mine = by_key[answered.assessment.key]
    assert {"key", "name", "partnership", "stage", "respondents", "staff_groups"} <= mine.keys()
    assert (mine["stage"], mine["respondents"]) == ("open", 84)
    assert mine["staff_groups"] == [
        {"key": "frontline", "name": "Front-line staff and their managers", "audience": "frontline"},
        {"key": "leaders", "name": "Leaders and managers", "audience": "leaders"},
    ]
    assert (by_key[planned.key]["stage"], by_key[planned.key]["respondents"]) == ("planning", 0)


@pytest.mark.django_db
def test_an_assessment_whose_last_day_is_over_is_listed_as_closed() -> None:
    assessment = make_assessment()
    type(assessment).objects.filter(pk=assessment.pk).update(closes_on=date(2020, 1, 31))
    data = json.loads(CliRunner().invoke(assessments, ["--json"]).stdout)
    assert [(one["key"], one["stage"]) for one in data] == [(assessment.key, "closed")]


@pytest.mark.django_db
def test_no_assessments_are_an_empty_list_and_a_remark_elsewhere() -> None:
    assert json.loads(CliRunner().invoke(assessments, ["--json"]).stdout) == []
    outcome = CliRunner().invoke(assessments)
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert "no assessments yet" in outcome.stderr


def test_assessments_as_a_table(answered: Answered) -> None:
    lines = CliRunner().invoke(assessments).stdout.splitlines()
    assert lines[0].split() == ["KEY", "NAME", "PARTNERSHIP", "STAGE", "ANSWERED"]
    assert lines[1].split()[0] == answered.assessment.key
    assert lines[1].split()[-1] == "84"
