"""Minutes left."""

from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.gathering.questionnaires.answering.asked import asked_themes, first_unfinished
from oneworkforce.gathering.questionnaires.answering.progress import minutes_for, minutes_left

PIN = "one-childrens-workforce/1"


def test_the_whole_takes_what_the_frameworks_authors_said() -> None:
    assert minutes_for(40) == 45
    assert minutes_for(44) == 50


def test_nothing_left_takes_no_time_and_one_question_a_minute() -> None:
    assert (minutes_for(0), minutes_for(1)) == (0, 1)
    assert minutes_left("12-dn") == 0


@given(st.integers(0, 200))
def test_more_questions_never_take_less_time(statements: int) -> None:
    assert minutes_for(statements) <= minutes_for(statements + 1)
    assert minutes_for(statements) == 0 or minutes_for(statements) <= 20 or minutes_for(statements) % 5 == 0


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
