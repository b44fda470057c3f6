"""Every figure against an independent computation: pandas on the raw sheets, and none of the product's counting."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from oneworkforce.frameworks import load_pin
from oneworkforce.results.commands import results
from tests.factories import make_assessment
from tests.results.answers import released, some_sheets
from tests.results.conftest import Answered


def printed(assessment) -> dict:
    outcome = CliRunner().invoke(results, [assessment.key, "--json"])
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def as_frame(answered: Answered) -> pd.DataFrame:
    """One row for each person and dimension: group, dimension, answer."""
    dimensions = [dimension.id for dimension in load_pin(answered.assessment.framework).dimensions]
    rows = [
        (group, dimension, answer)
        for group, sheets in answered.sheets.items()
        for sheet in sheets
        for dimension, answer in zip(dimensions, sheet, strict=True)
        if answer != "-"
    ]
    return pd.DataFrame(rows, columns=["group", "dimension", "answer"])


def expected_cell(answers: pd.Series) -> dict:
    scores = answers[answers.isin(list("12345"))].astype(int)
    return {
        "n": len(scores),
        "counts": [int((scores == score).sum()) for score in range(1, 6)],
        "dk": int((answers == "d").sum()),
        "na": int((answers == "n").sum()),
        "mean": scores.mean(),
        "median": float(np.median(scores)),
    }


def test_every_cell_is_what_pandas_makes_of_the_sheets(answered: Answered) -> None:
    frame = as_frame(answered)
    compared = 0
    for theme in printed(answered.assessment)["themes"]:
        for dimension in theme["dimensions"]:
            of_dimension = frame[frame["dimension"] == dimension["id"]]
            for cell in dimension["cells"]:
                mine = (
                    of_dimension
                    if cell["group"] == "everyone"
                    else of_dimension[of_dimension["group"] == cell["group"]]
                )
                assert cell["withheld"] is False
                for figure, value in expected_cell(mine["answer"]).items():
                    assert cell[figure] == pytest.approx(value, abs=1e-12), (dimension["id"], cell["group"], figure)
                compared += 1
    # 40 dimensions are put to both groups and 4 to leaders alone, each with a cell for everyone.
    assert compared == 40 * 3 + 4 * 2


def test_a_themes_position_counts_each_dimension_once(answered: Answered) -> None:
    frame = as_frame(answered)
    scored = frame[frame["answer"].isin(list("12345"))].assign(score=lambda rows: rows["answer"].astype(int))
    scored["theme"] = scored["dimension"].str.partition(".")[0]
    pooled = scored.groupby(["theme", "dimension"])["score"].mean().groupby("theme").mean()
    by_group = scored.groupby(["group", "theme", "dimension"])["score"].mean().groupby(["group", "theme"]).mean()
    for theme in printed(answered.assessment)["themes"]:
        assert theme["everyone"] == pytest.approx(pooled[theme["id"]])
        assert theme["groups"] == {
            group: pytest.approx(by_group[group, theme["id"]]) for group in ("frontline", "leaders")
        }


def test_the_perception_gap_is_over_dimensions_that_both_answered(answered: Answered) -> None:
    frame = as_frame(answered)
    scored = frame[frame["answer"].isin(list("12345"))].assign(score=lambda rows: rows["answer"].astype(int))
    means = scored.pivot_table(index="dimension", columns="group", values="score", aggfunc="mean").dropna()
    differences = means["leaders"] - means["frontline"]
    for theme in printed(answered.assessment)["themes"]:
        mine = differences[differences.index.str.startswith(theme["id"] + ".")]
        assert theme["perception_gap"]["points"] == pytest.approx(mine.mean())
        assert theme["perception_gap"]["dimensions_compared"] == len(mine)


def test_the_goal_and_what_is_left_to_go(answered: Answered) -> None:
    answered.assessment.goals.create(theme="outcome-focus", position="4.6", by="2027-07-31")
    answered.assessment.goals.create(theme="outcome-focus", dimension="outcome-focus.its-my-plan", position="4.0")
    themes = {theme["id"]: theme for theme in printed(answered.assessment)["themes"]}
    reached = themes["outcome-focus"]
    assert (reached["goal"], reached["goal_by"]) == (4.6, "2027-07-31")
    assert reached["to_go"] == pytest.approx(4.6 - reached["everyone"])
    assert {d["id"]: d["goal"] for d in reached["dimensions"] if d["goal"]} == {"outcome-focus.its-my-plan": 4.0}
    assert themes["complementary-roles"]["goal"] is None
    assert themes["complementary-roles"]["to_go"] is None


def test_a_small_group_leaves_nulls_and_nothing_else(db: None) -> None:
    assessment = make_assessment()
    released(assessment, "frontline", some_sheets(assessment, "frontline", 60, seed=3))
    released(assessment, "leaders", some_sheets(assessment, "leaders", 4, seed=4))
    data = printed(assessment)
    assert data["respondents"] == 64
    for theme in data["themes"]:
        assert theme["groups"] == {"frontline": None, "leaders": None}
        assert theme["perception_gap"] is None
        for dimension in theme["dimensions"]:
            for cell in dimension["cells"]:
                shown = cell["group"] == "everyone" and len(dimension["cells"]) == 3
                assert cell["withheld"] is not shown
                if cell["withheld"]:
                    assert {value for key, value in cell.items() if key not in ("group", "withheld")} == {None}
