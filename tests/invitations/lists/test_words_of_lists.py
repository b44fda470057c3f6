"""The words that lists are known by: headings and languages, as people here and in Wales write them. No database."""

from __future__ import annotations

import pytest

from oneworkforce.invitations.lists.reading.headings import FIELD, LOOSE_FIELD, address_of, as_heading
from oneworkforce.invitations.lists.reading.names import LANGUAGES_IN_OTHER_WORDS, WORKFORCE_IN_OTHER_WORDS

HEADINGS = {
    "name": "Name, Full name, Fullname, Staff name, Employee name, Display name, Contact name, Enw",
    "first_name": "First name, Firstname, Forename, Given name, Enw cyntaf",
    "last_name": "Last name, Lastname, Surname, Family name, Cyfenw",
    "staff_group": "Staff group, Group, Staff groups, Staffgroup, Grŵp staff",
    "organisation": "Organisation, Organization, Employer, Agency, Organisation name, Sefydliad",
    "sector": "Sector, Workforce sector, Sectors",
    "locality": "Locality, District, Locality/district, Locality or district, Area, Ardal",
    "wave": "Wave, Ton",
    "language": "Language, Preferred language, Language preference, Language wish, Iaith",
    "workforce": "Core or wider, Core/wider, Workforce, Core or wider workforce, Gweithlu",
}
LOOSE = {
    "name": "Person, Contact, Who, User",
    "first_name": "First",
    "last_name": "Last",
    "staff_group": "Team",
    "organisation": "Company, Service, School, Workplace, Works for, Trust",
    "locality": "Neighbourhood, Town, Place",
    "wave": "Phase, Cohort, Batch, Tranche",
}


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, line in HEADINGS.items() for heading in line.split(", ")]
)
def test_a_heading_is_known_however_it_is_written(heading: str, field: str) -> None:
    for written in (heading, heading.upper(), f" {heading}* "):
        assert FIELD[as_heading(written)] == field
        assert address_of(written) is None


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, line in LOOSE.items() for heading in line.split(", ")]
)
def test_a_loose_heading_is_known_where_there_is_none_better(heading: str, field: str) -> None:
    assert LOOSE_FIELD[as_heading(heading)] == field
    assert as_heading(heading) not in FIELD


@pytest.mark.parametrize("heading", ["Email", "E-mail address", "Work e-bost", "mail"])
def test_an_address_is_known_by_its_heading(heading: str) -> None:
    for written in (heading, heading.upper(), f" {heading}* "):
        assert address_of(written) is not None


def test_a_heading_that_is_not_known_is_itself() -> None:
    assert as_heading("Payroll No.") == "payroll no"
    assert "payroll no" not in {**FIELD, **LOOSE_FIELD}


def test_languages_and_parts_of_the_workforce_have_other_words() -> None:
    assert {word: key for key, words in LANGUAGES_IN_OTHER_WORDS.items() for word in words} == {
        **dict.fromkeys(("en", "english", "saesneg", "eng"), "en-gb"),
        **dict.fromkeys(("cy gb", "welsh", "cymraeg", "wel"), "cy"),
    }
    assert {word: str(key) for key, words in WORKFORCE_IN_OTHER_WORDS.items() for word in words} == {
        **dict.fromkeys(("core workforce", "core", "c", "full", "all of the job"), "core"),
        **dict.fromkeys(("wider workforce", "wider", "w", "part", "part of the job", "volunteer"), "wider"),
    }
