"""`oneworkforce answers paper` writes one PDF, or says in one line why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from oneworkforce.gathering.questionnaires.commands import answers
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(answers, ["paper", *map(str, arguments)])


def test_a_paper_is_written_in_the_size_and_language_asked_for(tmp_path: Path, settings: Any) -> None:
    settings.ORIGIN = "https://one.example.org"
    assessment, file = make_assessment(), tmp_path / "leaders.pdf"
    ran = run(assessment.key, "leaders", "-o", file, "--large", "--language", "cy")
    assert ran.exit_code == 0, ran.output
    assert ran.stderr.strip() == f"Written: {file}"
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "cy"
        assert len(pdf.pages) > 20


def test_without_an_address_of_its_own_it_prints_no_link_and_says_so(tmp_path: Path, settings: Any) -> None:
    settings.ORIGIN = ""
    ran = run(make_assessment().key, "frontline", "-o", tmp_path / "a.pdf")
    assert ran.exit_code == 0
    assert "Without a way to answer online" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody", "-o", "a.pdf"), "There is no staff group “nobody”. There are: frontline, leaders"),
        (("leaders", "-o", "a.pdf", "--language", "fr"), "There is no language “fr”. There are: en-gb, cy"),
        (("leaders", "-o", "a.pdf", "--easy"), "There are no easy words for “Leaders and managers”."),
        (("leaders", "-o", "/no/such/folder/a.pdf"), "/no/such/folder/a.pdf"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], said: str) -> None:
    ran = run(make_assessment().key, *arguments)
    assert ran.exit_code == 1
    assert said in ran.output
    assert "Traceback" not in ran.output


def test_an_unknown_assessment_is_refused(tmp_path: Path) -> None:
    ran = run("nothing", "leaders", "-o", tmp_path / "a.pdf")
    assert ran.exit_code == 1
    assert "There is no assessment “nothing”" in ran.output
