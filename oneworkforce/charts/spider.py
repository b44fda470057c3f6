"""A theme's spider diagram: an axis per dimension, 1 at the centre, 5 at the rim."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from .key import rows
from .lettering import SCREEN_FONT
from .scale import HIGHEST, LOWEST, RULE, SOFT_INK, direction, share
from .series import Look, Series, looks, markers, painting_order
from .spider_labels import place_labels
from .svg import Svg, check_colour, document, number, tag

RIM = 76.0
"""Distance from 1 to 5, in drawing units."""

NARROWEST = 358.0
"""All spiders are at least this wide, so that several side by side have the same scale."""

_NUMBER_SIZE = 9.5
_EDGE = 4.0
Point = tuple[float, float]


def spider(
    axes: Sequence[str],
    series: Sequence[Series],
    *,
    id: str,
    title: str,
    description: str,
    colour: str,
    with_legend: bool = True,
    not_shown: str = "Not shown",
    font: str = SCREEN_FONT,
) -> str:
    """The diagram as SVG, with its origin at the centre of the web.

    `axes` are labels of any length; they wrap and the picture grows. Each series has a value per axis: points from 1 to
    5, or None, where its line breaks. `not_shown` follows the name of a series without any value. Raises ValueError for
    no axes, a series of another length, a value off the scale, and a bad colour or id.
    """
    check_colour(colour)
    if not axes:
        raise ValueError("a spider needs at least one axis")
    for one in series:
        if len(one.values) != len(axes):
            raise ValueError(f"{one.name!r} has {len(one.values)} values for {len(axes)} axes")

    labels, (left, top, right, bottom) = place_labels(tuple(axes), RIM)
    half = max(NARROWEST / 2, -left + _EDGE, right + _EDGE)
    bottom += _EDGE
    drawing = [_web(len(axes)), *_shapes(series, looks(series, colour)), labels]
    if with_legend and series:
        drawn, height = rows(
            series, colour, left=-half + _EDGE, top=bottom + 12, across=2 * half - 2 * _EDGE, not_shown=not_shown
        )
        drawing.append(drawn)
        bottom += 12 + height + _EDGE
    return document(
        *drawing,
        id=id,
        title=title,
        description=description,
        box=(-half, top - _EDGE, 2 * half, bottom - top + _EDGE),
        font=font,
        kind="chart-spider",
    )


def point(axis: int, axes: int, value: float) -> Point:
    """Where a value (1 to 5) is on an axis; ValueError off the scale."""
    x, y = direction(axis, axes)
    far = RIM * share(value)
    return x * far, y * far


@lru_cache
def _web(axes: int) -> Svg:
    values = range(LOWEST + 1, HIGHEST + 1)
    rings = "".join(_ring(axes, value) for value in values)
    spokes = "".join(f"M0 0L{_written(point(axis, axes, HIGHEST))}" for axis in range(axes))
    numbers = [
        tag("text", str(value), x=-8, y=point(0, axes, value)[1] + _NUMBER_SIZE * 0.36)
        for value in range(LOWEST, HIGHEST + 1)
    ]
    return tag(
        "g",
        tag("path", d=rings + spokes, class_="chart-rule", fill="none", stroke=RULE, stroke_width=0.9),
        tag("g", *numbers, class_="chart-soft", font_size=_NUMBER_SIZE, text_anchor="end", fill=SOFT_INK),
    )


def _ring(axes: int, value: int) -> str:
    if axes < 3:
        far = number(RIM * share(value))
        return f"M-{far} 0a{far} {far} 0 1 1 {number(2 * RIM * share(value))} 0a{far} {far} 0 1 1-{2 * float(far)} 0z"
    return "M" + "L".join(_written(point(axis, axes, value)) for axis in range(axes)) + "z"


def _shapes(series: Sequence[Series], chosen: Sequence[Look]) -> list[Svg]:
    """Fills, then lines, then markers, so that nothing is hidden."""
    places = [[None if v is None else point(i, len(s.values), v) for i, v in enumerate(s.values)] for s in series]
    fills, lines = [], []
    for place, look in zip(places, chosen, strict=True):
        whole = [spot for spot in place if spot]
        closed = len(whole) == len(place) > 2
        path = _joined(whole) + "z" if closed else "".join(map(_joined, _unbroken(place)))
        if look.fill and closed:
            fills.append(tag("path", d=path, class_="chart-fill", fill=look.stroke, fill_opacity="0.18"))
        if path:
            lines.append(tag("path", d=path, **look.line_attributes()))
    dots = [markers(chosen[index], [spot for spot in places[index] if spot]) for index in painting_order(chosen)]
    return [
        tag("g", *fills, *lines, class_="chart-series", fill="none", stroke_linejoin="round") if lines else Svg(""),
        *dots,
    ]


def _unbroken(place: Sequence[Point | None]) -> list[list[Point]]:
    """Runs of two or more neighbouring points that a line can join."""
    if None not in place:
        return [[spot for spot in place if spot]] if len(place) > 1 else []
    start = place.index(None)
    turned = [*place[start:], *place[:start]]
    runs = [
        [spot for spot in run if spot] for known, run in groupby(turned, key=lambda spot: spot is not None) if known
    ]
    return [run for run in runs if len(run) > 1]


def _joined(run: Sequence[Point]) -> str:
    return "M" + "L".join(map(_written, run)) if run else ""


def _written(spot: Point) -> str:
    return f"{number(spot[0])} {number(spot[1])}"
