"""Answers from a file: what is taken, and every way in which a file can be wrong, said by line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load
from oneworkforce.gathering.questionnaires.commands import answers
from oneworkforce.gathering.questionnaires.files.importing import read_answers
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.tables.faults import TableRefused
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import columns_of, open_assessment, released, send, waiting

pytestmark = pytest.mark.django_db

FRAMEWORK = load("one-childrens-workforce")
FIRST, SECOND = (dimension.id for dimension in FRAMEWORK.dimensions[:2])
NOT_FOR_FRONTLINE = FRAMEWORK.dimensions[FRAMEWORK.asked("frontline").index(False)].id
HEADER = f"staff_group,sector,locality,{FIRST},{SECOND}"


@pytest.fixture
def assessment() -> Assessment:
    return open_assessment()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def faults_of(file: Path, assessment: Assessment, content: str | bytes) -> list[str]:
    """The faults of a file with this content; none means that it was read."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        read_answers(file, assessment)
    except TableRefused as refused:
        return [line.removeprefix("answers.csv:") for line in refused.told("answers.csv")]
    return []


def run_import(assessment: Assessment, file: Path) -> Result:
    return CliRunner().invoke(answers, ["import", assessment.key, str(file)])


def test_what_a_row_becomes(file: Path, assessment: Assessment) -> None:
    sector = FRAMEWORK.sectors[0]
    file.write_text(
        f"{HEADER}\n"
        f"frontline,{sector.id},north,1,dk\n"
        f"FRONTLINE , {sector.name.upper()},South, 5 ,NA\r\n"
        "\n"
        f'"Leaders and managers",,,,3\n',
        encoding="utf-8-sig",
    )
    read = read_answers(file, assessment)
    groups = {group.pk: group.key for group in assessment.partnership.staff_groups.all()}
    assert [(groups[group], *about, sheet[:2], set(sheet[2:])) for group, *about, sheet in read.rows] == [
        ("frontline", sector.id, "north", "1d", {".", "-"}),
        ("frontline", sector.id, "south", "5n", {".", "-"}),
        ("leaders", "", "", ".3", {"."}),
    ]
    assert len(read.absent) == 42


