"""`oneworkforce scenarios`: the framework's stories for workshops, as words, JSON or a PDF to print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from oneworkforce.assessments.written_whole import written_whole
from oneworkforce.frameworks import Framework, Scenario, UnknownFramework, load, load_pin
from oneworkforce.home.framework_views import DEFAULT
from oneworkforce.home.scenarios import ALL, UnknownScenario, scenario_of, scenarios_as_pdf
from oneworkforce.typesetting import FontsMissing


@click.command()
@click.argument("scenario", default=ALL)
@click.option("--framework", "key", default=DEFAULT, show_default=True, help="Whose scenarios: KEY or KEY/VERSION.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
@click.option("-o", "--output", "file", type=click.Path(dir_okay=False, path_type=Path), help="PDF file to write.")
def scenarios(scenario: str, key: str, as_json: bool, file: Path | None) -> None:
    """List the scenarios, or print one SCENARIO whole; with --output, write it, or all of them, as a PDF."""
    try:
        framework = load_pin(key) if "/" in key else load(key)
        found = [scenario_of(framework, scenario)] if scenario else list(framework.scenarios)
        made = scenarios_as_pdf(framework, scenario) if file else b""
    except (UnknownFramework, UnknownScenario, FontsMissing) as error:
        raise click.ClickException(str(error)) from error
    if file:
        try:
            with written_whole(file) as opened:
                opened.write(made)
        except OSError as fault:
            raise click.ClickException(f"{file} cannot be written: {fault.strerror}") from fault
    elif as_json:
        click.echo(json.dumps([_data(one) for one in found], ensure_ascii=False, indent=2))
    elif scenario:
        click.echo(_whole(framework, found[0]))
    else:
        width = max((len(one.id) for one in found), default=0)
        click.echo("\n".join(f"{one.id:<{width}}  {one.name}" for one in found))


def _data(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "name": scenario.name,
        "themes": list(scenario.themes),
        "story": scenario.story.strip(),
        "questions": list(scenario.questions),
    }


def _whole(framework: Framework, scenario: Scenario) -> str:
    themes = "; ".join(framework.theme(theme).name for theme in scenario.themes)
    questions = "\n".join(f"{number}. {question}" for number, question in enumerate(scenario.questions, start=1))
    return f"{scenario.name}\n{themes}\n\n{scenario.story.strip()}\n\n{questions}"
