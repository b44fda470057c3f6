"""A section is one file, and so is a format; neither knows the other, both know blocks."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from lxml import html

import oneworkforce.reporting
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting import blocks, formats, sections
from oneworkforce.reporting.commands import report as command
from oneworkforce.reporting.files import report_as
from tests.factories import make_member
from tests.reporting.test_pdf import flat_text, needs_poppler

PACKAGE = Path(oneworkforce.reporting.__file__).parent

THANKS = """
from oneworkforce.reporting.blocks import Column, Heading, Paragraphs, Said, TableBlock
from oneworkforce.reporting.section import MoreWords, Section


def suggest(assessment):
    return f"Everyone in {assessment.partnership.name} was patient."


def build(material):
    yield Heading("By hand")
    yield TableBlock("Thanked", (Column("Who"), Column("How")), ((Said("Postwoman", "in all weathers"), Said("Cake")),))
    yield Paragraphs(material.more_words("thanks-again"))


SECTION = Section(
    order=55,
    key="thanks",
    title="Special thanks",
    holds="A table of thanks.",
    suggest=suggest,
    build=build,
    more_words=(MoreWords("thanks-again", "Thanks again", "Whom else?", "One name a line."),),
)
"""

TITLES = """
from oneworkforce.reporting.format import Format


def make(report):
    return "; ".join(chapter.title for chapter in report.chapters).encode()


FORMAT = Format(ending="txt", content_type="text/plain", font="Inter", make=make)
"""

EVERY_BLOCK: tuple[blocks.Block, ...] = (
    blocks.Paragraphs("Paragraph one.\n\nParagraph two."),
    blocks.Remark("Remarkable."),
    blocks.Heading("Headed"),
    blocks.NumberedList(("Numbered.",)),
    blocks.TableBlock("Captioned", (blocks.Column("Head"),), ((blocks.Said("Cell", "Noted"),),)),
    blocks.PictureBlock("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "Seen", "Underneath"),
    blocks.PictureWithFacts(
        blocks.PictureBlock("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "Seen", mm=60),
        (blocks.Fact("Factname", "4.2"),),
        ("Sentenced.",),
    ),
    blocks.SideBySide((blocks.TitledWords("Sidetitle", "Sidewords."),)),
    blocks.ThemeLines((blocks.ThemeLine("x", "Linename", "#123456", "Linepurpose."),)),
    blocks.ThemeBlock(
        blocks.ThemeLine("y", "Themename", "#123456", "Themepurpose."),
        kept=(blocks.Remark("Keptwords."),),
        more=(blocks.Remark("Morewords."),),
    ),
)
EVERY_WORD = """
    Paragraph two.|Remarkable.|Headed|Numbered.|Captioned|Head|Cell|Noted|Underneath|Factname|4.2|Sentenced.|Sidetitle|
    Sidewords.|Linename|Linepurpose.|Themename|Themepurpose.|Keptwords.|Morewords.
"""


@pytest.fixture
def thanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in the folder of sections, and nothing else."""
    (tmp_path / "thanks.py").write_text(THANKS)
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])
    sections.all_sections.cache_clear()
    yield
    sections.all_sections.cache_clear()
    sys.modules.pop("oneworkforce.reporting.sections.thanks", None)
    vars(sections).pop("thanks", None)


@pytest.fixture
def every_block() -> blocks.SummaryReport:
    return blocks.SummaryReport(
        title="Summary report",
        partnership="Wexcombe",
        assessment="Autumn",
        language="en-GB",
        made_on="2028-02-01",
        made="1 February 2028",
        colours={"x": "#123456", "y": "#654321"},
        chapters=(blocks.Chapter("all", "All of them", "Opening words.", EVERY_BLOCK),),
    )


