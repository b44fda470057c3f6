"""Whatever is typed of a sheet is a sheet, or a fault that says where and what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneworkforce.analysis import SYMBOLS
from oneworkforce.frameworks import load
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_themes
from oneworkforce.gathering.questionnaires.paper.typed import (
    UNTYPED,
    as_typed,
    field_of,
    read_sheet,
    read_theme,
    untyped,
)

PIN = load("one-childrens-workforce").pin


def themes(audience: str = "frontline") -> tuple[AskedTheme, ...]:
    return asked_themes(PIN, audience)


def theme_of(questions: int) -> AskedTheme:
    """A theme of the framework with at least so many questions, cut to them."""
    whole = next(theme for theme in themes() if len(theme.questions) >= questions)
    cut = whole.questions[:questions]
    return AskedTheme(1, whole.id, "Our theme", "", cut, tuple(question.position for question in cut))


@pytest.mark.parametrize("text", ["34dn.", "3 4 d n .", " 3,4;D,N,. ", "3\t4\u00a0d\nn."])
def test_spaces_commas_and_the_size_of_letters_do_not_count(text: str) -> None:
    assert read_theme(theme_of(5), text) == ("34dn.", [])


def test_a_fault_names_the_theme_the_place_and_the_question() -> None:
    theme = theme_of(4)
    symbols, faults = read_theme(theme, "3 7 d n")
    assert symbols == f"3{UNTYPED}dn"
    assert [fault.field for fault in faults] == [field_of(theme)]
    assert faults[0].message.startswith(f"Our theme, question 2 ({theme.questions[1].name}): “7” is no answer.")


def test_too_few_and_too_many_are_said_with_the_question_that_comes_next() -> None:
    theme = theme_of(4)
    symbols, [fault] = read_theme(theme, "34")
    assert symbols == "34" + 2 * UNTYPED
    assert fault.message == (
        f"Our theme has 4 questions, and 2 are typed. Next is question 3 ({theme.questions[2].name})."
    )
    symbols, [fault] = read_theme(theme, "33333")
    assert symbols == "3333"
    assert fault.message == "Our theme has 4 questions, and 5 answers are typed."


@settings(deadline=None)
@given(st.lists(st.text() | st.text("12345dn.?DN 0-x,İ３", max_size=12), min_size=8, max_size=8), st.booleans())
def test_any_typing_is_a_sheet_or_a_clear_fault(texts: list[str], leaders: bool) -> None:
    asked = load("one-childrens-workforce").asked("leaders" if leaders else "frontline")
    given_themes = themes("leaders" if leaders else "frontline")
    typed = {field_of(theme): text for theme, text in zip(given_themes, texts, strict=True)}
    sheet, faults = read_sheet(given_themes, untyped(asked), typed)
    assert len(sheet) == len(asked)
    assert all((symbol == "-") is not is_asked for symbol, is_asked in zip(sheet, asked, strict=True))
    assert set(sheet) <= {*SYMBOLS, "-", UNTYPED}
    # Complete exactly where there is no fault: nothing is guessed, nothing is passed over in silence.
    too_long = any("answers are typed" in fault.message for fault in faults)
    assert (UNTYPED in sheet) == bool([fault for fault in faults if "answers are typed" not in fault.message])
    assert bool(faults) == (UNTYPED in sheet or too_long)
    names = {field_of(theme): theme.name for theme in given_themes}
    assert all(names[fault.field] in fault.message for fault in faults)


@settings(deadline=None)
@given(st.data())
def test_a_sheet_typed_as_it_stands_is_that_sheet_again(data: st.DataObject) -> None:
    asked = load("one-childrens-workforce").asked("frontline")
    sheet = "".join(data.draw(st.sampled_from(SYMBOLS)) if is_asked else "-" for is_asked in asked)
    typed = {field_of(theme): " ".join(as_typed(theme, sheet)) for theme in themes()}
    assert read_sheet(themes(), untyped(asked), typed) == (sheet, [])
