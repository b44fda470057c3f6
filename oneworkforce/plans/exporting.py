"""A plan as CSV: every imported cell as it stood, everything else as it is written today."""

from __future__ import annotations

from oneworkforce.assessments.models import Assessment
from oneworkforce.plans.table import COLUMNS, write_cell
from oneworkforce.plans.vocabulary import vocabulary_of
from oneworkforce.tables.writing import as_csv


def plan_as_csv(assessment: Assessment) -> str:
    """The plan in its order, all columns, with the state last. Three queries, however long the plan.

    An imported cell comes back as it stood for as long as nobody changes it on screen. A cell that a spreadsheet would
    run as a formula has an apostrophe in front, which an import takes away again (`tables.formulas`).
    """
    vocabulary = vocabulary_of(assessment)
    lines = (
        [write_cell(activity, column, vocabulary) for column in COLUMNS]
        for activity in assessment.planned_activities.all()
    )
    return as_csv([COLUMNS, *lines])
