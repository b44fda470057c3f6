"""What a reader takes down at one moment: numbers from the command, the row file and the pages about who takes part."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from lxml import html

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.commands import answers
from oneworkforce.results.commands import results
from tests.attack.puzzle import Counts

EVERYONE = "everyone"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of a page: its caption, the names of its columns, and its lines, name first."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> dict[str, int | None]:
        """A column's numbers by the line's name; None where there is no number."""
        place = self.head.index(name)
        return {line[0]: _number(line[place]) for line in self.lines}


@dataclass(frozen=True)
class Look:
    """Everything that one reader took down at one moment.

    `cells`: dimension → group → 7 numbers, None for withheld, absent without a figure. `said`: the themes' own
    figures, as printed. `rows`: of the row file, without its head; None where there is none.
    `comments`: (theme, group name) → texts. `tables`: of the pages about who takes part.
    """

    moment: str
    stage: str
    k: int
    respondents: int
    cells: dict[str, dict[str, Counts | None]]
    said: dict[str, Any]
    rows: tuple[Row, ...] | None
    comments: dict[tuple[str, str], Counter[str]]
    tables: tuple[Table, ...]

    def table(self, caption: str) -> Table | None:
        """The first table with a caption."""
        return next((one for one in self.tables if one.caption == caption), None)


def look(assessment: Assessment, moment: str, client: Client, folder: Path, *, comments: bool = True) -> Look:
    """Take everything down."""
    printed = json.loads(run(results, assessment.key, "--json"))
    where = {"partnership": assessment.partnership.key, "assessment": assessment.key}
    who = page(client, reverse("take-part-response", kwargs=where))
    found: dict[tuple[str, str], Counter[str]] = {}
    if comments and printed["stage"] == "closed":
        for theme in printed["themes"]:
            address = reverse("theme", kwargs={**where, "theme": theme["id"]})
            found |= {(theme["id"], group): said for group, said in _comments(page(client, address)).items()}
    return Look(
        moment=moment,
        stage=printed["stage"],
        k=printed["k"],
        respondents=printed["respondents"],
        cells={one["id"]: _cells(one["cells"]) for theme in printed["themes"] for one in theme["dimensions"]},
        said={theme["id"]: theme for theme in printed["themes"]},
        rows=_rows(assessment, folder),
        comments=found,
        tables=tuple(_tables(who)),
    )


def run(command: Any, *arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def page(client: Client, address: str) -> html.HtmlElement:
    """A page, read back."""
    response = client.get(address)
    assert response.status_code == 200, address
    return html.document_fromstring(response.content.decode())


def _cells(cells: list[dict[str, Any]]) -> dict[str, Counts | None]:
    return {
        cell["group"]: None if cell["withheld"] else (*cell["counts"], cell["dk"], cell["na"])
        for cell in cells
        if cell["withheld"] or cell["counts"] is not None
    }


def _rows(assessment: Assessment, folder: Path) -> tuple[Row, ...] | None:
    path = folder / f"{assessment.key}.csv"
    path.unlink(missing_ok=True)
    result = CliRunner().invoke(answers, ["export", assessment.key, "-o", str(path)])
    if result.exit_code:
        return None
    return tuple(tuple(row) for row in csv.reader(io.StringIO(path.read_text())))[1:]


def _comments(whole: html.HtmlElement) -> dict[str, Counter[str]]:
    """Group name → texts of the comments on a theme's page."""
    found: dict[str, Counter[str]] = {}
    group = ""
    for element in whole.xpath("//*[@id='comments']/following-sibling::*"):
        if element.tag == "h3":
            group = _text(element)
        elif element.tag == "blockquote":
            found.setdefault(group, Counter())[_text(element)] += 1
    return found


def _tables(whole: html.HtmlElement) -> list[Table]:
    found = []
    for table in whole.xpath("//table"):
        lines = [tuple(_text(cell) for cell in row.xpath("./th|./td")) for row in table.xpath(".//tr")]
        caption = table.xpath("./caption")
        found.append(Table(_text(caption[0]) if caption else "", lines[0], tuple(lines[1:])))
    return found


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _number(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else None
