import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.charts.lettering import reads_right_to_left, width, wrap
from oneworkforce.charts.svg import Svg, check_link, escape, number, tag


@given(st.text(), st.floats(20, 400))
def test_wrapping_keeps_every_letter(text, room):
    assert "".join("".join(wrap(text, 12, room)).split()) == "".join(text.split())


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F)), st.floats(20, 400))
def test_no_line_is_wider_than_its_room(text, room):
    assert all(width(line, 12) <= room + 0.001 for line in wrap(text, 12, room))


def test_a_caret_is_a_letter_of_its_own_and_may_stand_on_its_own_line():
    assert wrap("+^", 12, 20.0) == ("+", "^")


def test_lines_are_balanced_rather_than_filled():
    assert wrap("Resourced and supported team", 12, 230) == ("Resourced and supported team",)
    assert wrap("Resourced and supported team", 12, 180) == ("Resourced and", "supported team")


def test_a_line_never_begins_with_a_lone_dot():
    for room in range(60, 400, 10):
        assert not any(line.startswith("·") for line in wrap("healthy · safe · achieving · contributing", 12, room))


def test_a_long_word_breaks_after_its_hyphen_before_it_breaks_between_letters():
    assert wrap("multi-disciplinary-working", 12, 125) == ("multi-disciplinary-", "working")


def test_an_accent_stays_on_its_letter():
    lines = wrap("w\u0302" * 40, 12, 60)
    assert len(lines) > 1
    assert all(line.startswith("w") and line.endswith("\u0302") for line in lines)


def test_widths_are_no_narrower_than_helvetica_and_inter():
    # Advance widths of the two fonts, in thousandths of an em, from their published metrics.
    assert width("W", 1000) >= 944
    assert width("m", 1000) >= 889
    assert width("i", 1000) >= 242
    assert width("ŵ", 1000) == width("w", 1000) >= 722
    assert width("e\u0301", 1000) == width("e", 1000)


@pytest.mark.parametrize(("text", "answer"), [("Cymraeg", False), ("هوية", True), ("שלום", True), ("1 – 5", False)])
def test_right_to_left_is_seen(text, answer):
    assert reads_right_to_left(text) is answer


@pytest.mark.parametrize(("value", "written"), [(12.0, "12"), (3.46, "3.5"), (-0.04, "0"), (-0.1, "-0.1"), (10, "10")])
def test_numbers_are_short(value, written):
    assert number(value) == written


def test_text_is_escaped_once_and_markup_is_not():
    assert tag("text", '<b a="1">&', title='"') == '<text title="&quot;">&lt;b a=&quot;1&quot;&gt;&amp;</text>'
    assert tag("g", Svg("<path/>"), "<path/>") == "<g><path/>&lt;path/&gt;</g>"


def test_what_xml_forbids_is_replaced():
    assert escape("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "\x01vbscript:x"])
def test_a_link_that_runs_something_is_refused(href):
    with pytest.raises(ValueError, match="not a link"):
        check_link(href)


@pytest.mark.parametrize("href", ["/themes/1", "#a", "?theme=a:b", "https://example.org/", "themes/one"])
def test_a_link_to_a_page_is_taken(href):
    check_link(href)
