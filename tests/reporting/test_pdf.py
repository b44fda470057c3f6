"""The PDF: PDF/UA-1 whatever people typed, every word in it, nothing outside its pages."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.charts import REPORT_FONT
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.files import report_as
from oneworkforce.reporting.formats.pdf import make
from oneworkforce.typesetting import fit_for_print
from tests.reporting.scene import HOSTILE

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not here; apt-get install poppler-utils"
)


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def _tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, in reading order."""
    stack = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            yield element
        children = element.get("/K", [])
        stack.extend(reversed(list(children)) if isinstance(children, pikepdf.Array) else [children])


def _kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(tag.S) for tag in _tags(pdf)]


def _text(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def flat_text(data: bytes, tmp_path: Path) -> str:
    """All that a PDF says, without spaces."""
    return _flat(_text(data, tmp_path))


@pytest.fixture(params=["full", "empty", "hostile"])
def any_report(request: pytest.FixtureRequest, compiled: Callable[[str], bytes]) -> bytes:
    return compiled(request.param)


def test_a_report_is_tagged_titled_and_in_its_language(any_report: bytes) -> None:
    with _opened(any_report) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower() == "en-gb"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("Summary report: ")


def test_every_picture_has_words(any_report: bytes) -> None:
    with _opened(any_report) as pdf:
        figures = [tag for tag in _tags(pdf) if tag.S == "/Figure"]
        assert len(figures) == 10
        assert all(len(str(figure.get("/Alt", ""))) > 30 for figure in figures)


def test_headings_never_skip_a_level(any_report: bytes) -> None:
    with _opened(any_report) as pdf:
        levels = [int(kind[2:]) for kind in _kinds(pdf) if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert len(levels) > 15
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_header_cells(any_report: bytes) -> None:
    with _opened(any_report) as pdf:
        tables = [tag for tag in _tags(pdf) if tag.S == "/Table"]
        kinds = _kinds(pdf)
    assert len(tables) >= 9
    assert kinds.count("/THead") == len(tables)


def test_a_report_without_figures_spends_no_page_on_a_theme(compiled: Callable[[str], bytes]) -> None:
    with _opened(compiled("empty")) as empty, _opened(compiled("full")) as full:
        assert len(empty.pages) <= 12
        assert len(full.pages) > 15


@needs_poppler
def test_nothing_spills_over_a_page(any_report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(any_report)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True).stdout
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)
    assert all((round(float(wide)), round(float(high))) == (595, 842) for wide, high in sizes)
    words = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<', boxes)
    assert len(words) > 500
    for left, top, right, bottom, word in words:
        assert float(left) >= 30, word
        assert float(right) <= 565, word
        assert float(top) >= 20, word
        assert float(bottom) <= 830, word


@needs_poppler
def test_every_section_label_and_word_can_be_read(full: Assessment, tmp_path: Path) -> None:
    report = report_of(full, font=REPORT_FONT)
    text = _flat(_text(make(report), tmp_path))
    for chapter in report.chapters:
        assert _flat(chapter.title) in text
    for theme in framework_of(full).themes:
        assert _flat(theme.name) in text
        for dimension in theme.dimensions:
            # On a spider a label may be broken over lines, and its lines stand apart from one another.
            assert all(_flat(word) in text for word in dimension.label.split()), dimension.label
    assert re.search(r"Page2of\d+", text)


@needs_poppler
def test_words_are_never_markup(compiled: Callable[[str], bytes], tmp_path: Path) -> None:
    text = _flat(_text(compiled("hostile"), tmp_path))
    for fragment in ("#setpage(width:1pt)", "*bold*", "_under_", "$x^2$", "@label", "<label>", "\\`code`", "{{7*7}}"):
        assert fragment in text, fragment
    assert "<script>alert(1)</script>" in text
    assert "Llŷna’rŴyl" in text


@pytest.mark.parametrize(
    "section", ["introduction", "framework", "plan", "position", "goals", "focus-areas", "actions", "credits"]
)
def test_a_section_left_out_is_absent(full: Assessment, section: str) -> None:
    title = next(one.title for one in report_of(full).chapters if one.key == section)
    full.report_sections.create(section=section, left_out=True)
    report = report_of(full, font=REPORT_FONT)
    data = make(report)
    assert section not in [chapter.key for chapter in report.chapters]
    with _opened(data) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert title not in titles
        assert titles == [chapter.title for chapter in report.chapters]
        if section in ("framework", "position"):
            assert _kinds(pdf).count("/Figure") == (9 if section == "framework" else 1)


def test_the_same_report_gives_the_same_bytes(full: Assessment) -> None:
    report = report_of(full, font=REPORT_FONT)
    assert make(report) == make(report)


def test_letters_that_no_typeface_has_are_put_into_words() -> None:
    printable = fit_for_print({"a": ["plain ŵŷ", "\U0001fae8\ue000\x07 end", 7], "b": HOSTILE})
    assert printable.data["a"][0] == "plain ŵŷ"
    assert printable.data["a"][1].endswith("\ufffd end")
    assert "\x07" not in printable.data["a"][1]
    assert printable.data["a"][2] == 7
    assert not fit_for_print(["Llŷn – £5 “yes”…"]).system_fonts


def test_line_breaks_of_every_kind_become_one_kind() -> None:
    assert fit_for_print(["a\r\nb\rc\u2028d\x85e"]).data == ["a\nb\nc\nd\ne"]


def test_many_reports_leave_no_memory_behind(full: Assessment) -> None:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("this machine does not say how much memory is used")

    def megabytes() -> int:
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 2**20

    report_as("pdf", full)
    before = megabytes()
    for nth in range(4):
        full.name = f"Report {nth}"
        full.theme_notes.update(strengths=f"Strength {nth} " * 40)
        report_as("pdf", full)
    assert megabytes() - before < 100
