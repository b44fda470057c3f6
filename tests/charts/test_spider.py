import gzip
from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneworkforce.charts import Series, legend, spider
from tests.charts.reading import Picture, numbers

SIX = ("Tell it once", "Common assessment", "Sharing and handover", "Right person, right task",
       "Understanding others’ roles", "Deployed to need")  # fmt: skip
RIM = 76
positions = st.one_of(st.none(), st.floats(1, 5))


def draw(axes, *series, **changes):
    options = {"id": "s", "title": "Complementary roles", "description": "What it shows", "colour": "#1864ab"}
    return spider(axes, series, **{**options, **changes})


def expected(axis, axes, value):
    angle = radians(360 * axis / axes)
    far = RIM * (value - 1) / 4
    return far * sin(angle), -far * cos(angle)


def vertices(path):
    found = numbers(path)
    return list(zip(found[::2], found[1::2], strict=True))


@pytest.mark.parametrize("axes", range(3, 9))
def test_points_stand_where_trigonometry_says(read, axes):
    values = [1 + 4 * i / (axes - 1) for i in range(axes)]
    picture = read(draw(["x"] * axes, Series("Front line", values)))
    line = picture.all("path", "chart-line")[0].get("d")
    assert line.endswith("z")
    for spot, (axis, value) in zip(vertices(line), enumerate(values), strict=True):
        assert spot == pytest.approx(expected(axis, axes, value), abs=0.051)


@given(st.lists(positions, min_size=3, max_size=8))
def test_a_value_that_may_not_be_shown_is_never_drawn(values):
    picture = Picture(draw(["x"] * len(values), Series("A", values), with_legend=False))
    known = [expected(i, len(values), value) for i, value in enumerate(values) if value is not None]
    drawn = [spot for path in picture.all("path", "chart-line") if "chart-solid" not in path.get("class")
             for spot in vertices(path.get("d"))]  # fmt: skip
    assert all(any(spot == pytest.approx(place, abs=0.051) for place in known) for spot in drawn)
    dots = [path.get("d").count("M") for path in picture.all("path", "chart-solid")]
    assert sum(dots) == len(known)
    assert bool(picture.all("path", "chart-fill")) == (None not in values)


def test_the_line_breaks_where_a_value_is_missing_and_joins_round_the_web(read):
    picture = read(draw(SIX, Series("A", [2, None, 3, 3, None, 2]), with_legend=False))
    line = picture.all("path", "chart-line")[0].get("d")
    assert line.count("M") == 2
    assert "z" not in line
    runs = [vertices(run) for run in line.split("M")[1:]]
    ends = [(expected(2, 6, 3), expected(3, 6, 3)), (expected(5, 6, 2), expected(0, 6, 2))]
    for run, (start, stop) in zip(runs, ends, strict=True):
        assert run[0] == pytest.approx(start, abs=0.051)
        assert run[1] == pytest.approx(stop, abs=0.051)


def test_nothing_known_draws_no_shape_and_says_so_in_the_key(read):
    picture = read(draw(SIX, Series("Leaders", [None] * 6, "dashed"), not_shown="Heb ei ddangos"))
    assert not picture.all("g", "chart-series")
    assert "Leaders·Hebeiddangos" in picture.words()


def test_series_differ_by_line_and_by_marker():
    styles = ["filled", "dashed", "dotted", "thin", "thin", "thin", "filled", "dashed"]
    picture = Picture(draw(SIX, *(Series(f"Group {n}", [3] * 6, s) for n, s in enumerate(styles)), with_legend=False))
    lines = [
        (path.get("stroke"), path.get("stroke-dasharray"), path.get("stroke-width"))
        for path in picture.one("g", "chart-series")
        if "chart-fill" not in path.get("class")
    ]
    assert len(set(lines)) == len(styles)
    markers = [path.get("d").split("z")[0] for path in picture.all("path")
               if {"chart-solid", "chart-paper"} & set(path.get("class").split())]  # fmt: skip
    assert len(set(markers)) == len(styles)


