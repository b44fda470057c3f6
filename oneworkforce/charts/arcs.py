"""One arc of the rainbow."""

from dataclasses import dataclass
from itertools import pairwise
from math import pi

from .lettering import width
from .scale import INK, PAPER, on_arc, share
from .svg import Svg, check_colour, check_link, number, tag, together

THICK, PITCH = 17.0, 19.0
"""An arc's thickness and the distance to the next, in drawing units."""

_SIZES = (13.0, 12.0, 11.0)
_INSET = 7.0
_BESIDE_GOAL = 6.0
_OVERSHOOT = 2.5


@dataclass(frozen=True, slots=True)
class Arc:
    """A theme in the rainbow.

    `position` and `goal` are points from 1 to 5. A position of None may not be shown; a goal of None isn't set.
    `colour` is #rrggbb, dark enough for white text. `name` is the link's accessible name, the label if empty.
    """

    label: str
    colour: str
    position: float | None
    goal: float | None = None
    href: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words along an arc. `start` and `end` run from 0 at the left to 1 at the right."""

    words: str
    size: float
    start: float
    end: float
    centred: bool = False


def along_the_arc(words: str, radius: float, *, goal: float | None, centred: bool) -> Lettering | None:
    """Where `words` fit on the arc without touching its goal mark; None if they don't.

    They start at the fragmented end if possible, and shrink before they move or give up.
    """
    spots = [0.0, 1.0] if goal is None else [0.0, share(goal), 1.0]
    for size in _SIZES:
        length = pi * _baseline(radius, size)
        needed = width(words, size, bold=True)
        if centred:
            room = length - 2 * _INSET
            if needed <= room:
                return Lettering(words, size, 0.5 - needed / length / 2, 0.5 + needed / length / 2, centred=True)
            continue
        for nth, (before, after) in enumerate(pairwise(spots)):
            start = before * length + (_BESIDE_GOAL if nth else _INSET)
            stop = after * length - (_INSET if after == 1.0 else _BESIDE_GOAL)
            if start + needed <= stop:
                return Lettering(words, size, start / length, (start + needed) / length)
    return None


def draw(arc: Arc, radius: float, lettering: Lettering | None, *, id: str, whole: bool) -> Svg:
    """The arc round the origin; `radius` is of its middle line, `id` must be unique.

    Words are white on the fill and dark beyond it.
    """
    check_colour(arc.colour)
    filled = 1.0 if whole else 0.0 if arc.position is None else share(arc.position)
    band: dict[str, str | float | None] = {"fill": "none", "stroke": arc.colour, "stroke_width": THICK}
    pieces = []
    if filled < 1:
        pieces.append(tag("path", d=_line(radius, 0, 1), class_="arc-tint", stroke_opacity="0.16", **band))
    if filled > 0:
        pieces.append(tag("path", d=_line(radius, 0, filled), class_="arc-fill", **band))
    if lettering:
        pieces.append(_label(lettering, radius, filled, id))
    if arc.goal is not None and not whole:
        pieces.append(_goal(radius, share(arc.goal)))
    if lettering:
        baseline = _baseline(radius, lettering.size)
        pieces.append(tag("defs", tag("path", d=_line(baseline, 0, 1), id=f"{id}-line")))
    return _linked(arc, radius, together(*pieces), lettering.words if lettering else "")


def _linked(arc: Arc, radius: float, drawing: Svg, seen: str) -> Svg:
    """The drawing as a link. Its name contains the visible label, because people say what they see."""
    if not arc.href:
        return tag("g", drawing, class_="arc")
    check_link(arc.href)
    name = arc.name or arc.label
    name = name if seen in name else f"{seen}. {name}"
    focus = tag("path", d=_sector(radius, 1), class_="arc-focus", fill="none", stroke="none", stroke_width=3)
    return tag("a", drawing, focus, class_="arc arc-link", href=arc.href, aria_label=name)


def _baseline(radius: float, size: float) -> float:
    """The radius that centres capitals in the band."""
    return radius - 0.36 * size


def _words(lettering: Lettering, radius: float, id: str, **attributes: str | float | None) -> Svg:
    offset = "50%" if lettering.centred else number(lettering.start * pi * _baseline(radius, lettering.size))
    return tag(
        "text",
        tag("textPath", lettering.words, href=f"#{id}-line", startOffset=offset),
        font_size=lettering.size,
        font_weight="600",
        text_anchor="middle" if lettering.centred else None,
        **attributes,
    )


def _label(lettering: Lettering, radius: float, filled: float, id: str) -> Svg:
    """White on the fill, dark beyond, but a single text so that it is read once."""
    if lettering.end <= filled:
        return _words(lettering, radius, id, class_="arc-label chart-on-colour", fill=PAPER)
    if lettering.start >= filled:
        return _words(lettering, radius, id, class_="arc-label chart-ink", fill=INK)
    words = _words(lettering, radius, id, class_="arc-label chart-across", fill=f"url(#{id}-change)")
    return together(tag("defs", _change(filled, f"{id}-change")), words)


def _change(filled: float, id: str) -> Svg:
    """A gradient that jumps from white to dark at the fill's end.

    It works because an arc is half a circle: a line from the origin has all the fill on one side.
    """
    x, y = on_arc(1000, filled)
    return tag(
        "linearGradient",
        tag("stop", offset="0.5", stop_color=PAPER),
        tag("stop", offset="0.5", stop_color=INK),
        id=id,
        gradientUnits="userSpaceOnUse",
        x1=number(y),
        y1=number(-x),
        x2=number(-y),
        y2=number(x),
    )


def _goal(radius: float, along: float) -> Svg:
    """A dark stroke with a paper edge, to show on fill and tint."""
    x, y = on_arc(radius - THICK / 2 - _OVERSHOOT, along)
    outer_x, outer_y = on_arc(radius + THICK / 2 + _OVERSHOOT, along)
    path = f"M{number(x)} {number(y)}L{number(outer_x)} {number(outer_y)}"
    return together(
        tag("path", d=path, class_="chart-paper-line", stroke=PAPER, stroke_width=6),
        tag("path", d=path, class_="arc-goal chart-ink-line", stroke=INK, stroke_width=3),
    )


def _line(radius: float, start: float, end: float) -> str:
    x, y = on_arc(radius, start)
    to_x, to_y = on_arc(radius, end)
    return f"M{number(x)} {number(y)}A{number(radius)} {number(radius)} 0 0 1 {number(to_x)} {number(to_y)}"


def _sector(radius: float, end: float) -> str:
    """The outline of the arc's band up to `end`."""
    outer, inner = radius + THICK / 2, radius - THICK / 2
    x, y = on_arc(inner, end)
    back = f"A{number(inner)} {number(inner)} 0 0 0 {number(-inner)} 0z"
    return f"{_line(outer, 0, end)}L{number(x)} {number(y)}{back}"
