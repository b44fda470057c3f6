"""The plan of an assessment: its words understood, read from and written to CSV, and laid out for people.

>>> rows = plan_rows(assessment)                  # doctest: +SKIP
>>> matrix = plan_matrix(assessment, rows)        # doctest: +SKIP
"""

from oneworkforce.assessments.planning.exporting import plan_as_csv
from oneworkforce.assessments.planning.importing import PlanFault, PlanFaults, read_plan
from oneworkforce.assessments.planning.matrix import (
    MatrixCell,
    MatrixTheme,
    PlanMatrix,
    PlanRow,
    plan_matrix,
    plan_rows,
)
from oneworkforce.assessments.planning.starter import typical_plan
from oneworkforce.assessments.planning.table import Line
from oneworkforce.assessments.planning.vocabulary import Vocabulary, vocabulary_of
from oneworkforce.assessments.planning.when import Span, understand

__all__ = [
    "Line",
    "MatrixCell",
    "MatrixTheme",
    "PlanFault",
    "PlanFaults",
    "PlanMatrix",
    "PlanRow",
    "Span",
    "Vocabulary",
    "plan_as_csv",
    "plan_matrix",
    "plan_rows",
    "read_plan",
    "typical_plan",
    "understand",
    "vocabulary_of",
]