def test_one_file_more_is_a_section_on_the_form(
    full: Assessment, signed_in: Callable[[User], Client], thanks: None
) -> None:
    where = {"partnership": full.partnership.key, "assessment": full.key}
    client, address = signed_in(make_member(full.partnership)), reverse("report-edit", kwargs=where)
    form = html.fromstring(client.get(address).content).xpath("//form[.//textarea]")[0]
    assert [one.text_content().strip() for one in form.xpath(".//legend")][4:7] == [
        "Where we want to be",
        "Special thanks",
        "Focus areas",
    ]
    typed = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
    assert "was patient." in typed["thanks-words"]
    assert client.post(address, typed | {"thanks-words": "Ta.", "thanks-again-words": "The cat."}).status_code == 302
    assert dict(full.report_sections.filter(section__startswith="thanks").values_list("section", "words")) == {
        "thanks": "Ta.",
        "thanks-again": "The cat.",
    }


@needs_poppler
def test_one_file_more_is_a_section_on_the_page_and_in_every_format(
    full: Assessment, signed_in: Callable[[User], Client], thanks: None, tmp_path: Path
) -> None:
    full.report_sections.create(section="thanks-again", words="The cat.")
    where = {"partnership": full.partnership.key, "assessment": full.key}
    client = signed_in(make_member(full.partnership))
    for page in (client.get(reverse("report", kwargs=where)).content, report_as("html", full)):
        section = html.fromstring(page).xpath("//section[@aria-labelledby='thanks']")[0].text_content()
        for said in ("Special thanks", "was patient.", "By hand", "Postwoman", "in all weathers", "Cake", "The cat."):
            assert said in section, said
    printed = flat_text(report_as("pdf", full), tmp_path)
    for said in ("Special thanks", "was patient.", "By hand", "Postwoman", "in all weathers", "Cake", "The cat."):
        assert said.replace(" ", "") in printed, said


def test_one_file_more_can_be_written_in_a_partnerships_file(thanks: None) -> None:
    assert {"thanks", "thanks-again", "goals", "children-and-families"} <= set(sections.keys_of_words())


@needs_poppler
def test_every_format_lays_out_every_block(every_block: blocks.SummaryReport, tmp_path: Path) -> None:
    assert {type(one) for one in EVERY_BLOCK} == set(get_args(blocks.Block))
    made = {ending: one.make(every_block) for ending, one in formats.all_formats().items()}
    texts = {"pdf": flat_text(made.pop("pdf"), tmp_path)}
    texts |= {ending: "".join(html.fromstring(page).text_content().split()) for ending, page in made.items()}
    for ending, text in texts.items():
        assert not [word for word in "".join(EVERY_WORD.split()).split("|") if word not in text], ending


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_a_block_that_a_format_does_not_know_is_never_left_out_in_silence(
    every_block: blocks.SummaryReport, ending: str
) -> None:
    strange = blocks.Remark("Strange.")
    object.__setattr__(strange, "kind", "strange")
    report = replace(every_block, chapters=(blocks.Chapter("all", "All", "", (strange,)),))
    with pytest.raises(Exception, match="strange"):
        formats.all_formats()[ending].make(report)


def test_one_file_more_is_a_format_of_the_command(
    full: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "txt.py").write_text(TITLES)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    formats.all_formats.cache_clear()
    try:
        done = CliRunner().invoke(command, [full.key, "-o", str(tmp_path / "report.txt")])
    finally:
        formats.all_formats.cache_clear()
        sys.modules.pop("oneworkforce.reporting.formats.txt", None)
        vars(formats).pop("txt", None)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "report.txt").read_text().startswith("Introduction; The framework; ")


def test_formats_know_no_section_and_sections_no_format() -> None:
    keys = {section.key for section in sections.all_sections()}
    for path in (PACKAGE / "formats").iterdir():
        if path.suffix in (".py", ".typ"):
            assert "reporting.sections" not in path.read_text()
            assert not {f'"{key}"' for key in keys} & set(path.read_text().split())
    for path in (PACKAGE / "sections").glob("*.py"):
        imported = {node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)}
        ours = {name for name in imported if name and name.startswith("oneworkforce.reporting.")}
        assert not {name for name in ours if ".formats" in name or ".sections." in name}, path.name
