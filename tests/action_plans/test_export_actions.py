"""Anyone who may read takes the actions away as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from oneworkforce.action_plans.actions import add_action
from oneworkforce.action_plans.export import COLUMNS
from oneworkforce.assessments.models import Assessment
from tests.action_plans.plans import address, theme


def test_the_file_has_a_line_an_action(viewer: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    add_action(assessment=assessment, what='Later,\n"quoted"', ongoing=True, by=None)
    add_action(
        assessment=assessment,
        what="=HYPERLINK(1)",
        theme=one.id,
        lead="Ms Ōe",
        starts_on=date(2027, 9, 1),
        due_on=date(2028, 3, 31),
        by=None,
    )
    response = viewer.get(address(assessment, "actions-export"))
    assert response["Content-Disposition"] == f'attachment; filename="{assessment.key}-actions.csv"'
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert lines == [
        list(COLUMNS),
        ["'=HYPERLINK(1)", one.name, "Ms Ōe", "2027-09-01", "2028-03-31", "", "not started", "", ""],
        ['Later,\n"quoted"', "", "", "", "ongoing", "", "not started", "", ""],
    ]


@pytest.mark.parametrize(
    ("typed", "leaves_as"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝cmd()", "'＝cmd()"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("Meet", "Meet"),
        ("- meet twice", "- meet twice"),
    ],
)
def test_a_formula_leaves_as_words(viewer: Client, assessment: Assessment, typed: str, leaves_as: str) -> None:
    assessment.actions.create(what="Meet", progress=typed)
    response = viewer.get(address(assessment, "actions-export"))
    (_head, line) = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert line[COLUMNS.index("progress")] == leaves_as
