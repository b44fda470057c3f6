"""Places axis names round the web, so that none is cut or overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .lettering import ASCENT, DESCENT, LINE, width, wrap
from .scale import INK, RULE, direction
from .svg import Svg, number, tag, together

SIZE = 12.0
_STEP = SIZE * LINE
_AWAY = 9.0
_CLEAR = 5.0
_SIDE_ROOM, _SIDE_ROOM_FOR_LONG, _TOP_ROOM = 90.0, 140.0, 190.0
_MOST_LINES = 4
_LEADER_FROM = 16.0

Bounds = tuple[float, float, float, float]


@dataclass(slots=True)
class _Label:
    lines: tuple[str, ...]
    anchor: str
    x: float
    top: float
    axis: tuple[float, float]
    natural_top: float = field(init=False)
    wide: float = field(init=False)
    high: float = field(init=False)
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.natural_top = self.top
        self.wide = max((width(line, SIZE) for line in self.lines), default=0.0)
        self.high = (len(self.lines) - 1) * _STEP + SIZE * (ASCENT + DESCENT) if self.lines else 0.0
        self.left = self.x - {"start": 0.0, "middle": self.wide / 2, "end": self.wide}[self.anchor]

    @property
    def bottom(self) -> float:
        return self.top + self.high

    def overlaps(self, other: "_Label") -> bool:
        across = self.left < other.left + other.wide + _CLEAR and other.left < self.left + self.wide + _CLEAR
        return across and self.top < other.bottom + _CLEAR and other.top < self.bottom + _CLEAR


@lru_cache(maxsize=512)
def place_labels(names: tuple[str, ...], rim: float) -> tuple[Svg, Bounds]:
    """The drawing, and the left, top, right and bottom of web and labels."""
    labels = [_beside_its_axis(name, index, len(names), rim) for index, name in enumerate(names)]
    for side in ("start", "end"):
        _spread([label for label in labels if label.anchor == side])
    for label in labels:
        if label.anchor == "middle":
            _clear_the_way(label, [other for other in labels if other is not label])
    bounds = (
        min([-rim, *(label.left for label in labels)]),
        min([-rim, *(label.top for label in labels)]),
        max([rim, *(label.left + label.wide for label in labels)]),
        max([_lowest(len(names), rim), *(label.bottom for label in labels)]),
    )
    drawing = tag(
        "g", *(_drawn(label, rim) for label in labels), class_="chart-axes chart-ink", font_size=SIZE, fill=INK
    )
    return drawing, bounds


def _lowest(axes: int, rim: float) -> float:
    return max(direction(axis, axes)[1] for axis in range(axes)) * rim + 6 if axes > 2 else rim


def _beside_its_axis(name: str, axis: int, axes: int, rim: float) -> _Label:
    x, y = direction(axis, axes)
    upright = abs(x) < 0.01
    room = min(_TOP_ROOM, _room_between_neighbours(axes, rim)) if upright else _SIDE_ROOM
    longest_word = max((width(word, SIZE) for word in name.split()), default=0.0)
    room = max(room, min(longest_word, _SIDE_ROOM_FOR_LONG))
    lines = wrap(name, SIZE, room)
    if len(lines) > _MOST_LINES:
        lines = wrap(name, SIZE, max(room, _SIDE_ROOM_FOR_LONG))
    label = _Label(lines, "middle" if upright else "start" if x > 0 else "end", x * (rim + _AWAY), 0, (x, y))
    inwards = label.high * (1 - abs(y)) / 2 if upright else min(label.high * (1 - abs(y)) / 2 + 2, label.high / 2)
    edge = y * (rim + (8 if upright else _AWAY))
    label.top = edge + inwards - label.high if y < 0 else edge - inwards
    label.natural_top = label.top
    return label


def _room_between_neighbours(axes: int, rim: float) -> float:
    """How wide a label above the web can be."""
    if axes < 5:
        return _TOP_ROOM
    return max(_SIDE_ROOM, 2 * direction(1, axes)[0] * (rim + _AWAY) - 2 * _CLEAR)


def _spread(side: list[_Label]) -> None:
    """Move the labels of one side apart, up and down from the middle."""
    if not side:
        return
    side.sort(key=lambda label: label.axis[1])
    middle = min(range(len(side)), key=lambda index: abs(side[index].axis[1]))
    for upper in range(middle - 1, -1, -1):
        side[upper].top = min(side[upper].top, side[upper + 1].top - _CLEAR - side[upper].high)
    for lower in range(middle + 1, len(side)):
        side[lower].top = max(side[lower].top, side[lower - 1].bottom + _CLEAR)


def _clear_the_way(label: _Label, others: Sequence[_Label]) -> None:
    """Move a label further up or down until it touches no other."""
    for other in sorted(others, key=lambda other: -other.top if label.axis[1] < 0 else other.top):
        if label.overlaps(other):
            label.top = other.top - _CLEAR - label.high if label.axis[1] < 0 else other.bottom + _CLEAR


def _drawn(label: _Label, rim: float) -> Svg:
    first = label.top + SIZE * ASCENT
    lines = (tag("text", line, x=label.x or None, y=first + nth * _STEP) for nth, line in enumerate(label.lines))
    anchor = None if label.anchor == "start" else label.anchor
    return tag("g", _leader(label, rim), *lines, text_anchor=anchor) if label.lines else Svg("")


def _leader(label: _Label, rim: float) -> Svg:
    """A thin line from the axis to a label that had to move."""
    if abs(label.top - label.natural_top) < _LEADER_FROM:
        return together()
    x, y = label.axis
    near = label.bottom + 1 if y < 0 else label.top - 1
    beside = label.x - 3 * ((x > 0.01) - (x < -0.01))
    if label.top < y * (rim + _AWAY) < label.bottom:
        near = y * (rim + _AWAY)
    path = f"M{number(x * (rim + 2))} {number(y * (rim + 2))}L{number(beside)} {number(near)}"
    return tag("path", d=path, class_="chart-rule", fill="none", stroke=RULE, stroke_width=0.9)
