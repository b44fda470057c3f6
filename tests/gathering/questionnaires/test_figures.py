"""Every figure of imported answers, against another computation of it (pandas), at 1,000 and at 100,000 people."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneworkforce.analysis import Cell
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.actions import import_answers
from oneworkforce.gathering.questionnaires.importing import read_answers
from oneworkforce.gathering.questionnaires.models import Sheet
from oneworkforce.gathering.questionnaires.queries import group_tallies, participation, respondents, results_of
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import columns_of, write_file

GROUPS = {"frontline": 6, "leaders": 3, "young": 1}
POOLED = ["frontline", "leaders"]


def assessment_with(path: Path, people: int) -> Assessment:
    """A closed assessment of so many made-up people, three staff groups among them, and their file."""
    partnership = make_partnership()
    partnership.staff_groups.create(key="young", name="Young people", audience="young-people", order=2)
    assessment = make_assessment(partnership)
    write_file(path, assessment, people, groups=GROUPS, seed=people)
    import_answers(assessment=assessment, rows=read_answers(path, assessment).rows, by=None)
    return change_stage(assessment=assessment, to=Stage.CLOSED, by=None)


def check_cell(cell: Cell, given: pd.Series) -> None:
    """A cell against the column of answers, as written in the file, of the people it is about."""
    scores = pd.to_numeric(given[given.isin(list("12345"))])
    counts = scores.value_counts()
    assert not cell.withheld
    assert cell.n == len(scores)
    assert cell.counts == tuple(int(counts.get(score, 0)) for score in range(1, 6))
    assert (cell.dk, cell.na) == (int((given == "dk").sum()), int((given == "na").sum()))
    assert cell.mean == pytest.approx(scores.mean(), rel=1e-12)
    assert cell.median == scores.median()


def check_everything(assessment: Assessment, path: Path) -> None:
    """Every cell of every dimension, and every theme's position."""
    answers = pd.read_csv(path, dtype=str, keep_default_na=False)
    framework = load_pin(assessment.framework)
    results = results_of(assessment)
    people = {"everyone": answers[answers.staff_group.isin(POOLED)]}
    people |= {group: answers[answers.staff_group == group] for group in GROUPS}
    audience = {"frontline": "frontline", "leaders": "leaders", "young": "young-people"}
    for theme in results.themes:
        means: dict[str, list[float]] = {group: [] for group in people}
        for dimension in theme.dimensions:
            statements = framework.dimension(dimension.id).statements
            expected = ["everyone", *(group for group in GROUPS if audience[group] in statements)]
            assert [cell.group for cell in dimension.cells] == expected
            for cell in dimension.cells:
                given = people[cell.group][dimension.id]
                if cell.group == "everyone":
                    asked = [group for group in POOLED if audience[group] in statements]
                    given = given[people["everyone"].staff_group.isin(asked)]
                check_cell(cell, given)
                means[cell.group].append(pd.to_numeric(given[given.isin(list("12345"))]).mean())
        assert theme.everyone == pytest.approx(pd.Series(means["everyone"]).mean(), rel=1e-12)
        for group in GROUPS:
            wanted = pd.Series(means[group]).mean() if means[group] else None
            assert theme.groups[group] == (pytest.approx(wanted, rel=1e-12) if wanted is not None else None)
    took_part = participation(assessment)
    assert took_part.sent == respondents(assessment) == len(answers)
    for column, found in (
        ("staff_group", took_part.by_group),
        ("sector", took_part.by_sector),
        ("locality", took_part.by_locality),
    ):
        assert found == answers[column].value_counts().sort_index().to_dict()


@pytest.mark.django_db
def test_figures_equal_an_independent_computation_and_cost_the_same_queries(tmp_path: Path) -> None:
    queries = {}
    for people in (1_000, 100_000):
        path = tmp_path / f"{people}.csv"
        assessment = assessment_with(path, people)
        with CaptureQueriesContext(connection) as asked:
            group_tallies(assessment)
            participation(assessment)
            respondents(assessment)
        queries[people] = len(asked)
        assert not any(Sheet._meta.db_table in query["sql"] for query in asked)
        check_everything(assessment, path)
        assert len(columns_of(assessment)) == 3 + 44
    assert queries[1_000] == queries[100_000] <= 11
