from dataclasses import replace
from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.charts import Arc, rainbow
from tests.charts.reading import SVG, Picture, numbers

LABELS = ("Shared identity and purpose", "Common values and language", "Behaviours for outcomes",
          "Integrated working", "Quality and training", "Complementary roles", "Capacity and safety",
          "Outcome focus")  # fmt: skip
CENTRE = ("Children, young people and families", "healthy · safe · achieving · contributing · secure")
ARCS = [Arc(label, "#1864ab", 2.0 + nth / 4, 4.2) for nth, label in enumerate(LABELS)]


def draw(arcs, **changes):
    options = {"id": "r", "title": "Where we are", "description": "", "low": "Fragmented", "high": "Reformed"}
    return rainbow(arcs, **{**options, "centre": CENTRE, **changes})


def ends(path):
    x, y, radius, _, _, _, _, to_x, to_y = numbers(path.get("d"))
    return (x, y), radius, (to_x, to_y)


@pytest.mark.parametrize("position", [1.2, 2.0, 3.0, 3.37, 5.0])
def test_an_arc_is_filled_exactly_to_its_position(read, position):
    picture = read(draw([replace(arc, position=position) for arc in ARCS]))
    fills = picture.all("path", "arc-fill")
    assert len(fills) == 8
    for fill in fills:
        start, radius, stop = ends(fill)
        angle = pi * (5 - position) / 4
        assert start == pytest.approx((-radius, 0))
        assert stop == pytest.approx((radius * cos(angle), -radius * sin(angle)), abs=0.051)


@pytest.mark.parametrize("goal", [1.0, 2.5, 4.2, 5.0])
def test_the_goal_lies_across_its_arc(read, goal):
    picture = read(draw([replace(ARCS[0], goal=goal)]))
    _, radius, _ = ends(picture.one("path", "arc-tint"))
    x, y, to_x, to_y = numbers(picture.one("path", "arc-goal").get("d"))
    angle = pi * (5 - goal) / 4
    middle = ((x + to_x) / 2, (y + to_y) / 2)
    assert middle == pytest.approx((radius * cos(angle), -radius * sin(angle)), abs=0.1)
    assert hypot(to_x - x, to_y - y) > 17


def test_no_goal_draws_no_mark(read):
    assert not read(draw([replace(arc, goal=None) for arc in ARCS])).all("path", "arc-goal")


def test_a_position_that_may_not_be_shown_is_words_and_no_fill(read):
    picture = read(draw([replace(arc, position=None) for arc in ARCS]))
    assert not picture.all("path", "arc-fill")
    assert picture.words().count("·Notshown") == 8


def test_a_position_of_one_is_not_the_same_as_none(read):
    picture = read(draw([replace(arc, position=1.0) for arc in ARCS]))
    assert "Notshown" not in picture.words()


def test_the_framework_itself_is_drawn_whole(read):
    picture = read(draw([replace(arc, position=None, goal=None) for arc in ARCS], whole=True))
    for fill in picture.all("path", "arc-fill"):
        _, radius, stop = ends(fill)
        assert stop == pytest.approx((radius, 0), abs=0.051)
    assert len(picture.all("path", "arc-fill")) == 8
    assert "Notshown" not in picture.words()
    assert not picture.all("path", "arc-tint")


def test_the_usual_labels_all_stand_along_their_arcs(read):
    picture = read(draw(ARCS))
    along = [path.text for path in picture.all("textPath") if picture.parents[picture.parents[path]].get("aria-hidden")
             is None]  # fmt: skip
    assert sorted(set(along)) == sorted(LABELS)
    assert not picture.all("g", "chart-key")


def test_a_label_over_the_end_of_the_fill_is_dark_beyond_it_and_white_within(read):
    picture = read(draw([Arc("Shared identity and purpose", "#c2255c", 1.6)]))
    (label,) = picture.all("textPath")
    change = next(one for one in picture.all("linearGradient"))
    assert picture.parents[label].get("fill") == f"url(#{change.get('id')})"
    assert [stop.get("stop-color") for stop in change] == ["#ffffff", "#1d1d28"]
    assert {stop.get("offset") for stop in change} == {"0.5"}
    # The line of change goes through the origin, at right angles to the gradient, and through the fill's end at 1.6.
    x1, y1, x2, y2 = (float(change.get(name)) for name in ("x1", "y1", "x2", "y2"))
    assert (x1 + x2, y1 + y2) == (0, 0)
    end = (-cos(pi * 0.15), -sin(pi * 0.15))
    assert abs((x2 - x1) * end[0] + (y2 - y1) * end[1]) < 1
    assert x2 * -1 + y2 * 0 < 0, "the left end, which is filled, lies on the white side"


