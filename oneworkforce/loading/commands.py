"""`oneworkforce load` and `oneworkforce demo`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.gathering.take_part.participation import respondents
from oneworkforce.loading.actions import load_file
from oneworkforce.partnerships.models import Partnership
from oneworkforce.yaml_files.faults import FileFaults


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def load(file: Path) -> None:
    """Load the partnership that FILE.yaml describes: all of it, or, with a fault anywhere, nothing."""
    partnership = _load(file)
    _tell(partnership)
    for member in partnership.members.select_related("user"):
        if not member.user.has_usable_password():
            way_in = {"name": member.user.name, "command": f"oneworkforce account link {member.user.email}"}
            click.echo(_("A way in for %(name)s: %(command)s") % way_in, err=True)


@click.command()
def demo() -> None:
    """Load the demonstration partnerships, which are made up. Refused where there is a partnership that is not."""
    own = Partnership.objects.filter(demonstration=False).order_by("key").first()
    if own is not None:
        raise click.ClickException(
            _(
                "“%(name)s” is a partnership here and no demonstration, so nothing was loaded. "
                "For the demonstration, set ONEWORKFORCE_DATA_DIR to another folder."
            )
            % {"name": own.name}
        )
    there = set(Partnership.objects.values_list("key", flat=True))
    with resources.as_file(resources.files("oneworkforce.demo")) as folder:
        # Named 1-KEY.yaml, 2-KEY.yaml, …: the order in which their people are offered on the start page.
        missing = [file for file in sorted(folder.glob("*.yaml")) if file.stem.partition("-")[2] not in there]
        if not missing:
            click.echo(_("The demonstration is there already; nothing was changed."))
        for file in missing:
            _tell(_load(file, demonstration=True))


def _load(file: Path, *, demonstration: bool = False) -> Partnership:
    try:
        return load_file(path=file, demonstration=demonstration, by=None)
    except FileFaults as found:
        count = len(found.faults)
        click.echo(str(found), err=True)
        raise click.ClickException(
            ngettext(
                "Nothing was loaded: %(n)s thing has to be put right first.",
                "Nothing was loaded: %(n)s things have to be put right first.",
                count,
            )
            % {"n": count}
        ) from found


def _tell(partnership: Partnership) -> None:
    """Say what was loaded: the partnership, its parts, and each assessment with how many answered."""
    click.echo(f"{partnership.name} ({partnership.key})")
    organisations, localities = partnership.organisations.count(), partnership.localities.count()
    groups, people = partnership.staff_groups.count(), partnership.members.count()
    parts = (
        (organisations, ngettext("%(n)s organisation", "%(n)s organisations", organisations)),
        (localities, ngettext("%(n)s locality", "%(n)s localities", localities)),
        (groups, ngettext("%(n)s staff group", "%(n)s staff groups", groups)),
        (people, ngettext("%(n)s person with a role", "%(n)s people with a role", people)),
    )
    told = (words % {"n": n} for n, words in parts if n)
    click.echo(f"  {', '.join(told)}")
    for one in partnership.assessments.order_by("pk"):
        counted = respondents(one)
        answered = ngettext("%(n)s person answered", "%(n)s people answered", counted) % {"n": counted}
        answered = answered if counted else _("nobody has answered")
        click.echo(f"  {one.name} ({one.key}): {one.get_stage_display().lower()}, {answered}")
