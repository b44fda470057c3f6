"""What the check looks for in comments, and what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.gathering.questionnaires.answering.personal_information import found_in, is_nhs_number


def with_check_digit(nine: str) -> str | None:
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    check = (11 - remainder) % 11
    return None if check == 10 else f"{nine}{check}"


@given(st.text("0123456789", min_size=9, max_size=9))
def test_a_number_with_its_check_digit_is_an_nhs_number_and_with_another_digit_is_not(nine: str) -> None:
    whole = with_check_digit(nine)
    if whole is None:
        assert not any(is_nhs_number(f"{nine}{digit}") for digit in range(10))
    elif len(set(whole)) > 1:
        assert [digit for digit in "0123456789" if is_nhs_number(nine + digit)] == [whole[9]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("His number is 943 476 5919.", "an NHS number"),
        ("see 9434765919", "an NHS number"),
        ("see 943-476-5919", "an NHS number"),
        ("Ring 07700 900123", "a phone number"),
        ("Ring +44 7700 900 123 now", "a phone number"),
        ("(020) 7946 0123", "a phone number"),
        ("She lives in SW1A 1AA.", "a postcode"),
        ("m1 1ae", "a postcode"),
        ("write to jo.o'neill@example.org", "an e-mail address"),
        ("Maya Jones, born 3 May 2011", "a name with a date of birth"),
        ("Tom (12/03/2010) has waited", "a name with a date of birth"),
        ("dob 2010-03-12, Aisha", "a name with a date of birth"),
    ],
)
def test_finds(text: str, kind: str) -> None:
    assert kind in [str(words) for words in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We meet every 4 weeks and 1234567890 is no number of anybody.",
        "Since 1 April 2027 the team is whole.",
        "In May 2026 the hub opened; 3 of 5 posts are filled.",
        "Section 47 and form B12 take an hour.",
        "It costs 100 000 pounds a year.",
        "On Monday 4 May 2026 we all met.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert found_in(text) == []


@given(st.text(max_size=300))
def test_never_stumbles(text: str) -> None:
    assert len(found_in(text)) == len({str(words) for words in found_in(text)})