@given(st.text(max_size=120), st.one_of(st.none(), st.floats(1, 5)), st.one_of(st.none(), st.floats(1, 5)))
def test_any_label_is_whole_well_formed_and_inside(label, position, goal):
    arcs = [*ARCS[:5], Arc(label, "#c2255c", position, goal, href="/theme"), *ARCS[5:]]
    picture = Picture(draw(arcs, low=label, high=label, centre=[label, label], title=label))
    picture.assert_sound()
    picture.assert_text_inside()
    letters = "".join(filter(str.isalnum, picture.words()))
    assert letters.count("".join(filter(str.isalnum, label))) >= 5


def test_a_label_along_an_arc_never_runs_off_its_end_or_onto_the_goal():
    for goal in [None, *(1 + nth / 10 for nth in range(41))]:
        picture = Picture(draw([replace(arc, goal=goal) for arc in ARCS]))
        lines = {
            path.get("id"): ends(path)[1] for path in picture.all("path") if (path.get("id") or "").endswith("-line")
        }
        for words in picture.all("textPath"):
            length = pi * lines[words.get("href")[1:]]
            size = float(picture.parents[words].get("font-size"))
            start = float(words.get("startOffset"))
            stop = start + len(words.text) * size * 0.55  # the mean width of Inter's semi-bold letters, and a little
            assert 0 <= start < stop <= length
            mark = length * ((goal or 9) - 1) / 4
            assert stop <= mark or mark <= start


def test_a_label_too_long_for_its_arc_is_numbered_and_written_out(read):
    long = "Capacity to deliver and to keep all our children safe, everywhere and at all times"
    picture = read(draw([*ARCS[:7], replace(ARCS[7], label=long)]))
    key = picture.one("g", "chart-key")
    assert picture.words(key) == "8" + "".join(long.split())
    assert "8" in [path.text for path in picture.all("textPath")]


def test_right_to_left_labels_are_never_bent(read):
    picture = read(draw([replace(ARCS[0], label="هوية وهدف مشترك")]))
    assert picture.words(picture.one("g", "chart-key")) == "1هويةوهدفمشترك"


def test_each_arc_leads_to_its_theme_by_name(read):
    arcs = [replace(arc, href=f"/t/{nth}?a=1&b=2", name=f"{arc.label}, 2.9") for nth, arc in enumerate(ARCS)]
    picture = read(draw([*arcs[:7], replace(arcs[7], name="")]))
    links = picture.all("a", "arc-link")
    assert [link.get("href") for link in links] == [f"/t/{nth}?a=1&b=2" for nth in range(8)]
    assert [link.get("aria-label") for link in links] == [*(f"{label}, 2.9" for label in LABELS[:7]), "Outcome focus"]
    assert all(link.findall(f"{SVG}path[@class='arc-focus']") for link in links)
    assert picture.root.get("role") == "group"


def test_without_links_it_is_one_image(read):
    picture = read(draw(ARCS))
    assert picture.root.get("role") == "img"
    assert not picture.all("a")


def test_the_children_stand_under_the_arch(read):
    picture = read(draw(ARCS))
    inner = min(ends(path)[1] for path in picture.all("path", "arc-tint")) - 17 / 2
    lines = [box for box in picture.text_boxes() if box[0] in ("Children,", "young people", "and families")]
    assert len(lines) == 3
    for _, left, top, right, bottom in lines:
        assert bottom <= 0
        assert max(hypot(left, top), hypot(right, top)) < inner


def test_a_script_for_a_link_is_refused():
    with pytest.raises(ValueError, match="not a link"):
        draw([replace(ARCS[0], href="javascript:alert(1)")])


@pytest.mark.parametrize("change", [{"position": 0.5}, {"position": 5.1}, {"goal": 0.0}, {"goal": float("nan")}])
def test_off_the_scale_is_refused(change):
    with pytest.raises(ValueError, match="not a position"):
        draw([replace(ARCS[0], **change)])
