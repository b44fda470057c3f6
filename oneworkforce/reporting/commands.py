"""`oneworkforce report`: the summary report as a file."""

from __future__ import annotations

import os
from pathlib import Path

import click
from django.utils.translation import gettext as _

from oneworkforce.assessments.commands import assessment_or_refuse
from oneworkforce.assessments.written_whole import written_whole
from oneworkforce.reporting.files import report_as
from oneworkforce.reporting.formats import all_formats
from oneworkforce.typesetting import FontsMissing


@click.command()
@click.argument("assessment")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=f"Where to write it: {' or '.join(f'FILE.{ending}' for ending in all_formats())}.",
)
def report(assessment: str, output: Path) -> None:
    """Write the summary report of ASSESSMENT, in the format that the ending of the file's name says."""
    ending = output.suffix.lower().removeprefix(".")
    known = [f".{one}" for one in all_formats()]
    if f".{ending}" not in known:
        raise click.ClickException(
            _("A report’s file ends in %(known)s. “%(name)s” does not.")
            % {"known": _(" or ").join(known), "name": output.name}
        )
    found = assessment_or_refuse(assessment)
    _require_a_place(output)
    click.echo(_("Putting the report of %(name)s together …") % {"name": found.name}, err=True)
    try:
        made = report_as(ending, found)
        with written_whole(output) as file:
            file.write(made)
    except FontsMissing as missing:
        raise click.ClickException(str(missing)) from missing
    except OSError as fault:
        raise _unwritten(output, fault.strerror or str(fault)) from fault
    click.echo(_("Written: %(name)s") % {"name": output}, err=True)


def _require_a_place(output: Path) -> None:
    """Refuse before the work what could only be refused after it."""
    if not output.parent.is_dir():
        raise _unwritten(output, _("there is no folder “%(folder)s”") % {"folder": output.parent})
    if output.is_dir():
        raise _unwritten(output, _("it is a folder"))
    takes_a_place = output.is_file() or not output.exists()
    if takes_a_place and not os.access(output.parent, os.W_OK):
        raise _unwritten(output, _("nothing may be written to the folder “%(folder)s”") % {"folder": output.parent})


def _unwritten(output: Path, reason: str) -> click.ClickException:
    return click.ClickException(_("“%(name)s” could not be written: %(reason)s.") % {"name": output, "reason": reason})
