"""`oneworkforce open` and `oneworkforce close`."""

import sys

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.closing import close_warnings
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import find_assessment, groups_too_small_to_show
from oneworkforce.assessments.stages import Stage, WrongStage


def assessment_or_refuse(key: str) -> Assessment:
    """Find an assessment, or end the command with the keys that exist."""
    assessment = find_assessment(key)
    if assessment is not None:
        return assessment
    known = "".join(f"\n  {one}" for one in Assessment.objects.values_list("key", flat=True))
    if not known:
        raise click.ClickException(_("There is no assessment “%(key)s”. There are none at all yet.") % {"key": key})
    raise click.ClickException(
        _("There is no assessment “%(key)s”. There are:%(known)s") % {"key": key, "known": known}
    )


@click.command("open")
@click.argument("key")
def open_assessment(key: str) -> None:
    """Open the assessment KEY for answers, and fix its smallest group shown."""
    assessment = assessment_or_refuse(key)
    was_open = assessment.stage == Stage.OPEN
    _move(assessment, Stage.OPEN)
    said = _("%(name)s is already open.") if was_open else _("%(name)s is open.")
    click.echo(said % {"name": assessment.name}, err=True)
    for group in groups_too_small_to_show(assessment):
        click.echo(
            ngettext(
                "Its staff group “%(group)s” has %(people)s person. We never show what fewer than %(k)s answered.",
                "Its staff group “%(group)s” has %(people)s people. We never show what fewer than %(k)s answered.",
                group.people or 0,
            )
            % {"group": group.name, "people": group.people, "k": assessment.k},
            err=True,
        )


@click.command("close")
@click.argument("key")
@click.option("--yes", "sure", is_flag=True, help="Do not ask, even where a close would hide a small group for good.")
def close_assessment(key: str, sure: bool) -> None:
    """Close the assessment KEY. Counts the answers that were sent and deletes the rest.

    Says first what that would do to small groups, and asks, where somebody is there to be asked.
    """
    assessment = assessment_or_refuse(key)
    warnings = close_warnings(assessment)
    for warning in warnings:
        click.echo(str(warning), err=True)
    if warnings and not sure and somebody_is_there():
        click.confirm(_("Close it now?"), abort=True, err=True)
    was_closed = assessment.stage == Stage.CLOSED
    _move(assessment, Stage.CLOSED)
    said = _("%(name)s is already closed.") if was_closed else _("%(name)s is closed.")
    click.echo(said % {"name": assessment.name}, err=True)


def somebody_is_there() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _move(assessment: Assessment, to: Stage) -> None:
    try:
        change_stage(assessment=assessment, to=to, by=None)
    except WrongStage as wrong:
        raise click.ClickException(str(wrong)) from wrong
