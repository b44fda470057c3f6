"""`oneworkforce open` and `oneworkforce close`."""

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import find_assessment, groups_too_small_to_show
from oneworkforce.assessments.stages import Stage, WrongStage


def assessment_or_refuse(key: str) -> Assessment:
    """The assessment with a key, its dates applied. :raises click.ClickException: naming the keys that there are."""
    assessment = find_assessment(key)
    if assessment is not None:
        return assessment
    known = "".join(f"\n  {one}" for one in Assessment.objects.values_list("key", flat=True))
    if not known:
        raise click.ClickException(_("There is no assessment “%(key)s”; there are none yet.") % {"key": key})
    raise click.ClickException(
        _("There is no assessment “%(key)s”. These are known:%(known)s") % {"key": key, "known": known}
    )


@click.command("open")
@click.argument("key")
def open_assessment(key: str) -> None:
    """Open the assessment KEY to answers; its smallest group shown is fixed from then on."""
    assessment = assessment_or_refuse(key)
    was_open = assessment.stage == Stage.OPEN
    _move(assessment, Stage.OPEN)
    said = _("%(name)s was open already.") if was_open else _("%(name)s is open.")
    click.echo(said % {"name": assessment.name}, err=True)
    for group in groups_too_small_to_show(assessment):
        click.echo(
            ngettext(
                "Its staff group “%(group)s” has %(people)s person; figures of fewer than %(k)s are never shown.",
                "Its staff group “%(group)s” has %(people)s people; figures of fewer than %(k)s are never shown.",
                group.people or 0,
            )
            % {"group": group.name, "people": group.people, "k": assessment.k},
            err=True,
        )


@click.command("close")
@click.argument("key")
def close_assessment(key: str) -> None:
    """Close the assessment KEY: what was sent is released, what was not sent is deleted."""
    assessment = assessment_or_refuse(key)
    was_closed = assessment.stage == Stage.CLOSED
    _move(assessment, Stage.CLOSED)
    said = _("%(name)s was closed already.") if was_closed else _("%(name)s is closed.")
    click.echo(said % {"name": assessment.name}, err=True)


def _move(assessment: Assessment, to: Stage) -> None:
    try:
        change_stage(assessment=assessment, to=to, by=None)
    except WrongStage as wrong:
        raise click.ClickException(str(wrong)) from wrong
