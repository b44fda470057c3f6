"""`oneworkforce framework`: check a pack, and show a framework."""

import json
from pathlib import Path
from typing import Any

import click

from oneworkforce.frameworks.check import check_pack, read_language, read_pack
from oneworkforce.frameworks.faults import PackFaults
from oneworkforce.frameworks.languages import Translation, language_tags
from oneworkforce.frameworks.library import UnknownFramework, load, load_pin
from oneworkforce.frameworks.model import Dimension, Framework, Theme


@click.group()
def framework() -> None:
    """Check a framework pack, or show a framework."""


@framework.command()
@click.argument("path", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """List every fault of the pack in directory PATH as file:line: message, and exit with 1 if there is any.

    A text that a language of the pack does not have is not a fault: it is listed, and shown in the pack's own language.
    """
    faults = check_pack(path)
    if faults:
        click.echo("\n".join(str(fault) for fault in faults))
        raise SystemExit(1)
    found = read_pack(path)
    click.echo(_counts(found))
    for tag in language_tags(path):
        translation = read_language(path, tag, found)
        for note in translation.untranslated:
            click.echo(f"{note.file}:{note.line}: note: {note.message}")
        click.echo(_translated(translation))


@framework.command()
@click.argument("key")
@click.option("--language", help="Show it in this language, as cy, where the pack has it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--packs",
    "directories",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Also look in this directory of packs (key/version/…).",
)
def show(key: str, language: str | None, as_json: bool, directories: tuple[Path, ...]) -> None:
    """Show the framework KEY in its newest version, or one version of it by KEY/VERSION."""
    find = load_pin if "/" in key else load
    try:
        found = find(key, language=language, directories=directories)
    except (UnknownFramework, PackFaults) as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2) if as_json else _table(found))


def as_data(found: Framework) -> dict[str, Any]:
    """The framework as `show --json` prints it: themes and their dimensions, with ids, words and who is asked."""
    return {
        "key": found.key,
        "version": found.version,
        "name": found.name,
        "language": found.language,
        "perspectives": [{"id": perspective.id, "name": perspective.name} for perspective in found.perspectives],
        "audiences": [{"id": audience.id, "name": audience.name} for audience in found.audiences],
        "themes": [_theme_data(found, theme) for theme in found.themes],
    }


def _theme_data(found: Framework, theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "name": theme.name,
        "label": theme.label,
        "colour": theme.colour,
        "purpose": theme.purpose,
        "dimensions": [
            {
                "id": dimension.id,
                "name": dimension.name,
                "label": dimension.label,
                "perspectives": list(dimension.perspectives),
                "audiences": _audiences(found, dimension),
                "fragmented": dimension.poles.fragmented,
                "reformed": dimension.poles.reformed,
            }
            for dimension in theme.dimensions
        ],
        "solutions": [{"id": solution.id, "name": solution.name} for solution in theme.solutions],
    }


def _audiences(found: Framework, dimension: Dimension) -> list[str]:
    return [audience.id for audience in found.audiences if audience.id in dimension.statements]


def _counts(found: Framework) -> str:
    statements = ", ".join(f"{audience.id} {sum(found.asked(audience.id))}" for audience in found.audiences)
    solutions = sum(len(theme.solutions) for theme in found.themes)
    return (
        f"{found.pin} has no faults: {len(found.themes)} themes, {len(found.dimensions)} dimensions, "
        f"statements ({statements}), {solutions} solutions"
    )


def _translated(translation: Translation) -> str:
    missing = len(translation.untranslated)
    review = "checked by a native reader" if translation.reviewed else "not checked by a native reader yet"
    done = f"{translation.texts - missing} of {translation.texts} texts are translated, {missing} are not"
    return f"{translation.language}: {done}; {review}"


def _table(found: Framework) -> str:
    width = max(len(dimension.name) for dimension in found.dimensions)
    lines = [f"{found.name}, version {found.version}"]
    for number, theme in enumerate(found.themes, start=1):
        lines += ["", f"{number}. {theme.name}"]
        for dimension in theme.dimensions:
            perspectives = ", ".join(dimension.perspectives)
            asked = ", ".join(_audiences(found, dimension))
            lines.append(f"   {dimension.name:<{width}}  {perspectives:<19}  {asked}".rstrip())
    return "\n".join(lines)
