"""`oneworkforce load` and `oneworkforce demo`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from oneworkforce.gathering.questionnaires.queries import respondents
from oneworkforce.loading.actions import load_file
from oneworkforce.loading.checking import FileFaults
from oneworkforce.partnerships.models import Partnership


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def load(file: Path) -> None:
    """Load the partnership that FILE.yaml describes: all of it, or, with a fault anywhere, nothing."""
    partnership = _load(file)
    _tell(partnership)
    for member in partnership.members.select_related("user"):
        if not member.user.has_usable_password():
            click.echo(f"A way in for {member.user.name}: oneworkforce account link {member.user.email}", err=True)


@click.command()
def demo() -> None:
    """Load the demonstration partnerships, which are made up. Refused where there is a partnership that is not."""
    own = Partnership.objects.filter(demonstration=False).order_by("key").first()
    if own is not None:
        raise click.ClickException(
            f"“{own.name}” is a partnership here and no demonstration, so nothing was loaded. "
            "For the demonstration, set ONEWORKFORCE_DATA_DIR to another folder."
        )
    there = set(Partnership.objects.values_list("key", flat=True))
    with resources.as_file(resources.files("oneworkforce.demo")) as folder:
        # Named 1-KEY.yaml, 2-KEY.yaml, …: the order in which their people are offered on the start page.
        missing = [file for file in sorted(folder.glob("*.yaml")) if file.stem.partition("-")[2] not in there]
        if not missing:
            click.echo("The demonstration is there already; nothing was changed.")
        for file in missing:
            _tell(_load(file, demonstration=True))


def _load(file: Path, *, demonstration: bool = False) -> Partnership:
    try:
        return load_file(path=file, demonstration=demonstration, by=None)
    except FileFaults as found:
        count = len(found.faults)
        click.echo(str(found), err=True)
        raise click.ClickException(
            f"Nothing was loaded: {'one thing is' if count == 1 else f'{count} things are'} to be put right first."
        ) from found


def _tell(partnership: Partnership) -> None:
    """Say what was loaded: the partnership, its parts, and each assessment with how many answered."""
    click.echo(f"{partnership.name} ({partnership.key})")
    parts = {
        "organisation": partnership.organisations.count(),
        "locality": partnership.localities.count(),
        "staff group": partnership.staff_groups.count(),
        "person with a role": partnership.members.count(),
    }
    plurals = {"locality": "localities", "person with a role": "people with a role"}
    told = (f"{n} {name if n == 1 else plurals.get(name, f'{name}s')}" for name, n in parts.items() if n)
    click.echo(f"  {', '.join(told)}")
    for one in partnership.assessments.order_by("pk"):
        counted = respondents(one)
        answered = f"{counted} {'person' if counted == 1 else 'people'} answered" if counted else "nobody has answered"
        click.echo(f"  {one.name} ({one.key}): {one.get_stage_display().lower()}, {answered}")