@given(st.lists(st.text(max_size=200), min_size=1, max_size=9), st.text(max_size=80))
def test_any_labels_are_whole_well_formed_and_inside(labels, name):
    picture = Picture(draw(labels, Series(name, [3] * len(labels)), title=name, description=name))
    picture.assert_sound()
    picture.assert_text_inside()
    printable = picture.words(picture.one("g", "chart-axes"))
    for label in labels:
        assert "".join(c for c in "".join(label.split()) if c.isalnum()) in "".join(filter(str.isalnum, printable))


@pytest.mark.parametrize("axes", range(3, 10))
@pytest.mark.parametrize(
    "label", ["Understanding others’ roles", "Joint commissioning of skills", "W" * 90, "so many words " * 14]
)
def test_no_label_lies_on_another_or_leaves_the_picture(read, axes, label):
    picture = read(draw([label] * axes, with_legend=False))
    picture.assert_text_inside()
    boxes = [box for box in picture.text_boxes() if len(box[0]) > 1]
    for index, (words, left, top, right, bottom) in enumerate(boxes):
        for other, x, y, to_x, to_y in boxes[index + 1 :]:
            apart = right <= x or to_x <= left or bottom <= y + 0.5 or to_y <= top + 0.5
            assert apart, f"{words!r} lies on {other!r}"


@pytest.mark.parametrize("axis", range(6))
def test_one_long_label_on_either_side_stays_inside(read, axis):
    labels = ["Brief"] * 6
    labels[axis] = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
    read(draw(labels)).assert_text_inside()


def test_words_of_ordinary_length_are_never_broken(read):
    picture = read(draw(["Joint commissioning of skills", *SIX, "Safeguarding at the core"]))
    lines = [box[0] for box in picture.text_boxes()]
    assert any("commissioning" in line for line in lines)


def test_ordinary_spiders_are_all_drawn_to_one_scale(read):
    assert {
        read(draw(axes)).box[2]
        for axes in (SIX, SIX[:5], SIX[:4], SIX[:3], (*SIX, "Aligned values", "Agreed priorities"))
    } == {179}


def test_hostile_text_stays_text(read):
    hostile = "</text><script>alert(1)</script>\" onload='x' &amp;"
    picture = read(draw([hostile, "b", "c"], Series(hostile, [2, 3, 4]), title=hostile, description=hostile))
    assert "<script" not in draw([hostile, "b", "c"], title=hostile)
    assert picture.one("title").text == hostile
    assert "".join(hostile.split()) in picture.words()


def test_it_is_named_described_and_an_image(read):
    root = read(draw(SIX)).root
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "s-title"
    assert root.get("aria-describedby") == "s-desc"


@pytest.mark.parametrize("value", [0, 0.99, 5.01, float("nan"), float("inf")])
def test_a_value_off_the_scale_is_refused(value):
    with pytest.raises(ValueError, match="not a position"):
        draw(SIX, Series("A", [value, *[3] * 5]))


@pytest.mark.parametrize(
    "changes", [{"colour": "red"}, {"colour": '#fff" x="'}, {"id": "1 a"}, {"id": ""}, {"id": 'a"'}, {"id": "a\n"}]
)
def test_a_bad_colour_or_id_is_refused(changes):
    with pytest.raises(ValueError, match="not a"):
        draw(SIX, **changes)


def test_no_axes_or_a_series_of_another_length_are_refused():
    with pytest.raises(ValueError, match="at least one axis"):
        draw([])
    with pytest.raises(ValueError, match="2 values for 6 axes"):
        draw(SIX, Series("A", [1, 2]))


def test_it_weighs_little():
    three = [Series("Front-line staff and their managers", [2.0, 2.9, 2.3, 3.3, 2.7, 2.7]),
             Series("Leaders", [2.8, 3.7, 3.2, 3.8, 3.6, 3.3], "dashed"),
             Series("Where we want to be", [4.2] * 6, "dotted")]  # fmt: skip
    assert len(gzip.compress(draw(SIX, *three).encode())) <= 1500


def test_the_key_alone_names_every_series(read):
    picture = read(legend([Series("Leaders", [2.0], "dashed"), Series("Goal " * 30, [4.0], "dotted")], "#1864ab"))
    picture.assert_text_inside()
    assert picture.words() == "Leaders" + "Goal" * 30
    assert picture.one("title").text.startswith("Leaders, Goal")
