"""`oneworkforce invitations`: invite people from a file."""

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
from oneworkforce.invitations.lists.actions import OnProgress, invite_people, left_out_in_words
from oneworkforce.invitations.lists.forms import first_wave
from oneworkforce.invitations.lists.plan import ListPlan, plan_of
from oneworkforce.invitations.lists.reading.names import names_of
from oneworkforce.invitations.lists.reading.people import LARGEST_FILE, PeopleRead, WhichAddress, read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.invitations.people.do_not_write import not_to_be_written_to
from oneworkforce.tables.faults import TableRefused
from oneworkforce.ui.wording import number


@click.group()
def invitations() -> None:
    """Take in lists of people to invite."""


@invitations.command("import")
@click.argument("assessment")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--staff-group", default="", metavar="KEY", help="Staff group of people whose line names none.")
@click.option("--wave", default="", metavar="NAME", help="Wave of people whose line names none; made if missing.")
@click.option("--address", default="", metavar="HEADING", help="The column of addresses, where several may be meant.")
@click.option("--with-hidden", is_flag=True, help="Take in the rows, columns and sheets that a workbook hides.")
@click.option("--check", is_flag=True, help="Say what would be done, and write nothing.")
def import_(
    assessment: str, file: Path, staff_group: str, wave: str, address: str, with_hidden: bool, check: bool
) -> None:
    """Invite the people in FILE, a CSV, XLSX or ODS file, to ASSESSMENT: all of them or, with any fault, none.

    No letter goes out by this.

    Columns: name, e-mail, staff group, organisation, sector, locality, wave, language, core or wider. Only e-mail has
    to be there; columns may come in any order. Who is invited already gets what the list says.
    """
    found = assessment_or_refuse(assessment)
    try:
        require(found, Doing.INVITE)
        read = _read(found, file, staff_group, wave, address, with_hidden)
        for note in read.notes:
            click.echo(note, err=True)
        if check:
            unwilling = not_to_be_written_to(found.partnership, [person.email for person in read.people])
            willing = [person for person in read.people if person.email not in unwilling]
            plan = plan_of(found, willing)
            _say(len(plan.new), len(plan.changed), plan.unchanged, len(unwilling))
            _say_waves(plan)
            click.echo(_("Nothing was written."), err=True)
            return
        with _bar(len(read.people)) as progress:
            done = invite_people(assessment=found, people=read.people, by=None, progress=progress)
    except WrongStage as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _say(done.new, done.changed, done.unchanged, done.left_out)


def _read(
    assessment: Assessment, file: Path, staff_group: str, wave: str, address: str, with_hidden: bool
) -> PeopleRead:
    names = names_of(assessment)
    group = names.staff_groups.key(staff_group) if staff_group else ""
    if group is None:
        message = _("“%(group)s” is not a staff group of this partnership. %(instead)s")
        told = {"group": staff_group, "instead": names.staff_groups.instead_of(staff_group)}
        raise click.BadParameter(message % told, param_hint="--staff-group")
    try:
        if file.stat().st_size > LARGEST_FILE:
            message = _("%(file)s is too large: it has %(size)s MB, and a list can have %(most)s MB.")
            size = {"size": number(-(-file.stat().st_size // 2**20)), "most": LARGEST_FILE // 2**20}
            raise click.ClickException(message % {"file": file, **size})
        with file.open("rb") as opened:
            defaults = Defaults(staff_group=group, wave=wave.strip() or first_wave(assessment))
            return read_people(opened, names, defaults, address, with_hidden)
    except WhichAddress as question:
        click.echo("\n".join(question.told(str(file))), err=True)
        for one in question.candidates:
            click.echo(f"  {one.heading}: {', '.join(one.samples)} …", err=True)
        raise click.ClickException(_("Nothing was written. Say which with --address.")) from question
    except TableRefused as refused:
        click.echo("\n".join(refused.told(str(file))), err=True)
        raise click.ClickException(_("Nothing was written.")) from refused
    except OSError as fault:
        raise click.FileError(str(file), fault.strerror) from fault


def _say(new: int, changed: int, unchanged: int, left_out: int) -> None:
    for said in (
        ngettext("%(n)s new person.", "%(n)s new people.", new) % {"n": number(new)},
        ngettext("%(n)s invitation changed.", "%(n)s invitations changed.", changed) % {"n": number(changed)},
        ngettext("%(n)s invited already, unchanged.", "%(n)s invited already, unchanged.", unchanged)
        % {"n": number(unchanged)},
    ):
        click.echo(said, err=True)
    if left_out:
        click.echo(left_out_in_words(left_out), err=True)


def _say_waves(plan: ListPlan) -> None:
    for wave in plan.new_waves:
        like = _("Or is “%(like)s” meant?") % {"like": wave.like} if wave.like else ""
        said = _("The wave “%(wave)s” would be made.") % {"wave": wave.name}
        click.echo(f"{said} {like}".rstrip(), err=True)


@contextmanager
def _bar(people: int) -> Iterator[OnProgress]:
    """A progress bar, if somebody is watching."""
    if not sys.stderr.isatty():
        yield lambda _more: None
        return
    with click.progressbar(length=people, label=_("Writing"), file=sys.stderr) as bar:
        yield bar.update
