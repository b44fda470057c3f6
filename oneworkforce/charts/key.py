"""The key to a spider diagram."""

from collections.abc import Sequence

from .lettering import LINE, SCREEN_FONT, width, wrap
from .scale import INK
from .series import Look, Series, looks, markers
from .svg import Svg, document, number, tag, together

SIZE = 12.0
_SAMPLE, _GAP, _BETWEEN, _ROW = 34.0, 7.0, 16.0, 7.0


def legend(
    series: Sequence[Series],
    colour: str,
    *,
    id: str = "legend",
    title: str = "",
    not_shown: str = "Not shown",
    across: float = 358.0,
    font: str = SCREEN_FONT,
) -> str:
    """The key as a picture of its own, `across` units wide.

    `title` is for assistive technology, the series' names if empty. `not_shown` follows the name of a series without
    any position. Raises ValueError for a colour that isn't #rrggbb.
    """
    drawing, height = rows(series, colour, left=0, top=2, across=across, not_shown=not_shown)
    return document(
        drawing,
        id=id,
        title=title or ", ".join(one.name for one in series),
        description="",
        box=(0, 0, across, height + 4),
        font=font,
        kind="chart-legend",
    )


def rows(
    series: Sequence[Series], colour: str, *, left: float, top: float, across: float, not_shown: str
) -> tuple[Svg, float]:
    """The key's drawing and height."""
    room = across - _SAMPLE - _GAP
    step = SIZE * LINE
    items: list[Svg] = []
    x, y, row_height = left, top, 0.0
    for one, look in zip(series, looks(series, colour), strict=True):
        lines = wrap(_words(one, not_shown), SIZE, room) or ("",)
        wide = _SAMPLE + _GAP + max(width(line, SIZE) for line in lines)
        if x > left and x + wide > left + across:
            x, y, row_height = left, y + row_height + _ROW, 0.0
        baseline = y + SIZE * 0.95
        items.append(_sample(look, x, baseline - SIZE * 0.34))
        items.extend(tag("text", line, x=x + _SAMPLE + _GAP, y=baseline + nth * step) for nth, line in enumerate(lines))
        row_height = max(row_height, len(lines) * step)
        x += wide + _BETWEEN
    drawing = tag("g", *items, class_="chart-key chart-ink", font_size=SIZE, fill=INK) if items else Svg("")
    return drawing, y + row_height - top


def _words(one: Series, not_shown: str) -> str:
    return one.name if any(value is not None for value in one.values) else f"{one.name} · {not_shown}"


def _sample(look: Look, x: float, y: float) -> Svg:
    line = tag("path", d=f"M{number(x + 1)} {number(y)}h{number(_SAMPLE - 2)}", **look.line_attributes())
    fill = Svg("")
    if look.fill:
        fill = tag(
            "rect", x=x, y=y - 5, width=_SAMPLE, height=10, class_="chart-fill", fill=look.stroke, fill_opacity="0.18"
        )
    return together(fill, line, markers(look, [(x + _SAMPLE / 2, y)]))
