"""How series differ: by line, marker and name, never by colour alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .scale import INK, PAPER
from .svg import Svg, check_colour, number, tag

Style = Literal["filled", "dashed", "dotted", "thin"]


@dataclass(frozen=True, slots=True)
class Series:
    """A group's positions, one for each axis: points from 1 to 5, or None if not shown.

    `style` is filled for the main group, dashed for leaders, dotted for the goal and thin for any other. Series that
    share a style still get their own marker and line.
    """

    name: str
    values: Sequence[float | None]
    style: Style = "filled"


@dataclass(frozen=True, slots=True)
class Look:
    """A series' line and marker; larger markers (`order`) go beneath smaller ones."""

    stroke: str
    ink: bool
    weight: float
    dashes: str | None
    round_dots: bool
    marker: str
    fill: bool

    def line_attributes(self) -> dict[str, str | float | None]:
        return {
            "class_": "chart-ink-line" if self.ink else "chart-line",
            "stroke": self.stroke,
            "stroke_width": self.weight,
            "stroke_dasharray": self.dashes,
            "stroke_linecap": "round" if self.round_dots else None,
        }

    def marker_attributes(self) -> dict[str, str | float | None]:
        """Open shapes are filled with paper, so that no line runs through them."""
        side = "ink-line" if self.ink else "line"
        if self.marker == "circle":
            return {"class_": f"chart-{side} chart-solid", "fill": self.stroke, "stroke": PAPER, "stroke_width": 0.8}
        return {"class_": f"chart-{side} chart-paper", "fill": PAPER, "stroke": self.stroke, "stroke_width": 1.5}


def _polygon(*corners: tuple[float, float]) -> Callable[[float, float], str]:
    def draw(x: float, y: float) -> str:
        points = [f"{number(x + right)} {number(y + down)}" for right, down in corners]
        return "M" + "L".join(points) + "z"

    return draw


def _circle(x: float, y: float) -> str:
    return f"M{number(x - 3)} {number(y)}a3 3 0 1 1 6 0a3 3 0 1 1-6 0z"


_MARKERS: dict[str, Callable[[float, float], str]] = {
    "circle": _circle,
    "square": _polygon((-3.7, -3.7), (3.7, -3.7), (3.7, 3.7), (-3.7, 3.7)),
    "diamond": _polygon((0, -5.7), (5.7, 0), (0, 5.7), (-5.7, 0)),
    "triangle": _polygon((0, -5.4), (5, 3.4), (-5, 3.4)),
    "inverted": _polygon((0, 5.4), (5, -3.4), (-5, -3.4)),
    "bar": _polygon((-6, -2), (6, -2), (6, 2), (-6, 2)),
    "post": _polygon((-2, -6), (2, -6), (2, 6), (-2, 6)),
    "cross": _polygon(
        (-1.6, -5.4), (1.6, -5.4), (1.6, -1.6), (5.4, -1.6), (5.4, 1.6), (1.6, 1.6),
        (1.6, 5.4), (-1.6, 5.4), (-1.6, 1.6), (-5.4, 1.6), (-5.4, -1.6), (-1.6, -1.6),
    ),
}  # fmt: skip
_PAINTED_FIRST = ("post", "bar", "cross", "diamond", "inverted", "triangle", "square", "circle")

_OWN_MARKER: dict[Style, str] = {"filled": "circle", "dashed": "square", "dotted": "diamond", "thin": "triangle"}
_OWN_DASHES: dict[Style, tuple[str | None, ...]] = {
    "filled": (None, "14 3", "20 3 3 3"),
    "dashed": ("5 3", "9 4", "12 3 5 3"),
    "dotted": ("0.1 3.6", "0.1 5.4", "0.1 3.6 0.1 7"),
    "thin": ("8 2.5 1.5 2.5", "3 2", "12 2 1.5 2 1.5 2"),
}
_WEIGHT: dict[Style, float] = {"filled": 2.2, "dashed": 1.7, "dotted": 2.1, "thin": 1.2}


def looks(series: Sequence[Series], colour: str) -> list[Look]:
    """A different look for each series; ValueError unless `colour` is #rrggbb."""
    check_colour(colour)
    taken: list[str] = []
    seen: dict[Style, int] = {}
    wanted = {_OWN_MARKER[one.style] for one in series}
    spare = [marker for marker in ("inverted", "cross", "post", "bar", *_MARKERS) if marker not in wanted]
    chosen = []
    for one in series:
        nth = seen.get(one.style, 0)
        seen[one.style] = nth + 1
        left = [marker for marker in spare if marker not in taken] or list(_MARKERS)
        marker = _OWN_MARKER[one.style] if nth == 0 else left[0]
        taken.append(marker)
        ink = one.style in ("dashed", "thin")
        dashes = _OWN_DASHES[one.style]
        chosen.append(
            Look(
                stroke=INK if ink else colour,
                ink=ink,
                weight=_WEIGHT[one.style],
                dashes=dashes[nth % len(dashes)],
                round_dots=one.style == "dotted",
                marker=marker,
                fill=one.style == "filled" and nth == 0,
            )
        )
    return chosen


def painting_order(chosen: Sequence[Look]) -> list[int]:
    """Largest markers first, so that all at one place stay visible."""
    return sorted(range(len(chosen)), key=lambda index: _PAINTED_FIRST.index(chosen[index].marker))


def markers(look: Look, points: Sequence[tuple[float, float]]) -> Svg:
    """A series' markers as one path."""
    if not points:
        return Svg("")
    return tag("path", d="".join(_MARKERS[look.marker](x, y) for x, y in points), **look.marker_attributes())
