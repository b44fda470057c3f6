"""How long it takes: from the words that are read, at the paces of a published source."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.answering.asked import asked_themes, first_unfinished
from oneworkforce.gathering.questionnaires.answering.progress import (
    Minutes,
    minutes_for,
    minutes_in_figures,
    minutes_in_words,
    minutes_left,
)

PIN = "one-childrens-workforce/1"
METHOD = Path(__file__).parents[3] / "docs" / "explanation" / "how-long-it-takes.md"
AUDIENCES = {
    "frontline": Minutes(7, 25),
    "leaders": Minutes(8, 30),
    "young-people": Minutes(2, 7),
    "parents": Minutes(1, 6),
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_is_told_how_long_its_own_words_take(audience: str) -> None:
    assert minutes_for(PIN, audience) == AUDIENCES[audience]


def words(*texts: str) -> int:
    return sum(len([word for word in text.split() if re.search(r"\w", word)]) for text in texts)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_method_page_says_what_the_product_says(audience: str) -> None:
    """Words are counted here by another way, and the page holds them beside the minutes."""
    always = folded = questions = 0
    for theme in load_pin(PIN).themes:
        asked = [dimension for dimension in theme.dimensions if audience in dimension.statements]
        family = audience in {"young-people", "parents"}
        always += words(theme.purpose) if asked and not family else 0
        for dimension in asked:
            said, ends = dimension.families.get(audience), dimension.statements[audience]
            always += words(said.question if said else dimension.name, ends.fragmented, ends.reformed)
            folded += words(*said.examples) if said else words(dimension.guidance)
            questions += 1
    slow, quick = (112, 175) if audience == "young-people" else (175, 300)
    least, most = always / quick + questions * 5 / 60, (always + folded) / slow + questions * 20 / 60
    rounded = Minutes(math.floor(least), math.ceil(most) if most <= 20 else 5 * math.ceil(most / 5))
    assert rounded == AUDIENCES[audience]
    row = f"| {audience} | {questions} | {always:,} | {folded:,} | {least:.1f} | {most:.1f} | {rounded.in_figures} |"
    assert row in METHOD.read_text()


def test_whoever_takes_longer_to_choose_is_told_so(settings) -> None:
    settings.SECONDS_TO_CHOOSE = (30, 60)
    assert minutes_for(PIN, "frontline") == Minutes(20, 55)


def test_nothing_left_takes_no_time_and_one_question_a_minute() -> None:
    sheet = ["3"] * 44
    assert minutes_left(PIN, "leaders", "".join(sheet)) == Minutes(0, 0)
    assert not minutes_left(PIN, "leaders", "".join(sheet))
    sheet[20] = "."
    assert minutes_left(PIN, "leaders", "".join(sheet)) == Minutes(1, 1)
    assert minutes_left(PIN, "leaders", "." * 44) == minutes_for(PIN, "leaders")


@pytest.mark.parametrize(
    ("language", "minutes", "figures", "said"),
    [
        ("en-gb", Minutes(1, 1), "1", "about 1 minute"),
        ("en-gb", Minutes(1, 2), "1 to 2", "about 1 to 2 minutes"),
        ("en-gb", Minutes(7, 25), "7 to 25", "about 7 to 25 minutes"),
        ("cy", Minutes(1, 1), "1", "tua 1 munud"),
        ("cy", Minutes(7, 25), "7 i 25", "tua 7 i 25 munud"),
    ],
)
def test_minutes_are_said_as_a_range_that_is_no_finer_than_it_can_be(
    language: str, minutes: Minutes, figures: str, said: str
) -> None:
    with translation.override(language):
        assert minutes.in_figures == figures
        assert minutes_in_words(minutes) == said


def test_a_welsh_letter_says_the_same_minutes() -> None:
    with translation.override("cy"):
        assert minutes_in_figures(PIN, "leaders") == "8 i 30"


@given(st.data())
def test_another_answer_never_makes_it_longer(data: st.DataObject) -> None:
    sheet = data.draw(st.text(".3", min_size=44, max_size=44))
    place = data.draw(st.integers(0, 43))
    before = minutes_left(PIN, "leaders", sheet)
    after = minutes_left(PIN, "leaders", sheet[:place] + "3" + sheet[place + 1 :])
    assert (after.least, after.most) <= (before.least, before.most)
    for minutes in (before, after):
        assert minutes.least <= minutes.most
        assert all(one <= 20 or one % 5 == 0 for one in (minutes.least, minutes.most))


@given(st.data())
def test_only_what_differs_from_what_was_shown_is_written(data: st.DataObject) -> None:
    theme = data.draw(st.sampled_from(asked_themes(PIN, "leaders")))
    size = len(theme.questions)
    shown = data.draw(st.text(".12345dn", min_size=size, max_size=size))
    given_ = data.draw(st.lists(st.sampled_from([*"12345dn", "", "x", "12"]), min_size=size, max_size=size))
    changes = theme.changes(shown, {q.field: value for q, value in zip(theme.questions, given_, strict=True)})
    for question, before, value in zip(theme.questions, shown, given_, strict=True):
        expected = value if value in list("12345dn") and value != before else None
        assert changes.get(question.position) == expected


def test_the_first_theme_with_a_blank_comes_next() -> None:
    themes = asked_themes(PIN, "frontline")
    sheet = ["3"] * 44
    assert first_unfinished(themes, "".join(sheet)) is None
    sheet[themes[4].positions[0]] = "."
    assert first_unfinished(themes, "".join(sheet)) == themes[4]
