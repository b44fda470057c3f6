"""Lists that can be read, and what is said of how they were read. No database."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from oneworkforce.invitations.lists.reading.pasted import read_pasted
from oneworkforce.invitations.lists.reading.people import PeopleRead, read_people
from oneworkforce.invitations.lists.reading.person import Defaults, Person, unpacked
from tests.invitations.lists.files import DEFAULTS, HEADING, INES, OLA, names
from tests.tables.files import csv_of, xlsx_of


def read(data: bytes, defaults: Defaults = DEFAULTS) -> PeopleRead:
    return read_people(io.BytesIO(data), names(), defaults)


def both(data: bytes) -> list[tuple[str, str, str]]:
    return [(person.name, person.email, person.staff_group) for person in read(data).people]


EXPECTED = [("Ines Moth", "ines@example.org", "frontline"), ("Ola Reed", "ola@example.org", "leaders")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_is_read_however_it_is_saved(encoding: str, delimiter: str) -> None:
    assert both(csv_of(HEADING, INES, OLA, delimiter=delimiter, encoding=encoding)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_names_keep_their_accents(encoding: str) -> None:
    data = csv_of(HEADING, ("Zoë Müller-Ångström", "zoe@example.org", "frontline"), encoding=encoding)
    assert read(data).people[0].name == "Zoë Müller-Ångström"


def test_what_was_taken_for_granted_is_said() -> None:
    data = csv_of(
        (*HEADING, "Payroll no"), ("Zoë", "zoe@example.org", "frontline", "7"), delimiter=";", encoding="cp1252"
    )
    notes = " ".join(read(data).notes)
    assert "CSV file in Windows-1252, with semicolons between its cells" in notes
    assert "Check names with accents" in notes
    assert "not read: Payroll no" in notes
    assert "UTF-16" in read(csv_of(HEADING, INES, encoding="utf-16")).notes[0]


def test_a_workbook_is_read_from_its_first_sheet_which_is_named() -> None:
    found = read(xlsx_of(HEADING, INES, OLA, title="Spring list", more_sheets=["Old", "Notes"]))
    assert [person.email for person in found.people] == ["ines@example.org", "ola@example.org"]
    assert "“Spring list” was read" in found.notes[0]
    assert "Old and Notes" in found.notes[1]


def test_cells_of_a_workbook_that_are_not_text() -> None:
    data = xlsx_of(
        ("Name", "Email", "Group", "Wave"),
        ("Ines", "ines@example.org", "frontline", 2),
        ("Ola", "o@example.org", "leaders", 2.0),
        ("Pat", "p@example.org", "leaders", datetime(2027, 3, 1)),
        (None, "q@example.org", "leaders", None),
    )
    assert [(one.name, one.wave) for one in read(data).people] == [
        ("Ines", "2"),
        ("Ola", "2"),
        ("Pat", "2027-03-01"),
        ("", "First wave"),
    ]


def test_every_column_in_any_order_under_other_names() -> None:
    data = csv_of(
        (
            "Wave",
            "Surname",
            "Agency",
            "Preferred language",
            "District",
            "Work e-mail *",
            "Forename",
            "Sector",
            "Group",
            "Core/wider",
        ),
        (
            "Pilot",
            "Moth",
            "Kingfisher Play",
            "Welsh",
            "north",
            "Ines.Moth@Example.org",
            "Ines",
            "HEALTH",
            "Front line staff and their managers",
            "wider",
        ),
    )
    assert read(data).people == [
        Person(
            line=2,
            email="ines.moth@example.org",
            staff_group="frontline",
            wave="Pilot",
            name="Ines Moth",
            organisation="Kingfisher Play",
            sector="health",
            locality="north",
            workforce="wider",
            language="cy",
        )
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Email",
        "E-mail",
        "E-mail address",
        "Work email",
        "EMAIL ADDRESS",
        "email_address",
        "Mail",
        "Staff e-mail",
        "E-bost",
    ],
)
def test_the_column_of_addresses_has_many_names(heading: str) -> None:
    assert read(csv_of((heading, "Group"), ("ines@example.org", "leaders"))).people[0].email == "ines@example.org"


def test_a_team_is_a_staff_group_only_where_no_column_says_staff_group() -> None:
    assert read(csv_of(("Email", "Team"), ("i@example.org", "leaders"))).people[0].staff_group == "leaders"
    with_both = csv_of(("Email", "Team", "Staff group"), ("i@example.org", "Night duty", "leaders"))
    assert read(with_both).people[0].staff_group == "leaders"
    assert "not read: Team" in " ".join(read(with_both).notes)


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        (("Name", "Surname"), ("Ines", "Moth"), "Ines Moth"),
        (("First name", "Last name"), ("Ines", ""), "Ines"),
        (("Display name", "First name", "Surname"), ("MOTH Ines (Council)", "Ines", "Moth"), "Ines Moth"),
        (("Surname", "Organisation"), ("Moth", "Play"), "Moth"),
        (("Name", "Organisation"), ("–", ""), ""),
    ],
)
def test_a_name_is_put_together(headings: tuple[str, ...], cells: tuple[str, ...], name: str) -> None:
    found = read(csv_of(("Email", "Group", *headings), ("i@example.org", "leaders", *cells)))
    assert found.people[0].name == name


@pytest.mark.parametrize(
    "written",
    [
        "Ines Moth <ines@example.org>",
        "mailto:ines@example.org",
        " INES@example.org ; ",
        "ines@example.org\u200b",
        "ines@example.org\xa0",
    ],
)
def test_an_address_is_tidied(written: str) -> None:
    assert read(csv_of(("Email", "Group"), (written, "leaders"), delimiter="\t")).people[0].email == "ines@example.org"


def test_lines_above_the_headings_and_empty_lines_are_passed_over() -> None:
    data = csv_of(("Staff list, spring",), ("", ""), HEADING, ("", "", ""), INES)
    found = read(data)
    assert [person.line for person in found.people] == [5]
    assert "Lines above the names of the columns, not read: 1." in found.notes


def test_what_a_list_does_not_say_holds_for_everybody() -> None:
    defaults = Defaults(
        staff_group="leaders", wave="Pilot", sector="health", locality="south", workforce="core", language="cy"
    )
    people = read(csv_of(("Email", "Sector"), ("a@example.org", ""), ("b@example.org", "education")), defaults).people
    assert [(p.staff_group, p.wave, p.sector, p.locality, p.workforce, p.language) for p in people] == [
        ("leaders", "Pilot", "health", "south", "core", "cy"),
        ("leaders", "Pilot", "education", "south", "core", "cy"),
    ]


def test_a_sector_follows_from_a_known_organisation_and_that_is_said() -> None:
    found = read(
        csv_of((*HEADING, "Agency", "Sector"), (*INES, "kingfisher  PLAY", ""), (*OLA, "Kingfisher Play", "health"))
    )
    assert [person.sector for person in found.people] == ["early-years", "health"]
    assert "1 person has no sector in the list, and got that of their organisation." in found.notes


def test_a_wave_is_the_known_one_however_it_is_spelled() -> None:
    found = read(
        csv_of((*HEADING, "Wave"), (*INES, "FIRST  wave"), (*OLA, "Second"), ("", "c@example.org", "leaders", "second"))
    )
    assert [person.wave for person in found.people] == ["First wave", "Second", "Second"]


def test_quoted_cells_and_lines_within_them() -> None:
    data = b'Name,Email,Group\r\n"Moth, Ines","ines@example.org",leaders\r\n"Ola\nReed",ola@example.org,leaders\r\n'
    data += b",p@example.org,leaders\r\n"
    assert [(person.line, person.name) for person in read(data).people] == [(2, "Moth, Ines"), (3, "Ola Reed"), (5, "")]


def test_a_row_may_leave_out_its_last_cells() -> None:
    assert len(read(csv_of((*HEADING, "Sector", "Locality"), INES, OLA)).people) == 2


def test_a_person_is_packed_and_unpacked() -> None:
    person = Person(3, "i@example.org", "frontline", "Pilot", "Ines", "Play", "health", "north", "core", "cy")
    assert unpacked(person.packed()) == person


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ines@example.org", [("", "ines@example.org")]),
        (
            "ines@example.org, ola@example.org;pat@example.org",
            [("", "ines@example.org"), ("", "ola@example.org"), ("", "pat@example.org")],
        ),
        (
            "Ines Moth <ines@example.org>\n\nOla <ola@example.org>",
            [("Ines Moth", "ines@example.org"), ("Ola", "ola@example.org")],
        ),
        (
            '"Moth, Ines" <Ines@Example.org>; Ola Reed <ola@example.org>;',
            [("Moth, Ines", "ines@example.org"), ("Ola Reed", "ola@example.org")],
        ),
        ("Moth, Ines <ines@example.org>", [("Moth, Ines", "ines@example.org")]),
        ("Ines Moth ines@example.org", [("Ines Moth", "ines@example.org")]),
        ("Ines Moth, ines@example.org", [("Ines Moth", "ines@example.org")]),
        ("Ines Moth\tines@example.org", [("Ines Moth", "ines@example.org")]),
        ("E-mail\tSurname\nines@example.org\tMoth", [("Moth", "ines@example.org")]),
    ],
)
def test_addresses_that_somebody_pastes(text: str, people: list[tuple[str, str]]) -> None:
    found = read_pasted(text, names(), Defaults(staff_group="leaders", wave="First wave"))
    assert [(person.name, person.email) for person in found.people] == people
