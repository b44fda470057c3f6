"""Lists that cannot be used: each with its own message, line and column, and a remedy. No database."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from oneworkforce.invitations.lists.reading.pasted import read_pasted
from oneworkforce.invitations.lists.reading.people import MOST_PEOPLE, read_people
from oneworkforce.invitations.lists.reading.person import Defaults
from oneworkforce.tables.faults import Fault, TableRefused
from tests.invitations.lists.files import DEFAULTS, HEADING, INES, OLA, names
from tests.tables.files import bytes_of, csv_of, with_part, xlsx_of


def refusal(data: bytes) -> TableRefused:
    with pytest.raises(TableRefused) as found:
        read_people(io.BytesIO(data), names(), DEFAULTS)
    return found.value


def only(data: bytes) -> Fault:
    found = refusal(data)
    assert found.count == 1, found
    return found.faults[0]


def people(count: int) -> bytes:
    return csv_of(HEADING, *((f"Guest {n}", f"guest{n}@example.org", "frontline") for n in range(count)))


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "The file is empty"),
        (b"\xef\xbb\xbf\r\n , ,\r\n", 1, "The file is empty"),
        (csv_of(INES, OLA), 1, "The columns have no names: there is an address in this line already"),
        (csv_of(INES, OLA, delimiter=";"), 1, "The columns have no names"),
        (
            csv_of(("Name", "Post", "Group"), ("Ines", "Nurse", "frontline")),
            1,
            "No column is named “e-mail”. The columns are named: “Name”, “Post”, “Group”",
        ),
        (csv_of(HEADING), 1, "There is nobody under the names"),
        (xlsx_of(HEADING), 1, "There is nobody under the names"),
        (xlsx_of(), 1, "The sheet is empty"),
        (
            csv_of(("Name", "Email", "Group", "E-mail address"), (*INES, "i@example.org")),
            1,
            "There are 2 columns of e-mail addresses: “Email” and “E-mail address”. Keep the one to write to.",
        ),
        (
            csv_of(("Group", "Email", "Staff group"), ("leaders", "i@example.org", "leaders")),
            1,
            "These columns mean the same: “Group” and “Staff group”",
        ),
        (
            csv_of(HEADING, INES, encoding="utf-16")[:-1],
            2,
            "says that it is saved as UTF-16, but it breaks off or is damaged",
        ),
        (csv_of(HEADING, INES, encoding="utf-16-le")[:-1], 2, "looks like UTF-16, but it breaks off"),
        (b"\xff\xfe\x00\xd8\x00\xd8", 1, "says that it is saved as UTF-16"),
        (csv_of(HEADING, ("I\0", "i@example.org", "leaders")), 2, "This is not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 3, "This is not a text file"),
        (b"caf\xe9 \x81\x8d", 1, "This is not a text file"),
        (b"%PDF-1.7 \n", 1, "This is a PDF"),
        (b'Email,Group\r\n"i@example.org,leaders\r\n', 2, "cannot be told apart"),
        (b"Email\r\n" + b'"' + b"x" * 200_000 + b'"', 2, "cannot be told apart"),
    ],
)
def test_a_file_that_is_no_list(data: bytes, line: int, says: str) -> None:
    fault = only(data)
    assert says in fault.message
    assert fault.line == line


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        (("", "", "frontline"), "E-mail", "There is no address here"),
        (("I", "ines.example.org", "frontline"), "E-mail", "“ines.example.org” is not an e-mail address"),
        (("I", "i@example.org j@example.org", "frontline"), "E-mail", "give one to each line"),
        (("I", "i" * 250 + "@example.org", "frontline"), "E-mail", "is not an e-mail address"),
        (("I", "i@example.org", ""), "Staff group", "There is no staff group here"),
        (
            ("I", "i@example.org", "Front line staf"),
            "Staff group",
            "“Front line staf” is not a staff group of this partnership. Did you mean “Front-line staff and",
        ),
        (
            ("I", "i@example.org", "Xyzzy"),
            "Staff group",
            "Known here: “Front-line staff and their managers”, “Leaders and managers”.",
        ),
        (("I", "i@example.org", "leaders", "Helth"), "Sector", "“Helth” is not a sector. Did you mean “Health”?"),
        (
            ("I", "i@example.org", "leaders", "", "Nort"),
            "District",
            "is not a locality of this partnership. Did you mean “North”?",
        ),
        (
            ("I", "i@example.org", "leaders", "", "", "Klingon"),
            "Language",
            "“Klingon” is not a language that letters are written in. Known here: “English”, “Cymraeg”.",
        ),
        (("I", "i@example.org", "leaders", "", "", "", "both"), "Core or wider", "Write “core” or “wider”"),
        (("I" * 121, "i@example.org", "leaders"), "Name", "longer than 120 characters"),
        (("I", "i@example.org", "leaders", "", "", "", "", "W" * 81), "Wave", "longer than 80 characters"),
        (("=HYPERLINK(1)", "i@example.org", "leaders"), "Name", "is a formula"),
        (("+1", "i@example.org", "leaders"), "Name", "begins with “+”"),
        (("-1+2", "i@example.org", "leaders"), "Name", "begins with “-”"),
        (("I\x7fnes", "i@example.org", "leaders"), "Name", "“I?nes” has a character that cannot be seen"),
        (("I", "@SUM(A1)", "leaders"), "E-mail", "begins with “@”"),
        (("I", "i@example.org", "=A1"), "Staff group", "Paste the column as values, or take out the sign."),
        (("I", "i@example.org", "leaders", "", "", "", "", "＝1"), "Wave", "is a formula"),
        (("#REF!", "i@example.org", "leaders"), "Name", "a formula that fails"),
        (
            ("Moth", " Ines", "i@example.org", "leaders", "", "", "", "", "x"),
            "",
            "has 9 cells, and the names of the columns 8",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_that_cannot_be_used(kind: str, cells: tuple[str, ...], column: str, says: str) -> None:
    heading = (*HEADING, "Sector", "District", "Language", "Core or wider", "Wave")
    rows = (heading, (*INES,), cells)
    fault = only(csv_of(*rows) if kind == "csv" else xlsx_of(*rows))
    assert says in fault.message
    assert (fault.line, fault.column) == (3, column)


def test_a_line_parted_in_another_way() -> None:
    fault = only(csv_of(HEADING) + csv_of(INES, delimiter=";"))
    assert "has another mark between its cells" in fault.message
    assert fault.line == 2


def test_somebody_who_is_there_twice_is_named_with_both_lines() -> None:
    fault = only(csv_of(HEADING, INES, OLA, ("Someone", "INES@Example.org", "leaders")))
    assert fault.message == "“ines@example.org” is on line 2 already. Keep one of the two lines."
    assert (fault.line, fault.column) == (4, "E-mail")


def test_too_many_people_are_counted_and_both_numbers_said() -> None:
    message = only(people(50_000)).message
    assert "50,000 people in the list; at most 20,000" in message


def test_as_many_people_as_may_come_do() -> None:
    assert len(read_people(io.BytesIO(people(MOST_PEOPLE)), names(), DEFAULTS).people) == MOST_PEOPLE
    assert "20,001" in only(people(MOST_PEOPLE + 1)).message


def test_a_list_without_end_is_not_counted_to_its_end() -> None:
    assert "more than 200,000 people" in only(b"Email\r\n" + b"i@example.org\r\n" * 250_000).message


def test_the_same_fault_on_many_lines_is_said_once_with_their_numbers() -> None:
    rows = [("", f"g{n}@example.org", "Nurses") for n in range(500)]
    fault = only(csv_of(HEADING, *rows))
    assert fault.lines == "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 490 more"
    assert fault.at("people.csv").startswith("people.csv:2: Staff group: “Nurses” is not a staff group")
    assert only(csv_of(HEADING, *rows[:2])).lines == "2, 3"


def test_every_different_fault_is_counted_and_a_hundred_are_told_in_order() -> None:
    found = refusal(csv_of(HEADING, *(("", f"no address {n}", "Nurses") for n in range(300))))
    assert found.count == 301
    assert len(found.faults) == 100
    assert [fault.line for fault in found.faults] == sorted(fault.line for fault in found.faults)


def test_a_workbook_with_a_formula_is_refused_by_its_cell() -> None:
    fault = only(xlsx_of(HEADING, INES, ("Ola", '=CONCAT("ola","@example.org")', "leaders")))
    assert (fault.line, fault.column) == (3, "E-mail")
    assert "is a formula" in fault.message


def test_a_workbook_with_a_password() -> None:
    # What Excel makes of a workbook with a password is a compound file with a stream of this name.
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert "has a password" in only(data).message


def test_a_workbook_of_before_2007() -> None:
    assert "older kind (.xls)" in only(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)).message


def test_an_archive_that_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert "not an XLSX workbook" in only(file.getvalue()).message


@pytest.mark.parametrize("cut", [30, 200, 2000, 4000])
def test_a_workbook_that_breaks_off(cut: int) -> None:
    assert "cannot be read: it is damaged" in only(xlsx_of(HEADING, INES)[:cut]).message


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>"),
        ("xl/worksheets/sheet1.xml", b"not xml at all"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/styles.xml", b"<a>"),
    ],
)
def test_a_workbook_that_is_damaged_within(part: str, content: bytes) -> None:
    assert "damaged" in only(with_part(xlsx_of(HEADING, INES), part, content)).message


def test_a_small_file_that_would_unpack_to_a_huge_one_is_not_unpacked() -> None:
    data = with_part(xlsx_of(HEADING, INES), "xl/media/image1.bin", bytes(90 * 2**20))
    assert len(data) < 200_000
    assert "unpacks to 90 MB; it may have 80 MB" in only(data).message


def test_a_workbook_that_says_less_than_it_holds_is_damaged() -> None:
    data = xlsx_of(HEADING, *(("", f"g{n}@example.org", "leaders") for n in range(2000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    # The sizes in the list of contents, at the file's end, are what anybody would go by.
    place = data.rindex(part.filename.encode()) - 46 + 24
    assert int.from_bytes(data[place : place + 4], "little") == part.file_size
    assert "damaged" in only(data[:place] + (1000).to_bytes(4, "little") + data[place + 4 :]).message


def test_entities_within_entities_are_not_unpacked() -> None:
    nested = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    sheet = (
        f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'ines@example.org'>{nested}]>"
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>"
        "<c r='A1' t='inlineStr'><is><t>&e11;</t></is></c></row></sheetData></worksheet>"
    )
    assert refusal(with_part(xlsx_of(HEADING), "xl/worksheets/sheet1.xml", sheet.encode()))


@pytest.mark.parametrize("cell", ["XFD1", "A1048576", "A99999999999"])
def test_cells_far_away_cost_nothing(cell: str) -> None:
    row = "".join(character for character in cell if character.isdigit())
    sheet = (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        f"<row r='{row}'><c r='{cell}' t='inlineStr'><is><t>far</t></is></c></row></sheetData></worksheet>"
    )
    assert refusal(with_part(xlsx_of(HEADING), "xl/worksheets/sheet1.xml", sheet.encode()))


def test_a_workbook_that_has_only_a_chart() -> None:
    book = Workbook()
    book.create_chartsheet("Chart")
    del book["Sheet"]
    assert "damaged" in only(bytes_of(book)).message


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "nobody"),
        ("Ines Moth", 1, "There is no e-mail address in “Ines Moth”"),
        ("ines@example.org\nOla Reed", 2, "no e-mail address in “Ola Reed”"),
        ("ines@example.org\nines@example.org", 2, "is on line 1 already"),
        ("ines@example", 1, "is not an e-mail address"),
        ("Ines <>", 1, "There is no address here"),
        (" " * 5000 + "@", 1, "very long"),
        ("=cmd() <ines@example.org>", 1, "is a formula"),
    ],
)
def test_a_pasted_text_that_cannot_be_used(text: str, line: int, says: str) -> None:
    with pytest.raises(TableRefused) as found:
        read_pasted(text, names(), Defaults(staff_group="leaders", wave="First wave"))
    assert says in found.value.faults[0].message
    assert found.value.faults[0].line == line
