"""`oneworkforce plan`: an assessment's plan out of a CSV file, and into one."""

from __future__ import annotations

from pathlib import Path

import click

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.plan_actions import import_plan
from oneworkforce.assessments.planning import PlanFaults, plan_as_csv, read_plan, save, vocabulary_of
from oneworkforce.assessments.queries import find_assessment
from oneworkforce.assessments.stages import WrongStage


@click.group()
def plan() -> None:
    """Import or export an assessment's plan."""


@plan.command("import")
@click.argument("assessment")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the file's lines in place of the plan's, instead of after them.")
def import_file(assessment: str, file: Path, replace: bool) -> None:
    """Add the lines of FILE.csv to the plan of ASSESSMENT.

    Columns: when, activity, method, themes, groups, participants, lead, progress, state; only activity is required.
    Several themes or groups are separated by semicolons. With any fault nothing is imported, and every fault is listed.
    """
    found = _found(assessment)
    try:
        lines = read_plan(file.read_bytes(), vocabulary_of(found))
        added = import_plan(assessment=found, lines=lines, replace=replace, by=None)
    except PlanFaults as faults:
        for fault in faults.faults:
            click.echo(fault.at(str(file)), err=True)
        count = len(faults.faults)
        raise click.ClickException(
            f"nothing was imported; there {'is 1 fault' if count == 1 else f'are {count:,} faults'} to put right."
        ) from faults
    except (OSError, WrongStage) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    lines_added = "1 line" if added == 1 else f"{added:,} lines"
    click.echo(f"{lines_added} {'make up' if replace else 'added to'} the plan of {found.name}.", err=True)


@plan.command()
@click.argument("assessment")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; without it, print.")
def export(assessment: str, output: Path | None) -> None:
    """Write the plan of ASSESSMENT as CSV, every imported cell as it stood."""
    text = plan_as_csv(_found(assessment))
    if output is None or str(output) == "-":
        click.echo(text.encode(), nl=False)
        return
    try:
        save(text, output)
    except OSError as refusal:
        raise click.ClickException(f"{output} cannot be written: {refusal.strerror}.") from refusal


def _found(key: str) -> Assessment:
    assessment = find_assessment(key)
    if assessment is None:
        raise click.ClickException(
            f"There is no assessment “{key}”. “oneworkforce assessments” lists those that there are."
        )
    return assessment
