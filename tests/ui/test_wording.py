"""Dates, numbers and lists read as a person would write them."""

import datetime

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.ui import wording


def test_dates_are_in_the_time_zone_of_the_partnership() -> None:
    moment = datetime.datetime(2027, 6, 30, 23, 30, tzinfo=datetime.UTC)
    with timezone.override("Europe/London"):
        assert wording.date(moment) == "1 July 2027"
        assert wording.date_and_time(moment) == "1 July 2027 at 12:30am"
        assert wording.month(moment) == "July 2027"


def test_whole_hours_have_no_minutes() -> None:
    noon = datetime.datetime(2027, 3, 31, 17, tzinfo=datetime.UTC)
    assert wording.date_and_time(noon) == "31 March 2027 at 5pm"


@given(st.floats(min_value=1, max_value=5))
def test_a_position_has_one_decimal(value: float) -> None:
    shown = wording.points(value)
    assert len(shown) == 3
    assert abs(float(shown) - value) <= 0.05 + 1e-9


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["play"], "play"), (["health", "schools", "play"], "health, schools and play")]
)
def test_lists_are_sentences(items: list[str], words: str) -> None:
    assert wording.list_in_words(items) == words


def test_large_numbers_are_grouped() -> None:
    assert wording.number(12408) == "12,408"
    assert wording.number(None) == "–"


def test_dates_and_lists_are_in_welsh_where_a_page_is() -> None:
    moment = datetime.datetime(2027, 3, 3, 17, 30, tzinfo=datetime.UTC)
    with translation.override("cy"), timezone.override("Europe/London"):
        assert wording.date(moment) == "3 Mawrth 2027"
        assert wording.month(moment) == "Mawrth 2027"
        assert wording.date_and_time(moment) == "3 Mawrth 2027 am 5:30yh"
        assert wording.date_and_time(moment.replace(hour=9, minute=0)) == "3 Mawrth 2027 am 9yb"
        assert wording.number(12408) == "12,408"
        # “hefyd” keeps the next word as it is: “a” alone would change its first letter.
        assert wording.list_in_words(["cod post", "rhif ffôn"]) == "cod post a hefyd rhif ffôn"
    assert wording.date(moment) == "3 March 2027"
