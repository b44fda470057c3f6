"""Whatever comes in, there are people or there are faults, and never anything else. No database."""

from __future__ import annotations

import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from oneworkforce.invitations.lists.reading.pasted import read_pasted
from oneworkforce.invitations.lists.reading.people import PeopleRead, read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.tables.faults import TableRefused
from tests.invitations.lists.files import DEFAULTS, HEADING, INES, OLA, names
from tests.tables.files import csv_of, xlsx_of

WORKBOOK = xlsx_of(HEADING, INES, OLA)
PARTS = sorted(zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist())
LIST = csv_of(HEADING, INES, OLA)
cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["Email", "Name", "Group", "leaders", "Helth", "ines@example.org", "=1", "", '"', "“", "#REF!", "ß@example.org"]
)


def either(data: bytes) -> None:
    """Read it, and hold what comes out against what is promised."""
    try:
        read = read_people(io.BytesIO(data), names(), DEFAULTS)
    except TableRefused as refusal:
        well_formed(refusal)
    else:
        usable(read)


def well_formed(refusal: TableRefused) -> None:
    assert 0 < len(refusal.faults) <= 100
    assert refusal.count >= len(refusal.faults)
    for fault in refusal.faults:
        assert fault.line >= 1
        assert fault.message.strip()
        assert "\n" not in fault.message
        assert len(fault.message) < 2000
        assert fault.lines


def usable(read: PeopleRead) -> None:
    emails = [person.email for person in read.people]
    assert emails
    assert len(set(emails)) == len(emails)
    for person in read.people:
        assert person.email == person.email.lower().strip()
        assert "@" in person.email
        assert person.staff_group in {"frontline", "leaders"}
        assert person.wave
        for text in (person.name, person.organisation, person.wave):
            assert not text.startswith(("=", "+", "-", "@"))
            assert "\n" not in text


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
def test_any_bytes(data: bytes) -> None:
    either(data)


@given(
    st.lists(st.lists(cells, max_size=6), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-be"]),
)
def test_any_cells(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    either(csv_of(*rows, delimiter=delimiter, encoding=encoding))


@given(st.lists(st.lists(cells, min_size=4, max_size=4), min_size=1, max_size=6))
def test_any_cells_under_good_headings(rows: list[list[str]]) -> None:
    either(csv_of((*HEADING, "Wave"), *rows))


@given(st.integers(0, len(LIST) - 1), st.binary(min_size=1, max_size=4))
def test_a_list_with_a_few_bytes_changed(place: int, changed: bytes) -> None:
    either(LIST[:place] + changed + LIST[place + len(changed) :])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(max_size=8), st.booleans())
def test_a_workbook_with_a_few_bytes_changed(place: int, changed: bytes, cut: bool) -> None:
    either(WORKBOOK[:place] + changed + (b"" if cut else WORKBOOK[place + len(changed) :]))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(PARTS), st.data())
def test_a_workbook_with_a_part_damaged(part: str, data: st.DataObject) -> None:
    """Damage inside a part, with everything around it whole, reaches the readers of XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                place = data.draw(st.integers(0, len(content) - 1))
                changed = data.draw(st.binary(max_size=6) | st.sampled_from([b"<", b"'", b"&x;", b"9999999999", b"-1"]))
                content = content[:place] + changed + content[place + len(changed) :]
            new.writestr(name, content)
    either(file.getvalue())


@given(st.text(max_size=300) | st.lists(cells, max_size=8).map("\n".join))
def test_any_pasted_text(text: str) -> None:
    try:
        usable(read_pasted(text, names(), Defaults(staff_group="leaders", wave="First wave")))
    except TableRefused as refusal:
        well_formed(refusal)