def test_columns_may_come_in_any_order_and_about_columns_may_be_absent(file: Path, assessment: Assessment) -> None:
    file.write_text(f"{SECOND},Staff_Group\n4,frontline\n")
    read = read_answers(file, assessment)
    assert read.rows[0][3][:2] == ".4"
    assert {"sector", "locality", FIRST} <= set(read.absent)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("nobody,,,3,3", "2: staff_group: “nobody” is not known. Known here: frontline, leaders."),
        (",,,3,3", "2: staff_group: There is nothing here"),
        ("frontline,mining,,3,3", "2: sector: “mining” is not known. Known here: "),
        ("frontline,,atlantis,3,3", "2: locality: “atlantis” is not known. Known here: north, south."),
        ("frontline,,,6,3", f"2: {FIRST}: “6” is not an answer. Give 1, 2, 3, 4, 5, dk, na or nothing."),
        ("frontline,,,3,3.0", f"2: {SECOND}: “3.0” is not an answer"),
        ("frontline,,,=1+1,3", f"2: {FIRST}: “=1+1” is not an answer"),
        ("frontline,,,d,3", f"2: {FIRST}: “d” is not an answer"),
        ("frontline,,,-,3", f"2: {FIRST}: “-” is not an answer"),
        ("frontline,,,.,3", f"2: {FIRST}: “.” is not an answer"),
        ("frontline,,,٣,3", f"2: {FIRST}: “٣” is not an answer"),
        ("frontline,,,,", "2: There is no answer in this line."),
        ("frontline,,, , ", "2: There is no answer"),
        ("frontline,,,3", "2: This line has 4 cells, and the names of the columns 5."),
        ("frontline,,,3,3,4", "2: This line has 6 cells, and the names of the columns 5."),
        ('frontline,,,"3,3', "2: The cells of this line cannot be told apart"),
        ('frontline,,,"3"x,3', "2: The cells of this line cannot be told apart"),
        ("frontline,,,3\x00,3", "2: This is not a text file"),
        ("frontline,,," + "3" * 200_000 + ",3", "2: The cells of this line cannot be told apart"),
        ("frontline,,," + "3" * 1_000_001 + ",3", "2: This line is longer than a million characters"),
    ],
)
def test_a_faulty_row(file: Path, assessment: Assessment, row: str, expected: str) -> None:
    faults = faults_of(file, assessment, f"{HEADER}\n{row}\n")
    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_an_answer_to_what_a_group_is_not_asked(file: Path, assessment: Assessment) -> None:
    header = f"staff_group,{FIRST},{NOT_FOR_FRONTLINE}"
    assert faults_of(file, assessment, f"{header}\nfrontline,3,dk\nleaders,3,3\nfrontline,3,\n") == [
        f"2: {NOT_FOR_FRONTLINE}: This staff group is not asked this. Empty the cell."
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            f"sector,locality,{FIRST}",
            ["1: staff_group: This column is missing: it says which"],
        ),
        (f"staff_group,sectr,{FIRST}", ["1: “sectr”: There is no column of this name. Did you mean “sector”?"]),
        (
            f"staff_group,{FIRST}s",
            [f"1: “{FIRST}s”: There is no column of this name. Did you mean “{FIRST}”?", "1: No column has the id"],
        ),
        (f"staff_group,{FIRST},{FIRST}", [f"1: {FIRST}: This column is there twice"]),
        (f"staff_group,sector,SECTOR,{FIRST}", ["1: sector: This column is there twice"]),
        (f"staff_group,,{FIRST}", ["1: column 2: This column has no name"]),
        ("staff_group,sector", ["1: No column has the id of a dimension"]),
        (f"sector;{FIRST}", ["1: “sector;shared", "1: staff_group: This column is missing"]),
        (f"staff_group|sector|{FIRST}", ["1: “staff_group|sector|", "1: staff_group: This column is missing"]),
    ],
)
def test_a_faulty_header(file: Path, assessment: Assessment, header: str, expected: list[str]) -> None:
    faults = faults_of(file, assessment, f"{header}\nfrontline,1,1,1,1\n")
    assert [fault.startswith(start) for fault, start in zip(faults, expected, strict=False)] == [True] * len(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1: The file is empty"),
        (b"\n\n", "1: The file is empty"),
        (HEADER.encode() + b"\n", "1: There are no answers below the names"),
        (HEADER.encode() + b"\nfrontline,,\x81 \x8d,3,3\n", "2: This is not a text file"),
        (HEADER.encode("utf-16")[:-1], "1: The file says that it is saved as UTF-16, but it breaks off"),
        (HEADER.encode("utf-32")[:-1], "1: The file says that it is saved as UTF-32"),
        (b"PK\x03\x04 the rest of a workbook", "1: This workbook cannot be read: it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 the rest of an older one", "1: This is a file of an older kind (.xls)"),
        (b"%PDF-1.7\n%\xe2\xe3", "1: This is a PDF. Save the spreadsheet that it was made from as XLSX"),
        (bytes(range(256)), "2: This is not a text file"),
    ],
)
def test_a_file_that_is_no_table(file: Path, assessment: Assessment, content: bytes, expected: str) -> None:
    faults = faults_of(file, assessment, content)
    assert faults[0].startswith(expected)


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
def test_semicolons_or_tabs_between_cells(file: Path, assessment: Assessment, mark: str, start: str) -> None:
    file.write_text(f"{start}{HEADER}\nleaders,health,north,1,dk\n".replace(",", mark), encoding="utf-8")
    ((_group, sector, locality, sheet),) = read_answers(file, assessment).rows
    assert (sector, locality, sheet[:2]) == ("health", "north", "1d")


