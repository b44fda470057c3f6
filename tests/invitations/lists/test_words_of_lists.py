"""The words that lists are known by: headings and languages, as people here and in Wales write them. No database."""

from __future__ import annotations

import pytest

from oneworkforce.invitations.lists.reading.columns import field_of
from oneworkforce.invitations.lists.reading.names import LANGUAGES_IN_OTHER_WORDS, WORKFORCE_IN_OTHER_WORDS

HEADINGS = {
    "email": "Email, E-mail address, Work e-bost, mail",
    "name": "Name, Full name, Fullname, Staff name, Employee name, Display name, Contact name, Enw",
    "first_name": "First name, Firstname, Forename, Given name, Enw cyntaf",
    "last_name": "Last name, Lastname, Surname, Family name, Cyfenw",
    "staff_group": "Staff group, Group, Staff groups, Staffgroup, Grŵp staff",
    "organisation": "Organisation, Organization, Employer, Agency, Organisation name, Sefydliad",
    "sector": "Sector, Workforce sector, Sectors",
    "locality": "Locality, District, Locality/district, Locality or district, Area, Ardal",
    "wave": "Wave, Phase, Cohort, Batch, Tranche, Ton",
    "language": "Language, Preferred language, Language preference, Language wish, Iaith",
    "workforce": "Core or wider, Core/wider, Workforce, Core or wider workforce, Gweithlu",
}


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field, line in HEADINGS.items() for heading in line.split(", ")]
)
def test_a_heading_is_known_however_it_is_written(heading: str, field: str) -> None:
    for written in (heading, heading.upper(), f" {heading}* "):
        assert field_of(written) == field


def test_a_heading_that_is_not_known_is_itself() -> None:
    assert field_of("Payroll No.") == "payroll no"


def test_languages_and_parts_of_the_workforce_have_other_words() -> None:
    assert {word: key for key, words in LANGUAGES_IN_OTHER_WORDS.items() for word in words} == {
        **dict.fromkeys(("en", "english", "saesneg", "eng"), "en-gb"),
        **dict.fromkeys(("cy gb", "welsh", "cymraeg", "wel"), "cy"),
    }
    assert {word: str(key) for key, words in WORKFORCE_IN_OTHER_WORDS.items() for word in words} == {
        **dict.fromkeys(("core workforce", "core", "c", "full", "all of the job"), "core"),
        **dict.fromkeys(("wider workforce", "wider", "w", "part", "part of the job", "volunteer"), "wider"),
    }
