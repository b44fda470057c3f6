"""`oneworkforce plan`: an assessment's plan out of a CSV file, and into one."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.commands import assessment_or_refuse
from oneworkforce.assessments.stages import WrongStage
from oneworkforce.assessments.written_whole import written_whole
from oneworkforce.plans.actions import import_plan
from oneworkforce.plans.exporting import plan_as_csv
from oneworkforce.plans.importing import read_plan
from oneworkforce.plans.vocabulary import vocabulary_of
from oneworkforce.tables.faults import TableRefused


@click.group()
def plan() -> None:
    """Import or export an assessment's plan."""


@plan.command("import")
@click.argument("assessment")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the file's lines in place of the plan's, instead of after them.")
@click.option("--with-hidden", is_flag=True, help="Take in the rows, columns and sheets that a workbook hides.")
def import_file(assessment: str, file: Path, replace: bool, with_hidden: bool) -> None:
    """Add the lines of FILE, which is CSV, XLSX or ODS, to the plan of ASSESSMENT.

    Columns are those that `export` writes; only activity is required.
    Several themes or groups are separated by semicolons. With any fault nothing is imported, and every fault is listed.
    """
    found = assessment_or_refuse(assessment)
    try:
        with file.open("rb") as opened:
            read = read_plan(opened, vocabulary_of(found), with_hidden)
        done = import_plan(assessment=found, lines=read.lines, replace=replace, by=None)
    except TableRefused as refused:
        click.echo("\n".join(refused.told(str(file))), err=True)
        count = refused.count
        raise click.ClickException(
            ngettext(
                "Nothing was imported: there is %(n)s fault to put right.",
                "Nothing was imported: there are %(n)s faults to put right.",
                count,
            )
            % {"n": f"{count:,}"}
        ) from refused
    except (OSError, WrongStage) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if replace:
        said = ngettext(
            "%(n)s line makes up the plan of %(name)s.", "%(n)s lines make up the plan of %(name)s.", done.added
        )
    else:
        said = ngettext(
            "%(n)s line added to the plan of %(name)s.", "%(n)s lines added to the plan of %(name)s.", done.added
        )
    click.echo(said % {"n": f"{done.added:,}", "name": found.name}, err=True)
    click.echo(" ".join(read.notes), err=True)
    if done.there_already:
        hint = ngettext(
            "%(n)s of these lines was in the plan already, and is there twice now; --replace would replace the plan.",
            "%(n)s of these lines were in the plan already, and are there twice now; --replace would replace the plan.",
            done.there_already,
        )
        click.echo(hint % {"n": f"{done.there_already:,}"}, err=True)


@plan.command()
@click.argument("assessment")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; without it, print.")
def export(assessment: str, output: Path | None) -> None:
    """Write the plan of ASSESSMENT as CSV, every imported cell as it stood."""
    found = assessment_or_refuse(assessment)
    text = plan_as_csv(found)
    if output is None or str(output) == "-":
        click.echo(text.encode(), nl=False)
        return
    try:
        with written_whole(output) as file:
            file.write(text.encode())
    except OSError as refusal:
        reason = {"name": output, "reason": refusal.strerror}
        raise click.ClickException(_("“%(name)s” could not be written: %(reason)s.") % reason) from refusal
    lines = found.planned_activities.count()
    said = ngettext("Written: %(file)s, with %(n)s line.", "Written: %(file)s, with %(n)s lines.", lines)
    click.echo(said % {"file": output, "n": f"{lines:,}"}, err=True)
