import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.charts import distribution
from tests.charts.reading import Picture


def draw(counts, **changes):
    options = {"id": "d", "title": "Tell it once", "description": "How answers were spread", "colour": "#1864ab"}
    return distribution(counts, **{**options, **changes})


def test_bars_are_in_proportion_to_people(read):
    picture = read(draw([2, 5, 10, 0, 1]))
    heights = [float(bar.get("height")) for bar in picture.all("rect")]
    assert heights == pytest.approx([12.8, 32, 64, 6.4])
    assert all(float(bar.get("y")) == -float(bar.get("height")) for bar in picture.all("rect"))


def test_each_bar_says_its_people_its_share_and_its_answer(read):
    words = [box[0] for box in read(draw([2, 5, 11, 9, 3])).text_boxes()]
    assert words == ["1", "2", "3", "4", "5", "2", "7%", "5", "17%", "11", "37%", "9", "30%", "3", "10%"]


def test_a_small_share_is_never_rounded_to_nothing_nor_a_large_one_to_all(read):
    words = [box[0] for box in read(draw([100_000, 1, 0, 0, 0])).text_boxes()]
    assert words[5:] == ["100,000", ">99%", "1", "<1%", "0", "0%", "0", "0%", "0", "0%"]


def test_nobody_answered_is_noughts_without_shares_or_bars(read):
    picture = read(draw([0] * 5))
    assert not picture.all("rect")
    assert [box[0] for box in picture.text_boxes()][5:] == ["0"] * 5


def test_what_may_not_be_shown_has_words_and_neither_bars_nor_noughts(read):
    picture = read(draw(None, not_shown="Not shown, so that nobody in a small group can be recognised " * 4))
    picture.assert_text_inside()
    assert not picture.all("rect")
    assert picture.words().count("Notshown,") == 4
    assert "0" not in picture.words()


@given(st.lists(st.integers(0, 10**9), min_size=5, max_size=5), st.text(max_size=150), st.text(max_size=150))
def test_any_counts_and_words_are_well_formed_and_inside(counts, low, high):
    picture = Picture(draw(counts, low=low, high=high, title=low, description=high))
    picture.assert_sound()
    picture.assert_text_inside()
    assert len(picture.all("rect")) == sum(count > 0 for count in counts)


@pytest.mark.parametrize("counts", [[], [1] * 4, [1] * 6, [1, 2, 3, 4, -1]])
def test_anything_but_five_counts_is_refused(counts):
    with pytest.raises(ValueError, match="not five counts"):
        draw(counts)
