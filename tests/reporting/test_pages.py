"""The report's pages and the command."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from lxml import html

from oneworkforce.accounts.models import Event, User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.partnerships.roles import Role
from oneworkforce.reporting.actions import write_sections
from oneworkforce.reporting.commands import report as command
from oneworkforce.reporting.files import report_as
from oneworkforce.reporting.sections import all_sections
from oneworkforce.ui import assets
from tests.factories import make_member, make_partnership

SignedIn = Callable[[User], Client]


def _address(name: str, assessment: Assessment) -> str:
    return reverse(name, kwargs={"partnership": assessment.partnership.key, "assessment": assessment.key})


@pytest.fixture
def officer(full: Assessment, signed_in: SignedIn) -> Client:
    return signed_in(make_member(full.partnership))


def _typed(page: bytes) -> dict[str, str]:
    """The form of a page as a browser would send it untouched."""
    form = html.fromstring(page).xpath("//form[.//textarea]")[0]
    # A browser drops the line break with which a text box opens.
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def test_the_page_has_every_section_its_headings_in_order_and_words_for_every_picture(
    full: Assessment, officer: Client
) -> None:
    page = html.fromstring(officer.get(_address("report", full)).content)
    assert [one.get("id") for one in page.xpath("//section/h2")] == [section.key for section in all_sections()]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    pictures = page.xpath("//main//figure/*[name()='svg']")
    assert len(pictures) == 10
    assert all(len(picture.xpath("./*[name()='title']")[0].text) > 5 for picture in pictures)
    targets = [link.get("href")[1:] for link in page.xpath("//nav[@aria-labelledby='contents']//a")]
    assert all(page.xpath(f"//*[@id='{target}']") for target in targets)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_report_names_who_developed_the_framework(full: Assessment, officer: Client) -> None:
    words = " ".join(html.fromstring(officer.get(_address("report", full)).content).text_content().split())
    assert framework_of(full).acknowledgement.strip() in words


def test_nothing_typed_becomes_markup(hostile: Assessment, signed_in: SignedIn) -> None:
    client = signed_in(make_member(hostile.partnership))
    for page in (client.get(_address("report", hostile)).content.decode(), report_as("html", hostile).decode()):
        assert "<script>alert" not in page
        assert "<svg/onload" not in page
        assert not re.search(r"<style|\sstyle=", page)


@pytest.mark.parametrize("section", [section.key for section in all_sections()])
def test_a_section_left_out_is_absent(full: Assessment, section: str) -> None:
    full.report_sections.create(section=section, left_out=True)
    page = html.fromstring(report_as("html", full))
    assert not page.xpath(f"//*[@id='{section}']")
    assert not page.xpath(f"//a[@href='#{section}']")
    assert len(page.xpath("//section/h2")) == len(all_sections()) - 1


def test_words_are_kept_and_our_own_suggestions_are_not_copied(full: Assessment, officer: Client) -> None:
    address = _address("report-edit", full)
    typed = _typed(officer.get(address).content)
    typed |= {"goals-words": "First.\r\n\r\nSecond <b>.", "actions-left_out": "on"}
    assert officer.post(address, typed).status_code == 302
    kept = {row.section: (row.words, row.left_out) for row in full.report_sections.all()}
    assert kept["goals"] == ("First.\n\nSecond <b>.", False)
    assert kept["actions"] == ("", True)
    assert "introduction" not in kept
    assert Event.objects.filter(what="report's words changed", details__sections=["actions", "goals"]).count() == 1
    page = officer.get(_address("report", full)).content.decode()
    assert "Second &lt;b&gt;." in page


def test_two_people_who_write_different_sections_do_not_undo_each_other(full: Assessment, officer: Client) -> None:
    address = _address("report-edit", full)
    first, second = _typed(officer.get(address).content), _typed(officer.get(address).content)
    officer.post(address, first | {"goals-words": "Goals of the first."})
    officer.post(address, second | {"credits-words": "Thanks from the second."})
    kept = dict(full.report_sections.values_list("section", "words"))
    assert kept["goals"] == "Goals of the first."
    assert kept["credits"] == "Thanks from the second."


@pytest.mark.parametrize("section", ["goals", "children-and-families"])
def test_nobody_undoes_words_without_having_seen_them(full: Assessment, officer: Client, section: str) -> None:
    address, box = _address("report-edit", full), f"{section}-words"
    first, second = _typed(officer.get(address).content), _typed(officer.get(address).content)
    officer.post(address, first | {box: "Words <b>of the first."})
    answer = officer.post(address, second | {box: "Words of the second.", "credits-words": "Thanks."})
    assert answer.status_code == 200
    assert dict(full.report_sections.values_list("section", "words")) == {
        "children-and-families": "Forty young people planned and led two workshops. Parents and carers met at three "
        "family hubs.",
        section: "Words <b>of the first.",
    }
    page, typed = html.fromstring(answer.content), _typed(answer.content)
    assert (typed[box], typed["credits-words"]) == ("Words of the second.", "Thanks.")
    assert page.xpath(f"//*[@data-module='error-summary']//a[@href='#id_{box}']")
    assert "Words <b>of the first." in page.xpath("//*[@class='govuk-inset-text']")[0].text_content()
    assert officer.post(address, typed).status_code == 302
    kept = dict(full.report_sections.values_list("section", "words"))
    assert (kept[section], kept["credits"]) == ("Words of the second.", "Thanks.")


def test_the_same_words_from_two_tabs_are_no_fault(full: Assessment, officer: Client) -> None:
    address = _address("report-edit", full)
    typed = _typed(officer.get(address).content) | {"goals-words": "Ours.\r\n\r\nBoth times."}
    assert [officer.post(address, typed).status_code for _time in range(2)] == [302, 302]


def test_the_report_of_an_archived_assessment_stays_as_it_is(full: Assessment, officer: Client) -> None:
    Assessment.objects.filter(pk=full.pk).update(stage=Stage.ARCHIVED)
    where = {"partnership": full.partnership.key, "assessment": full.key}
    before = list(full.report_sections.values())
    page = officer.post(reverse("report-edit", kwargs=where), {"introduction": "New words"}, follow=True)
    assert "its report stays as it is" in page.content.decode()
    assert "Edit the words" not in page.content.decode()
    full.refresh_from_db()
    with pytest.raises(WrongStage):
        write_sections(assessment=full, changes={"introduction": {"words": "New words"}}, by=None)
    assert list(full.report_sections.values()) == before


def test_an_emptied_box_goes_back_to_our_words(full: Assessment, officer: Client) -> None:
    full.report_sections.create(section="goals", words="Ours.")
    address = _address("report-edit", full)
    officer.post(address, _typed(officer.get(address).content) | {"goals-words": "  "})
    assert full.report_sections.get(section="goals").words == ""
    assert b"how far we want to come" in officer.get(_address("report", full)).content


def test_an_error_keeps_everything_typed(full: Assessment, officer: Client) -> None:
    address = _address("report-edit", full)
    typed = _typed(officer.get(address).content) | {"goals-words": "x" * 10001, "credits-words": "Keep me."}
    page = officer.post(address, typed).content
    assert _typed(page)["credits-words"] == "Keep me."
    assert html.fromstring(page).xpath("//a[@href='#id_goals-words']")


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 200), (Role.SIGNATORY, 403), (Role.VIEWER, 403)])
def test_only_who_may_write_the_report_meets_its_form(
    full: Assessment, signed_in: SignedIn, role: Role, status: int
) -> None:
    client = signed_in(make_member(full.partnership, role))
    assert client.get(_address("report-edit", full)).status_code == status
    page = client.get(_address("report", full))
    assert page.status_code == 200
    assert (b"Edit the words" in page.content) == (status == 200)


def test_another_partnership_meets_nothing(full: Assessment, signed_in: SignedIn) -> None:
    stranger = signed_in(make_member(make_partnership()))
    for name in ("report", "report-edit", "report-pdf"):
        assert stranger.get(_address(name, full)).status_code == 404


def test_the_pdf_comes_as_a_file_with_a_name(full: Assessment, officer: Client) -> None:
    answer = officer.get(_address("report-pdf", full))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{full.key}-report.pdf"'


@pytest.mark.parametrize(("ending", "start"), [(".pdf", b"%PDF-"), (".HTML", b"<!DOCTYPE html>")])
def test_the_command_writes_a_file(full: Assessment, tmp_path: Path, ending: str, start: bytes) -> None:
    path = tmp_path / f"report{ending}"
    path.write_bytes(b"old")
    done = CliRunner().invoke(command, [full.key, "-o", str(path)])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert path.read_bytes().startswith(start)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["report.docx", "report", "report.pdf.txt"])
def test_the_command_refuses_other_endings(full: Assessment, tmp_path: Path, name: str) -> None:
    done = CliRunner().invoke(command, [full.key, "-o", str(tmp_path / name)])
    assert done.exit_code == 1
    assert ".html or .pdf" in done.stderr
    assert not list(tmp_path.iterdir())


def _no_space(*_given: object) -> bytes:
    raise OSError(28, "No space left on device")


def test_the_file_needs_no_stylesheet_beside_it(full: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    CliRunner().invoke(command, [full.key, "-o", str(path)])
    (inside,) = re.findall(r"base64,([\w+/=]+)", path.read_text())
    rules = base64.b64decode(inside).decode()
    assert rules.startswith((assets.BUILT.parent / assets.manifest()["ui/staff.css"]).read_text())
    assert ".theme-complementary-roles{--theme:#" in rules


def test_a_box_says_what_it_is_for(full: Assessment, officer: Client) -> None:
    page = unescape(officer.get(_address("report-edit", full)).content.decode())
    helped = [box.help for section in all_sections() for box in section.more_words if box.help]
    assert helped
    for words in helped:
        assert str(words) in page


def test_the_command_says_what_is_wrong(full: Assessment, tmp_path: Path, monkeypatch: Any) -> None:
    nowhere = CliRunner().invoke(command, [full.key, "-o", str(tmp_path / "no" / "report.html")])
    assert nowhere.exit_code == 1
    assert "could not be written" in nowhere.stderr
    assert "Putting" not in nowhere.stderr, "the fault is found before the work"
    (tmp_path / "folder.pdf").mkdir()
    folder = CliRunner().invoke(command, [full.key, "-o", str(tmp_path / "folder.pdf")])
    assert (folder.exit_code, "it is a folder" in folder.stderr) == (1, True)
    assert "Putting" not in folder.stderr
    with monkeypatch.context() as full_disk:
        full_disk.setattr("oneworkforce.reporting.commands.report_as", _no_space)
        there = CliRunner().invoke(command, [full.key, "-o", str(tmp_path / "report.html")])
    assert there.exit_code == 1
    assert "report.html” could not be written: No space left on device." in there.stderr
    unknown = CliRunner().invoke(command, ["nothing", "-o", str(tmp_path / "report.html")])
    assert unknown.exit_code == 1
    assert "nothing" in unknown.stderr
