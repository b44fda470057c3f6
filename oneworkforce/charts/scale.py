"""The scale that every picture shares: 1, fragmented, to 5, reformed; None where nothing may be shown."""

from math import cos, pi, sin

LOWEST, HIGHEST = 1, 5

INK = "#1d1d28"
SOFT_INK = "#474753"
RULE = "#d0d0d8"
PAPER = "#ffffff"


def share(position: float) -> float:
    """How far along the scale a position stands, from 0 at the lowest answer to 1 at the highest.

    Raises ValueError for anything not on the scale, so that a mistake is never drawn as a plausible picture.
    """
    if not LOWEST <= position <= HIGHEST:
        raise ValueError(f"not a position from {LOWEST} to {HIGHEST}: {position!r}")
    return (position - LOWEST) / (HIGHEST - LOWEST)


def on_arc(radius: float, along: float) -> tuple[float, float]:
    """The point on a half circle about the origin, from the left end (0) over the top to the right end (1)."""
    angle = pi * (1 - along)
    return radius * cos(angle), -radius * sin(angle)


def direction(axis: int, axes: int) -> tuple[float, float]:
    """The unit vector of an axis of a spider: the first points up, the others follow clockwise."""
    angle = 2 * pi * axis / axes - pi / 2
    return cos(angle), sin(angle)