def test_a_semicolon_in_a_cell_between_commas_is_a_semicolon(file: Path, assessment: Assessment) -> None:
    faults = faults_of(file, assessment, f"{HEADER}\nfrontline,,no;where,3,3\n")
    assert faults[0].startswith("2: locality: “no;where” is not known")


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (1, "south."),
        (2, "south. Lines: 2, 3."),
        (5, "south. Lines: 2, 3, 4, 5, 6."),
        (1_412, "south. Lines: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,402 more."),
    ],
)
def test_what_is_wrong_in_many_lines_is_said_once(file: Path, assessment: Assessment, lines: int, ends: str) -> None:
    (first, last) = faults_of(
        file, assessment, f"{HEADER}\n" + "frontline,,atlantis,3,3\n" * lines + "frontline,,,3,9\n"
    )
    assert first == f"2: locality: “atlantis” is not known. Known here: north, {ends}"
    assert last.startswith(f"{lines + 2}: {SECOND}: “9” is not an answer")


def test_every_fault_is_named_and_lines_are_counted_as_an_editor_does(file: Path, assessment: Assessment) -> None:
    content = f'{HEADER}\n\nfrontline,,"no\nwhere",9,3\nfrontline,,,3,3\nnobody,,,3,x\n'
    assert [fault.split(": ")[:2] for fault in faults_of(file, assessment, content)] == [
        ["3", "locality"],
        ["3", FIRST],
        ["6", "staff_group"],
        ["6", SECOND],
    ]


def test_after_a_hundred_faults_reading_stops(file: Path, assessment: Assessment) -> None:
    file.write_text(f"{HEADER}\n" + "".join(f"frontline,,,{9 + row},3\n" for row in range(200)))
    result = run_import(assessment, file)
    assert result.exit_code == 1
    assert result.stderr.count("is not an answer") == 100
    assert "these are the first 100 faults" in result.stderr


def test_one_fault_and_nothing_comes_in(file: Path, assessment: Assessment) -> None:
    events = Event.objects.count()
    file.write_text(f"{HEADER}\n" + "frontline,,,3,3\n" * 30 + "frontline,,,3,7\n")
    result = run_import(assessment, file)
    assert result.exit_code == 1
    assert f"{file}:32: {SECOND}: “7” is not an answer" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert "Traceback" not in result.output
    assert not Draft.objects.exists()
    assert not Sheet.objects.exists()
    assert Event.objects.count() == events


def test_what_comes_in_waits_with_the_others_and_is_released_with_them(file: Path, assessment: Assessment) -> None:
    for _person in range(4):
        send(assessment)
    file.write_text(f"{HEADER}\n" + "frontline,,,3,3\n" * 8)
    result = run_import(assessment, file)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("8 people’s answers are in.")  # and no stray word of a progress bar
    assert (released(assessment), waiting(assessment)) == (7, 5)
    event = Event.objects.first()
    assert event is not None
    assert (event.what, event.details, event.by) == ("answers imported", {"people": 8}, None)


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.CLOSED, Stage.ARCHIVED])
def test_only_an_open_assessment_takes_answers(file: Path, stage: Stage) -> None:
    assessment = make_assessment(make_partnership(), stage)
    file.write_text(f"{HEADER}\nfrontline,,,3,3\n")
    result = run_import(assessment, file)
    assert result.exit_code == 1
    assert "so you can’t give or import answers" in result.stderr
    assert not Draft.objects.exists()


def test_an_unknown_assessment_or_file(file: Path, assessment: Assessment) -> None:
    file.write_text(f"{HEADER}\nfrontline,,,3,3\n")
    result = CliRunner().invoke(answers, ["import", "nothing-like-it", str(file)])
    assert result.exit_code == 1
    assert "There is no assessment “nothing-like-it”" in result.stderr
    assert CliRunner().invoke(answers, ["import", assessment.key, str(file) + "x"]).exit_code == 2


def test_a_full_file_has_nothing_absent(file: Path, assessment: Assessment) -> None:
    file.write_text(",".join(columns_of(assessment)) + "\nleaders,,," + ",".join("3" * 44) + "\n")
    assert read_answers(file, assessment).absent == ()
