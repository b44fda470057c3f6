"""The questionnaire on paper: PDF/UA-1 in each size, every sentence in it, nothing cut, no question on two pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation
from django.utils.translation import gettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.answering.asked import Question, asked_themes
from oneworkforce.gathering.questionnaires.paper.actions import change_return_note
from oneworkforce.gathering.questionnaires.paper.printing import (
    LARGE,
    NORMAL,
    Print,
    WayOnline,
    has_easy_words,
    offers_easy_words,
    questionnaire_as_pdf,
    what_is_printed,
)
from oneworkforce.partnerships.models import StaffGroup
from tests.factories import make_assessment, make_partnership

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext; apt-get install poppler-utils"),
]
ONLINE = WayOnline("https://paper.example.org/answer/ABCD2345/", "https://paper.example.org/answer/", "ABCD2345")
VERSIONS = [
    ("frontline", NORMAL, "en-gb", False),
    ("leaders", LARGE, "en-gb", False),
    ("frontline", NORMAL, "cy", False),
    ("young-people", NORMAL, "en-gb", False),
    ("parents", LARGE, "en-gb", True),
    ("young-people", NORMAL, "cy", True),
    ("children", NORMAL, "en-gb", True),
    ("children", LARGE, "cy", True),
]
LONG = "Ynys y Cŵn and the Fifteen Parishes Safeguarding Children Partnership of the Northern Uplands and Valleys"
HOSTILE = "*bold* #panic() $x$ <tag> 😀 e\u0301\n" + "W" * 90


@dataclass(frozen=True)
class Sheet:
    """A PDF, what it was made from, and its text."""

    pdf: bytes
    wanted: Print
    text: str
    boxes: str

    @property
    def flat(self) -> str:
        return re.sub(r"[\s\u200b]+", "", self.text)


def scene() -> Assessment:
    partnership = make_partnership(LONG)
    for nth, audience in enumerate(("young-people", "parents", "children"), start=5):
        partnership.staff_groups.create(key=audience, name=audience.capitalize(), audience=audience, order=nth)
    partnership.help_now = "Valley duty team: 01632 960001"
    partnership.save()
    return make_assessment(partnership, Stage.OPEN, purpose=HOSTILE)


@cache
def made(group: str, size: str, language: str, easy: bool) -> Sheet:
    """Each version once: the tests only read it."""
    assessment = scene()
    change_return_note(
        assessment=assessment, return_to="The box in the staff room\n1 High Street", return_by=date(2027, 7, 9), by=None
    )
    wanted = Print(assessment, assessment.partnership.staff_groups.get(key=group), size, language, easy, ONLINE)
    with translation.override(language):
        what_is_printed(wanted)
    pdf = questionnaire_as_pdf(wanted)
    return Sheet(pdf, wanted, _poppler(pdf, "-layout"), _poppler(pdf, "-bbox"))


def _poppler(pdf: bytes, how: str) -> str:
    return subprocess.run(["pdftotext", how, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture(params=VERSIONS, ids=lambda version: "-".join(map(str, version)))
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return made(*request.param)


def questions_of(wanted: Print) -> list[Question]:
    with translation.override(wanted.language):
        themes = asked_themes(wanted.assessment.framework, wanted.staff_group.audience)
        return [question for theme in themes for question in theme.questions]


def tags(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    stack = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            yield element
        children = element.get("/K", [])
        stack.extend(reversed(list(children)) if isinstance(children, pikepdf.Array) else [children])


def test_it_is_tagged_titled_and_in_its_language(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower() == sheet.wanted.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert LONG in metadata["dc:title"]
        assert all([round(float(edge)) for edge in page.MediaBox] == [0, 0, 595, 842] for page in pdf.pages)


def test_the_code_to_scan_has_words_and_nothing_else_pretends_to_be_a_picture(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        figures = [tag for tag in tags(pdf) if tag.S == "/Figure"]
        assert len(figures) == 1
        assert ONLINE.address in str(figures[0].Alt)
    assert "ABCD-2345" in sheet.text


def test_headings_follow_one_another_without_a_gap(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        kinds = [str(tag.S) for tag in tags(pdf)]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert len(levels) > 10
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_sentence_is_there_in_the_order_of_the_framework(sheet: Sheet) -> None:
    with_pictures = sheet.wanted.easy
    raw = re.sub(r"[\s\u200b]+", "", _poppler(sheet.pdf, "-raw"))
    reached = 0
    for question in questions_of(sheet.wanted):
        parts = [question.low, question.high]
        if with_pictures and question.words:
            parts = [one.words for one in (*question.words.fragmented, *question.words.reformed)]
        for sentence in parts:
            found = raw.find(re.sub(r"\s+", "", sentence.replace("'", "’").replace('"', "")), reached)
            found = found if found >= 0 else raw.find(re.sub(r"\s+", "", sentence), reached)
            assert found >= reached, sentence
            reached = found
    printed = what_is_printed(sheet.wanted) if sheet.wanted.language == "en-gb" else {"promises": [], "how": []}
    for sentence in (*printed["promises"], *printed["how"]):
        assert re.sub(r"\s+", "", sentence) in raw


def test_what_is_typed_by_people_stands_there_as_typed(sheet: Sheet) -> None:
    assert "#panic()" in sheet.text
    assert "W" * 90 in sheet.flat
    assert "Theboxinthestaffroom1HighStreet" in sheet.flat
    if sheet.wanted.language == "en-gb":
        assert "9July2027" in sheet.flat


def test_nothing_is_cut_and_nothing_leaves_the_page(sheet: Sheet) -> None:
    words = re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<', sheet.boxes)
    assert len(words) > 150
    for left, top, right, bottom, word in words:
        assert float(left) >= 45, word
        assert float(right) <= 550, word
        assert float(top) >= 15, word
        assert float(bottom) <= 832, word


def test_no_question_is_on_two_pages(sheet: Sheet) -> None:
    pages = [re.sub(r"[\s\u200b]+", "", page) for page in _poppler(sheet.pdf, "-raw").split("\f")]
    for question in questions_of(sheet.wanted):
        if sheet.wanted.easy and question.words:
            first, last = question.words.fragmented[0].words, question.words.reformed[-1].words
        else:
            first, last = question.low, question.high
        together = [page for page in pages if _flat(first) in page and _flat(last) in page]
        assert together, question.name


def _flat(words: str) -> str:
    return re.sub(r"\s+", "", words)


def test_pages_say_which_they_are_and_have_room_for_the_office(sheet: Sheet) -> None:
    with translation.override(sheet.wanted.language):
        page_of, office = gettext("Page {page} of {pages}"), gettext("Office use: sheet no.")
    with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
        pages = len(pdf.pages)
    for number in range(1, pages + 1):
        assert page_of.format(page=number, pages=pages) in sheet.text
    assert sheet.text.count(office) == pages


def test_large_print_is_large(tmp_path: Path) -> None:
    assert _sizes(made("leaders", LARGE, "en-gb", False).pdf, tmp_path) >= 18
    assert 10 <= _sizes(made("frontline", NORMAL, "en-gb", False).pdf, tmp_path) < 18


def _sizes(pdf: bytes, folder: Path) -> float:
    """The smallest type between the header and the footer, in points."""
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", path], capture_output=True, check=True, text=True
    ).stdout
    sizes = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', xml))
    texts = re.findall(r'<text top="(\d+)" left="\d+" width="\d+" height="\d+" font="(\d+)">', xml)
    return min(float(sizes[font]) for top, font in texts if 70 < int(top) < 780)


def test_young_people_and_parents_are_not_asked_where_they_work() -> None:
    assert "Which sector" in made("frontline", NORMAL, "en-gb", False).text
    young = made("young-people", NORMAL, "en-gb", False).text
    assert "sector" not in young
    assert "Not about me, or I’d rather not say" in young
    assert "Childline: 0800 1111" in young
    assert "Valley duty team: 01632 960001" in young


def test_childrens_paper_speaks_to_the_grown_up_and_has_three_faces_and_no_room_for_words() -> None:
    said = " ".join(made("children", NORMAL, "en-gb", True).text.split())
    for words in (
        *("Do this with a grown-up you trust", "has to say yes before the child takes part", "For the grown-up"),
        *("do not answer for the child", "In the middle", "I do not want to say", "NSPCC helpline: 0808 800 5000"),
    ):
        assert words in said, words
    assert said.count("In the middle") == 6
    for absent in ("Half and half", "Do you want to add anything?", "names, addresses", "sector"):
        assert absent not in said, absent
    printed = what_is_printed(made("children", NORMAL, "en-gb", True).wanted)
    as_usual = what_is_printed(Print(printed_for := scene(), printed_for.partnership.staff_groups.get(key="children")))
    assert len(printed["faces"]) == len(printed["points"]) == 3
    assert all(one["picture"] for theme in as_usual["themes"] for each in theme["questions"] for one in each["low"])
    assert offers_easy_words(printed_for, printed_for.partnership.staff_groups.get(key="young-people"))
    assert not offers_easy_words(printed_for, printed_for.partnership.staff_groups.get(key="children"))


def test_paper_is_as_honest_as_it_can_be() -> None:
    said = " ".join(made("frontline", NORMAL, "en-gb", False).text.split())
    assert "Whoever opens the envelope and types your answers in sees this paper and your writing" in said
    assert "Then the paper is destroyed." in said


def test_without_a_link_or_a_note_the_paper_says_nothing_of_them() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    group = assessment.partnership.staff_groups.get(key="frontline")
    text = _poppler(questionnaire_as_pdf(Print(assessment, group)), "-raw")
    for absent in ("Rather online?", "Give it back", "When you have finished", "None"):
        assert absent not in text


def test_own_names_of_themes_are_printed() -> None:
    assessment = make_assessment()
    assessment.partnership.theme_names.create(theme="complementary-roles", name="Pulling together")
    group = assessment.partnership.staff_groups.get(key="frontline")
    assert "Pulling together" in _poppler(questionnaire_as_pdf(Print(assessment, group)), "-raw")


def test_welsh_says_ti_to_young_people_alone() -> None:
    young, staff = made("young-people", NORMAL, "cy", True).text, made("frontline", NORMAL, "cy", False).text
    with translation.override("cy"):
        familiar = translation.pgettext("ti", "Do not write your name.")
        formal = translation.gettext("Do not write your name.")
        assert familiar != formal
        office = translation.gettext("Office use: sheet no.")
    assert familiar in young
    assert formal not in young
    assert office in staff
    assert "Office use" not in staff


def test_easy_words_are_for_families_alone() -> None:
    assessment = scene()
    groups: dict[str, StaffGroup] = {group.key: group for group in assessment.partnership.staff_groups.all()}
    assert [has_easy_words(assessment, groups[key]) for key in ("frontline", "parents")] == [False, True]


def test_the_same_day_gives_the_same_bytes() -> None:
    assessment = make_assessment()
    wanted = Print(assessment, assessment.partnership.staff_groups.get(key="leaders"), online=ONLINE)
    assert questionnaire_as_pdf(wanted) == questionnaire_as_pdf(wanted)
