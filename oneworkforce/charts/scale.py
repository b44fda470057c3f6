"""The scale of every picture: 1, fragmented, to 5, reformed."""

from math import cos, pi, sin

LOWEST, HIGHEST = 1, 5

INK = "#1d1d28"
SOFT_INK = "#474753"
RULE = "#d0d0d8"
PAPER = "#ffffff"


def share(position: float) -> float:
    """A position as 0 (lowest) to 1 (highest); ValueError off the scale, so a mistake never looks plausible."""
    if not LOWEST <= position <= HIGHEST:
        raise ValueError(f"not a position from {LOWEST} to {HIGHEST}: {position!r}")
    return (position - LOWEST) / (HIGHEST - LOWEST)


def on_arc(radius: float, along: float) -> tuple[float, float]:
    """A point on a half circle, from the left end (0) over the top to the right end (1)."""
    angle = pi * (1 - along)
    return radius * cos(angle), -radius * sin(angle)


def direction(axis: int, axes: int) -> tuple[float, float]:
    """An axis's unit vector: the first points up, the rest go clockwise."""
    angle = 2 * pi * axis / axes - pi / 2
    return cos(angle), sin(angle)
