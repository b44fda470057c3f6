"""Dates out of words: what is understood is right, and what is not certain is not understood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.plans.when import Span, understand

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2079, 12, 31))


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("9th Dec ‘08", "2008-12-09", "2008-12-09"),
        ("5th Jan ‘09", "2009-01-05", "2009-01-05"),
        ("W/B 26th January '09", "2009-01-26", "2009-02-01"),
        ("w/c 26 January 2009", "2009-01-26", "2009-02-01"),
        ("week beginning Monday 26th January 2009", "2009-01-26", "2009-02-01"),
        ("week ending 6 Feb 2009", "2009-01-31", "2009-02-06"),
        ("w/b 26 Jan and 2 Feb 2009", "2009-01-26", "2009-02-08"),
        ("w/b 26 Jan - 6 Feb 2009", "2009-01-26", "2009-02-06"),
        ("March ’09 ", "2009-03-01", "2009-03-31"),
        ("February ‘08", "2008-02-01", "2008-02-29"),
        ("May / June ‘09", "2009-05-01", "2009-06-30"),
        ("Feb-Mar 2027", "2027-02-01", "2027-03-31"),
        ("December / January 2027", "2026-12-01", "2027-01-31"),
        ("December 2026 to January", "2026-12-01", "2027-01-31"),
        ("January 23 - March 31, 2027", "2027-01-23", "2027-03-31"),
        ("12th & 13th Feb 2027", "2027-02-12", "2027-02-13"),
        ("Jan 12 – 14 2027", "2027-01-12", "2027-01-14"),
        ("- June 1 2027", None, "2027-06-01"),
        ("until 1st of June 2027", None, "2027-06-01"),
        ("by March 2027", None, "2027-03-31"),
        ("from 5 Jan 2027", "2027-01-05", None),
        ("from 3 to 5 May 2027", "2027-05-03", "2027-05-05"),
        ("5 Jan 2027 -", "2027-01-05", None),
        ("5 Jan 2027 onwards", "2027-01-05", None),
        ("March 2027, ongoing", "2027-03-01", None),
        ("5/1/2027", "2027-01-05", "2027-01-05"),
        ("5.1.27 - 9.2.27", "2027-01-05", "2027-02-09"),
        ("2027-02-03", "2027-02-03", "2027-02-03"),
        ("2027", "2027-01-01", "2027-12-31"),
    ],
)
def test_understands_what_plans_say(words: str, starts: str | None, ends: str | None) -> None:
    assert understand(words) == Span(
        date.fromisoformat(starts) if starts else None, date.fromisoformat(ends) if ends else None
    )


@pytest.mark.parametrize(
    "words",
    [
        "", "ongoing", "tbc", "- June 1", "February / March", "January 23 - March 31", "12 June", "Monday",
        "Jan 09", "January 10 - March 2011",  # a day or a year?
        "Tuesday 26th January 2009",  # it was a Monday
        "31 February 2027", "30/2/2027", "3/14/2027", "2027/28", "2026 - 2027", "Spring 2027", "early March 2027",
        "12 Feb 10-12", "12 Feb 10:30", "12 June 2027 (provisional)", "June, July and August 2027",
        "5 March - 1 March 2027", "March 2027 - January 2027", "5 people", "9",
    ],
)  # fmt: skip
def test_never_guesses(words: str) -> None:
    assert understand(words) == Span(None, None)


@given(days, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d} {m} ‘{s}", "{d}/{n}/{y}", "{d} {a} {s}", "{iso}"]))
def test_a_day_is_understood_however_it_is_written(day: date, form: str) -> None:
    words = form.format(
        d=day.day, m=day.strftime("%B"), a=day.strftime("%b"), n=day.month, y=day.year, s=day.strftime("%y"), iso=day
    )
    assert understand(words) == Span(day, day)


@given(days, st.integers(1, 300), st.sampled_from([" - ", " to ", " – ", "-", " / "]))
def test_a_range_needs_its_year_once(first: date, length: int, between: str) -> None:
    last = first + timedelta(days=length)
    words = f"{first.day} {first:%B}{between}{last.day} {last:%B} {last.year}"
    assert understand(words) == Span(first, last)


@given(st.text(alphabet="0123456789 /-.,'‘w/bcJanFebMay juntoand", max_size=30) | st.text(max_size=40))
def test_any_text_is_either_understood_in_order_or_not_at_all(words: str) -> None:
    span = understand(words)
    if span.starts_on and span.ends_on:
        assert span.starts_on <= span.ends_on
