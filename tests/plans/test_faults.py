"""Files that cannot be imported: every fault by line and column, and nothing taken in."""

from __future__ import annotations

import io

import pytest

from oneworkforce.plans.importing import read_plan
from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.vocabulary import Vocabulary, vocabulary_of
from oneworkforce.tables.faults import TableRefused
from tests.factories import make_assessment
from tests.tables.files import xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary() -> Vocabulary:
    return vocabulary_of(make_assessment())


def faults_of(data: bytes | str, vocabulary: Vocabulary) -> list[str]:
    with pytest.raises(TableRefused) as found:
        lines_of(data, vocabulary)
    return found.value.told("plan.csv")


def lines_of(data: bytes | str, vocabulary: Vocabulary) -> list[PlannedActivity]:
    return read_plan(io.BytesIO(data.encode() if isinstance(data, str) else data), vocabulary).lines


def test_every_fault_is_named_by_line_and_column(vocabulary: Vocabulary) -> None:
    file = (
        "activity,method,themes,groups,state\n"
        '"Two\nlines",poll,9;Complementary roles;Teamwork,,\n'
        " ,,,The Board,begun\n"
        "Fine,survey,1,health,done\n"
    )
    faults = faults_of(file, vocabulary)
    assert [fault.rsplit(": ", 1)[0].split(": “")[0] for fault in faults] == [
        "plan.csv:2: method", "plan.csv:2: themes", "plan.csv:2: themes",
        "plan.csv:4: activity", "plan.csv:4: groups", "plan.csv:4: state",
    ]  # fmt: skip
    assert "“Teamwork”" in faults[2]
    assert "participants" in faults[4]


@pytest.mark.parametrize(
    ("data", "begins", "says"),
    [
        (b"", "plan.csv:1: ", "empty"),
        (b"\xef\xbb\xbf\r\n", "plan.csv:1: ", "empty"),
        (b"activity\n", "plan.csv:1: ", "no line"),
        (b"when,lead\n1 May,x\n", "plan.csv:1: activity: ", "missing"),
        (b"activity,Activity \nx,y\n", "plan.csv:1: activity: ", "twice"),
        (b"activity,colour\nx,red\n", "plan.csv:1: “colour”: ", "no column"),
        (b"activity,lead\nfine,A\nMeet, greet,B\n", "plan.csv:3: ", "has 3 cells, and the names of the columns 2"),
        (b"activity,lead\nMeet\n", "plan.csv:2: ", "has 1 cell, and the names of the columns 2"),
        (b"activity,\nMeet,lost\n", "plan.csv:2: ", "no name"),
        (b'activity\nfine\n"never closed\nend\n', "plan.csv:3: ", "quotation mark"),
        (b'activity\n"a"b\n', "plan.csv:2: ", "quotation mark"),
        (b"activity\nSpring \x81\n", "plan.csv:2: ", "not a text file"),
        ("activity\nMeet\n".encode("utf-16")[:-1], "plan.csv:2: ", "UTF-16, but it breaks off"),
        (b"PK\x03\x04\x14\0\x06\0", "plan.csv:1: ", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.csv:1: ", "older kind (.xls)"),
        (b"%PDF-1.7\n%\xe2\xe3", "plan.csv:1: ", "a PDF"),
        (b"activity\nFine\nMe\0et\n", "plan.csv:3: ", "not a text file"),
        (b"activity\n" + b"x" * 5001, "plan.csv:2: activity: ", "5,001 characters"),
        (b"activity,when\nx," + b"y" * 201, "plan.csv:2: when: ", "longest allowed is 200"),
        (b"activity\n" + b"x" * 200_000, "plan.csv:2: ", "cannot be told apart"),
        (b"activity\n" + b"Meet\n" * 5_001, "plan.csv:5002: ", "at most 5,000 lines"),
    ],
)
def test_what_cannot_be_read_is_said_clearly(vocabulary: Vocabulary, data: bytes, begins: str, says: str) -> None:
    (fault,) = faults_of(data, vocabulary)
    assert fault.startswith(begins)
    assert says in fault


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf Activity ,THEMES\nMeet,1;2\n",
        b"Themes;activity\n\"1;2\";Meet\n",
        b"themes\tactivity\n1;2\tMeet\n",
        b"\n\nactivity,themes\n\nMeet,1; 2 ;\n,\n",
        b"activity,themes,\r\nMeet,2;1;1,\r\n",
        b"Our plan\n\nactivity,themes\nMeet,1;2,,,\n",
        "activity,themes\nMeet,1;2\n".encode("utf-16"),
        "activity,themes\nMeet,1;2\n".encode("utf-16-le"),
        "activity,themes,lead\nMeet,1;2,Zoë\n".encode("cp1252"),
        xlsx_of(("Activity", "Themes"), ("Meet", "1;2"), (None, "")),
    ],
)  # fmt: skip
def test_forgives_what_spreadsheets_do(vocabulary: Vocabulary, data: bytes) -> None:
    (line,) = lines_of(data, vocabulary)
    assert line.activity == "Meet"
    assert line.themes == ["shared-identity-and-purpose", "common-values-and-language"]


@pytest.mark.parametrize(
    ("progress", "state", "read"),
    [
        ("Complete", "", "done"), ("done, see notes", "", "done"), ("Completely lost", "", "planned"),
        ("Complete", "under way", "under way"), ("", "", "planned"),
    ],
)  # fmt: skip
def test_progress_says_the_state_when_nothing_else_does(
    vocabulary: Vocabulary, progress: str, state: str, read: str
) -> None:
    (line,) = lines_of(f'activity,progress,state\nx,"{progress}",{state}\n', vocabulary)
    assert line.state == read
