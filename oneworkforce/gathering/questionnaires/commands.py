"""`oneworkforce answers`: answers from elsewhere in, answers for use elsewhere out, and paper to print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.commands import assessment_or_refuse
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, WrongStage, require
from oneworkforce.gathering.questionnaires.actions import export_answers, import_answers
from oneworkforce.gathering.questionnaires.files.exporting import Exported
from oneworkforce.gathering.questionnaires.files.importing import AnswersRead, Progress, read_answers
from oneworkforce.gathering.questionnaires.paper.commands import paper
from oneworkforce.tables.faults import TableRefused


@click.group()
def answers() -> None:
    """Import answers given elsewhere, export answers for use elsewhere, or print the questionnaire."""


answers.add_command(paper)


@answers.command("import")
@click.argument("assessment")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--with-hidden", is_flag=True, help="Take in the rows, columns and sheets that a workbook hides.")
def import_(assessment: str, file: Path, with_hidden: bool) -> None:
    """Take the answers in FILE (CSV, XLSX or ODS) into the open ASSESSMENT: all of them or, with any fault, none.

    Columns: staff_group, sector, locality, then ids of dimensions. Values: 1 to 5, dk, na, or nothing.
    """
    found = assessment_or_refuse(assessment)
    try:
        require(found, Doing.ANSWER)
        read = _read(file, found, with_hidden)
        with _bar(2 * len(read.rows), _("Storing")) as progress:
            import_answers(assessment=found, rows=read.rows, by=None, progress=progress)
    except WrongStage as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _say_what_came_in(found, read)


@answers.command("export")
@click.argument("assessment")
@click.option(
    "-o", "--output", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV file to write."
)
def export(assessment: str, file: Path) -> None:
    """Write the answers of the closed ASSESSMENT to a CSV file, in the columns that `import` takes.

    Shuffled, and with small groups blanked or left out: what was taken out is said.
    """
    found = assessment_or_refuse(assessment)
    try:
        exported = export_answers(assessment=found, path=file, by=None)
    except WrongStage as wrong:
        raise click.ClickException(str(wrong)) from wrong
    except OSError as fault:
        raise click.FileError(str(file), fault.strerror) from fault
    _say_what_went_out(found, exported, file)


def _read(file: Path, assessment: Assessment, with_hidden: bool) -> AnswersRead:
    try:
        with _bar(file.stat().st_size, _("Reading")) as progress:
            return read_answers(file, assessment, progress, with_hidden)
    except TableRefused as refused:
        click.echo("\n".join(refused.told(str(file))), err=True)
        raise click.ClickException(_("Nothing was imported.")) from refused
    except OSError as fault:
        raise click.FileError(str(file), fault.strerror) from fault


@contextmanager
def _bar(length: int, label: str) -> Iterator[Progress]:
    """A bar where somebody watches; in a log it would be one stray word."""
    if not sys.stderr.isatty():
        yield lambda _more: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def _say_what_came_in(assessment: Assessment, read: AnswersRead) -> None:
    people = len(read.rows)
    _remark(ngettext("%(n)s person’s answers are in.", "%(n)s people’s answers are in.", people), n=f"{people:,}")
    _remark(_("In each staff group, at least %(k)s wait until the assessment closes."), k=assessment.k)
    click.echo(" ".join(read.notes), err=True)
    if read.absent:
        _remark(_("Not in the file, and so left empty: %(columns)s."), columns=", ".join(read.absent))


def _say_what_went_out(assessment: Assessment, exported: Exported, file: Path) -> None:
    k = assessment.k
    _remark(
        ngettext("%(n)s row in %(file)s.", "%(n)s rows in %(file)s.", exported.rows), n=f"{exported.rows:,}", file=file
    )
    _remark(
        _("Localities blanked, where fewer than %(k)s people share a combination: %(n)s."),
        k=k,
        n=exported.locality_blanked,
    )
    _remark(_("Sectors blanked, for the same reason: %(n)s."), n=exported.sector_blanked)
    for group, rows in sorted(exported.left_out.items()):
        said = ngettext(
            "Left out: staff group %(group)s, which has %(n)s row, fewer than %(k)s.",
            "Left out: staff group %(group)s, which has %(n)s rows, fewer than %(k)s.",
            rows,
        )
        _remark(said, group=group, n=rows, k=k)
    for group, rows in sorted(exported.left_before.items()):
        said = ngettext(
            "Left out: %(n)s row of staff group %(group)s, of before it was kept at which close a row was added.",
            "Left out: %(n)s rows of staff group %(group)s, of before it was kept at which close a row was added.",
            rows,
        )
        _remark(said, group=group, n=f"{rows:,}")
    for group, dimensions in exported.answers_blanked.items():
        said = _("Answers blanked in all rows of %(group)s, as its figures may not be shown there: %(dimensions)s.")
        _remark(said, group=group, dimensions=", ".join(dimensions))
    for group, dimensions in exported.blanked_in_part.items():
        said = _(
            "Answers blanked in some rows of %(group)s, so that no file tells of fewer than %(k)s people: "
            "%(dimensions)s."
        )
        _remark(said, group=group, k=k, dimensions=", ".join(dimensions))


def _remark(said: str, **values: object) -> None:
    click.echo(said % values, err=True)
