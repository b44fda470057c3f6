"""The six scenarios: pages that anybody can read, PDFs to print, and a command."""

from __future__ import annotations

import html
import io
import json
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils.translation import override

from oneworkforce.frameworks import Scenario, load
from oneworkforce.home.commands import scenarios
from oneworkforce.home.scenarios import how_to_use, scenarios_as_pdf, what_is_printed

FRAMEWORK = load("one-childrens-workforce")
SCENARIOS = FRAMEWORK.scenarios
ONE = SCENARIOS[0]
EACH = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/MarkInfo" in opened.Root, "a PDF without tags cannot be read aloud"
        return len(opened.pages)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(scenarios, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.django_db
def test_the_framework_leads_to_the_list_and_the_list_to_each(client: Client) -> None:
    assert 'href="/framework/scenarios/"' in client.get("/framework/").content.decode()
    page = client.get("/framework/scenarios/").content.decode()
    assert len(SCENARIOS) == 6
    for scenario in SCENARIOS:
        assert f'href="/framework/scenarios/{scenario.id}/"' in page
    assert 'href="/framework/scenarios.pdf"' in page


@EACH
@pytest.mark.django_db
def test_a_page_tells_the_story_and_what_to_talk_about(client: Client, scenario: Scenario) -> None:
    page = html.unescape(client.get(f"/framework/scenarios/{scenario.id}/").content.decode())
    assert scenario.story in page
    for step in how_to_use():
        assert f"<li>{step}</li>" in page
    for question in scenario.questions:
        assert question in page
    for theme in scenario.themes:
        assert f'href="/framework/{theme}/"' in page
    assert f'href="/framework/scenarios/{scenario.id}.pdf"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["no-such/", "no-such.pdf"])
def test_there_is_no_page_of_another(client: Client, address: str) -> None:
    assert client.get(f"/framework/scenarios/{address}").status_code == 404


@pytest.mark.django_db
def test_anybody_can_print_one_or_all(client: Client) -> None:
    one = client.get(f"/framework/scenarios/{ONE.id}.pdf")
    assert one["Content-Type"] == "application/pdf"
    assert one["Content-Disposition"] == f'inline; filename="{ONE.id}.pdf"'
    assert one.content == scenarios_as_pdf(FRAMEWORK, ONE.id)
    every = client.get("/framework/scenarios.pdf")
    assert every["Content-Disposition"] == 'inline; filename="scenarios.pdf"'
    assert pages_of(every.content) == 1 + len(SCENARIOS), "how to use them, then a sheet each"


def filled(pdf: bytes, folder: Path) -> list[float]:
    """How far down the last ink above the foot of each page stands, from 0 to 1."""
    subprocess.run(["pdftoppm", "-gray", "-r", "30", "-", str(folder / "page")], input=pdf, capture_output=True)
    found = []
    for file in sorted(folder.glob("page*.pgm")):
        _kind, size, _most, pixels = file.read_bytes().split(b"\n", 3)
        width, height = (int(number) for number in size.split())
        rows = [pixels[start : start + width] for start in range(0, int(height * 0.94) * width, width)]
        found.append(max(place for place, row in enumerate(rows) if min(row) < 128) / height)
    return found


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm is not here; apt-get install poppler-utils")
@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_no_sheet_is_half_empty(language: str, tmp_path: Path) -> None:
    with override(language):
        pdf = scenarios_as_pdf(FRAMEWORK)
    pages = filled(pdf, tmp_path)
    assert len(pages) == 1 + len(SCENARIOS)
    assert min(pages) > 0.85, pages


@EACH
def test_a_scenario_fits_one_side_of_a_sheet(scenario: Scenario) -> None:
    assert pages_of(scenarios_as_pdf(FRAMEWORK, scenario.id)) == 1
    (printed,) = what_is_printed(FRAMEWORK, [scenario])["scenarios"]
    assert (printed["story"], printed["questions"]) == (scenario.story.strip(), list(scenario.questions))
    assert [theme["name"] for theme in printed["themes"]] == [FRAMEWORK.theme(one).name for one in scenario.themes]


def test_the_command_lists_them_and_prints_one() -> None:
    listed = run().splitlines()
    assert [line.split()[0] for line in listed] == [scenario.id for scenario in SCENARIOS]
    told = run(ONE.id)
    assert ONE.story.strip() in told
    assert f"1. {ONE.questions[0]}" in told


def test_the_command_gives_them_as_json() -> None:
    assert [one["story"] for one in json.loads(run("--json"))] == [one.story.strip() for one in SCENARIOS]
    (only,) = json.loads(run(ONE.id, "--json"))
    assert only == {
        "id": ONE.id,
        "name": ONE.name,
        "themes": list(ONE.themes),
        "story": ONE.story.strip(),
        "questions": list(ONE.questions),
    }


def test_the_command_writes_a_pdf(tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    assert run(ONE.id, "--output", str(file)) == ""
    assert file.read_bytes() == scenarios_as_pdf(FRAMEWORK, ONE.id)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such"], "There is no scenario “no-such”. There is: the-new-school, keys-on-friday"),
        (["--framework", "nowhere"], 'There is no framework "nowhere"'),
        (["--output", "/no/such/folder/a.pdf"], "cannot be written"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(scenarios, arguments)
    assert result.exit_code == 1
    assert said in result.output
