"""`oneworkforce assessments`"""

from __future__ import annotations

from typing import Any

import click
from django.utils.translation import gettext as _

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.take_part.participation import respondents
from oneworkforce.ui.printing import columns, print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def assessments(as_json: bool) -> None:
    """List the assessments, newest first."""
    found = [_assessment_data(one) for one in _all_assessments()]
    if as_json:
        print_json(found)
    elif not found:
        click.echo(_("There are no assessments yet."), err=True)
    else:
        rows = [[one["key"], one["name"], one["partnership"], one["stage"], str(one["respondents"])] for one in found]
        click.echo(columns([["KEY", "NAME", "PARTNERSHIP", "STAGE", "ANSWERED"], *rows]))


def _all_assessments() -> list[Assessment]:
    """A command works for whoever runs the machine, so it sees every partnership."""
    found = Assessment.objects.select_related("partnership").prefetch_related("partnership__staff_groups")
    return [apply_dates(one) for one in found]


def _assessment_data(assessment: Assessment) -> dict[str, Any]:
    return {
        "key": assessment.key,
        "name": assessment.name,
        "partnership": assessment.partnership.key,
        "partnership_name": assessment.partnership.name,
        "framework": assessment.framework,
        "stage": str(assessment.stage),
        "k": assessment.k,
        "respondents": respondents(assessment),
        "staff_groups": [
            {"key": group.key, "name": group.name, "audience": group.audience}
            for group in assessment.partnership.staff_groups.all()
        ],
    }
