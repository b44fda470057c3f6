"""The plan as people read it: lines in order, and what covers each theme by which method. Plain data, for any page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks import Theme
from oneworkforce.plans.models import ActivityState, Method, PlannedActivity
from oneworkforce.plans.table import TEXTS
from oneworkforce.plans.vocabulary import Vocabulary, vocabulary_of

PLACED = frozenset({"when", "activity", "participants", "lead", "progress"})
"""Columns of words that have a place of their own on the page."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the plan. ``when`` as written; ``method`` and ``state`` are keys, their names are for people.

    ``others``: name and words of the columns that have no place of their own on the page.
    """

    id: int
    when: str
    starts_on: date | None
    ends_on: date | None
    activity: str
    method: str
    method_name: str
    themes: tuple[Theme, ...]
    covers_all_themes: bool
    groups: tuple[str, ...]
    group_names: tuple[str, ...]
    participants: str
    lead: str
    progress: str
    state: str
    state_name: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The lines of the plan for one theme by one method."""

    method: str
    method_name: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixTheme:
    """One theme, with a cell for each method of the matrix."""

    theme: Theme
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class PlanMatrix:
    """Themes by methods, every one of both, in order. ``beside``: how many lines lack one or the other."""

    methods: tuple[tuple[str, str], ...]
    themes: tuple[MatrixTheme, ...]
    beside: int

    @property
    def is_empty(self) -> bool:
        """Whether no line of the plan has both a method and a theme."""
        return not any(cell.rows for theme in self.themes for cell in theme.cells)


def plan_rows(assessment: Assessment) -> list[PlanRow]:
    """The lines of the plan in their order. Three queries, however long the plan."""
    framework = framework_of(assessment)
    vocabulary = vocabulary_of(assessment)
    themes = {theme.id: theme for theme in framework.themes}
    return [_row(activity, themes, vocabulary) for activity in assessment.planned_activities.all()]


def plan_matrix(assessment: Assessment, rows: list[PlanRow] | None = None) -> PlanMatrix:
    """What covers each theme, by which method, with whom, and whether it is done.

    :param rows: the lines of the plan, where the caller has them already; no query then but for the framework's names.
    """
    rows = plan_rows(assessment) if rows is None else rows
    methods = tuple((method.value, str(method.label)) for method in Method)
    placed: dict[tuple[str, str], list[PlanRow]] = {}
    for row in rows:
        if row.method:
            for theme in row.themes:
                placed.setdefault((theme.id, row.method), []).append(row)
    themes = tuple(
        MatrixTheme(
            theme, tuple(MatrixCell(key, name, tuple(placed.get((theme.id, key), ()))) for key, name in methods)
        )
        for theme in framework_of(assessment).themes
    )
    return PlanMatrix(methods, themes, sum(not (row.method and row.themes) for row in rows))


def _row(activity: PlannedActivity, themes: dict[str, Theme], vocabulary: Vocabulary) -> PlanRow:
    covered = tuple(theme for key, theme in themes.items() if key in activity.themes)
    return PlanRow(
        id=activity.pk,
        when=activity.when,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        activity=activity.activity,
        method=activity.method,
        method_name=str(Method(activity.method).label) if activity.method else "",
        themes=covered,
        covers_all_themes=len(covered) == len(themes),
        groups=tuple(activity.groups),
        group_names=tuple(vocabulary.group_name(key) for key in activity.groups),
        participants=activity.participants,
        lead=activity.lead,
        progress=activity.progress,
        state=activity.state,
        state_name=str(ActivityState(activity.state).label),
        others=_others(activity),
    )


def _others(activity: PlannedActivity) -> tuple[tuple[str, str], ...]:
    columns = [column for column in TEXTS if column not in PLACED and getattr(activity, column)]
    return tuple((str(getattr(PlannedActivity, one).field.verbose_name), getattr(activity, one)) for one in columns)
