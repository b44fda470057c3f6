"""The pictures that stand beside sentences: line drawings of our own in one stroke, in the colour of the text.

A pack names them; it cannot bring its own, since what is put into a page must not come from elsewhere.
"""

from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent / "pictures"


@cache
def picture_names() -> frozenset[str]:
    """The name of every picture there is."""
    return frozenset(path.stem for path in DIRECTORY.glob("*.svg"))


@cache
def picture(name: str) -> str:
    """The SVG of a picture, 64 × 64 units, drawn with `currentColor`. Raises KeyError for an unknown name."""
    if name not in picture_names():
        raise KeyError(name)
    return (DIRECTORY / f"{name}.svg").read_text(encoding="utf-8").strip()
