"""`oneworkforce results`"""

from __future__ import annotations

from typing import Any

import click
from django.utils.translation import gettext as _

from oneworkforce.analysis import EVERYONE, Cell
from oneworkforce.assessments.commands import assessment_or_refuse
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import Framework
from oneworkforce.results import words
from oneworkforce.results.perspectives import perspective_of
from oneworkforce.results.standing import DimensionStanding, GoalToReach, Standing, ThemeStanding, standing_of
from oneworkforce.ui.printing import columns, print_json
from oneworkforce.ui.wording import points


@click.command()
@click.argument("assessment")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def results(assessment: str, as_json: bool) -> None:
    """Print where the partnership is in ASSESSMENT. Holds back the same figures as the pages."""
    found = assessment_or_refuse(assessment)
    standing = standing_of(found)
    if as_json:
        print_json(results_data(found, standing))
    else:
        click.echo(_results_table(found, standing))


def results_data(assessment: Assessment, standing: Standing) -> dict[str, Any]:
    """The figures as `results --json` prints them: unrounded points, null where we can't show them."""
    return {
        "assessment": assessment.key,
        "name": assessment.name,
        "partnership": assessment.partnership.key,
        "stage": str(assessment.stage),
        "framework": standing.framework.pin,
        "k": standing.results.k,
        "respondents": standing.respondents,
        "too_late": standing.too_late,
        "themes": [_theme_data(theme, standing.framework) for theme in standing.themes],
    }


def _theme_data(theme: ThemeStanding, framework: Framework) -> dict[str, Any]:
    gap = theme.result.gap
    return {
        "id": theme.theme.id,
        "name": theme.theme.name,
        "everyone": theme.now,
        "groups": dict(theme.result.groups),
        **_goal_data(theme.goal),
        "to_go": theme.to_go,
        "perception_gap": {"points": gap.points, "dimensions_compared": gap.dimensions_compared} if gap else None,
        "dimensions": [_dimension_data(own, framework) for own in theme.dimensions],
    }


def _dimension_data(own: DimensionStanding, framework: Framework) -> dict[str, Any]:
    return {
        "id": own.dimension.id,
        "name": own.dimension.name,
        "perspectives": [
            {"id": known.id, "name": known.name}
            for known in framework.perspectives
            if known.id in own.dimension.perspectives
        ],
        **_goal_data(own.goal),
        "cells": [_cell_data(cell) for cell in own.result.cells],
    }


def _goal_data(goal: GoalToReach | None) -> dict[str, Any]:
    return {"goal": goal.position if goal else None, "goal_by": goal.by.isoformat() if goal and goal.by else None}


def _cell_data(cell: Cell) -> dict[str, Any]:
    return {
        "group": cell.group,
        "n": cell.n,
        "counts": None if cell.counts is None else list(cell.counts),
        "dk": cell.dk,
        "na": cell.na,
        "mean": cell.mean,
        "median": cell.median,
        "agreement": cell.agreement,
        "withheld": cell.withheld,
    }


def _results_table(assessment: Assessment, standing: Standing) -> str:
    heading = [
        f"{assessment.name} ({assessment.partnership.name}), {assessment.get_stage_display().lower()}",
        words.who_answered(standing) + " " + words.smallest_shown(standing.results.k),
        "",
    ]
    if not standing.has_figures:
        return "\n".join([*heading, words.rainbow(standing)])
    groups = [(EVERYONE, words.everyone()), *((group.key, group.name) for group in standing.groups)]
    rows = [["", *(name for _key, name in groups), _("Goal"), _("To go"), ""]]
    for theme in standing.themes:
        positions = [_short_theme(theme, key) for key, _name in groups]
        rows.append([theme.theme.name, *positions, _goal(theme.goal), points(theme.to_go), ""])
        for own in theme.dimensions:
            means = [_short(own.result.cell(key)) for key, _name in groups]
            side = perspective_of(standing.framework, own.dimension)
            whose = f"; {_('staff’s answers are staff’s view of it')}" if own.dimension.is_childs else ""
            rows.append([f"  {own.dimension.name}", *means, _goal(own.goal), "", f"{side}{whose}"])
    return "\n".join(
        [
            *heading,
            columns(rows),
            "",
            f"*  {words.not_shown()}",
            f"–  {_('no figure')}",
            f"   {_('(blank) not asked')}",
        ]
    )


def _goal(goal: GoalToReach | None) -> str:
    return points(goal.position if goal else None)


def _short_theme(theme: ThemeStanding, group: str) -> str:
    value = theme.now if group == EVERYONE else theme.result.groups[group]
    if value is None and any(cell and cell.withheld for cell in theme.cells(group)):
        return "*"
    return points(value) if any(theme.cells(group)) else ""


def _short(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return "*" if cell.withheld else points(cell.mean)
