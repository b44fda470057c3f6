"""Every theme as an arc, from fragmented on the left to reformed on the right."""

from collections.abc import Sequence
from math import hypot

from .arcs import PITCH, THICK, Arc, Lettering, along_the_arc, draw
from .lettering import ASCENT, DESCENT, LINE, SCREEN_FONT, reads_right_to_left, width, wrap
from .scale import HIGHEST, INK, LOWEST, PAPER, SOFT_INK, on_arc, share
from .svg import Svg, check_identifier, document, number, tag, together

_OUTER, _SMALLEST_INNER = 211.0, 59.0
_MARGIN = 18.0
_HEADING, _TEXT, _TICK = 12.0, 12.0, 11.0
_FOOT = 6.0
_BETWEEN = 14.0


def rainbow(
    arcs: Sequence[Arc],
    *,
    id: str,
    title: str,
    description: str,
    centre: Sequence[str] = (),
    low: str,
    high: str,
    whole: bool = False,
    not_shown: str = "Not shown",
    font: str = SCREEN_FONT,
) -> str:
    """The rainbow as SVG, first arc outermost, with its origin in the middle of the base.

    `centre` goes in the middle: its first line under the arch if it fits, the others at the foot. `whole` draws full
    arcs without positions or scale. A position of None writes `not_shown` on an unfilled arc. A label that doesn't fit
    is numbered and written out below.

    A stylesheet shows focus with a stroke on `.arc-link:focus-visible .arc-focus`. Raises ValueError for a position or
    goal off the scale, and for a bad id, colour or link.
    """
    check_identifier(id)
    outer = max(_OUTER, _SMALLEST_INNER + PITCH * len(arcs))
    inner = outer - PITCH * len(arcs)
    drawn, overflow = [], []
    for nth, arc in enumerate(arcs):
        radius = outer - THICK / 2 - PITCH * nth
        words = _words(arc, whole, not_shown)
        lettering = _fitted(arc, words, radius, whole)
        if lettering is None and words:
            lettering = along_the_arc(str(nth + 1), radius, goal=None if whole else arc.goal, centred=whole)
            overflow.append((nth + 1, words, arc.colour))
        drawn.append(draw(arc, radius, lettering, id=f"{id}-arc-{nth + 1}", whole=whole))

    half = outer + _MARGIN
    foot, height = _foot(centre, low, high, inner=inner, outer=outer)
    rows, rows_height = _rows(overflow, top=height, half=outer)
    top = outer + (_MARGIN if not whole else _FOOT)
    return document(
        Svg("") if whole else _scale(outer),
        *drawn,
        foot,
        rows,
        id=id,
        title=title,
        description=description,
        box=(-half, -top, 2 * half, top + height + rows_height),
        font=font,
        kind="chart-rainbow",
        interactive=any(arc.href for arc in arcs),
    )


def _words(arc: Arc, whole: bool, not_shown: str) -> str:
    label = " ".join(arc.label.split())
    return label if whole or arc.position is not None else f"{label} · {not_shown}"


def _fitted(arc: Arc, words: str, radius: float, whole: bool) -> Lettering | None:
    """The label along its arc, if it fits. Scripts that join letters and read right to left are never bent."""
    if not words or reads_right_to_left(words):
        return None
    return along_the_arc(words, radius, goal=None if whole else arc.goal, centred=whole)


def _scale(outer: float) -> Svg:
    """A tick and a number for each answer."""
    ticks, numbers = "", []
    for answer in range(LOWEST, HIGHEST + 1):
        along = share(answer)
        x, y = on_arc(outer + 2, along)
        to_x, to_y = on_arc(outer + 5, along)
        ticks += f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"
        x, y = on_arc(outer + 11.5, along)
        numbers.append(tag("text", str(answer), x=x, y=min(y + _TICK * 0.36, 0)))
    return tag(
        "g",
        tag("path", d=ticks, class_="chart-soft-line", stroke=SOFT_INK, stroke_width=1),
        *numbers,
        class_="chart-soft",
        font_size=_TICK,
        text_anchor="middle",
        fill=SOFT_INK,
        aria_hidden="true",
    )


def _foot(centre: Sequence[str], low: str, high: str, *, inner: float, outer: float) -> tuple[Svg, float]:
    """The ends of the scale and the centre's lines, and how far below the base they go."""
    ends_room = outer * 0.55
    ends = [wrap(low, _TEXT, ends_room), wrap(high, _TEXT, ends_room)]
    pieces = [
        _block(ends[0], x=-outer, top=_FOOT, size=_TEXT, anchor=None),
        _block(ends[1], x=outer, top=_FOOT, size=_TEXT, anchor="end"),
    ]
    ends_height = _height(max(map(len, ends)), _TEXT)
    ends_wide = max((width(line, _TEXT) for lines in ends for line in lines), default=0.0)

    heading, *others = centre or ("",)
    arch = _under_the_arch(heading, inner)
    if arch:
        pieces.append(_block(arch, top=-_height(len(arch), _HEADING) - 2, size=_HEADING, bold=True))
        heading = ""
    room = 2 * (outer - ends_wide - _BETWEEN)
    beside = room >= outer * 0.8
    room = room if beside else 2 * outer
    top = _FOOT if beside else _FOOT + ends_height + 4
    y = top
    if heading:
        lines = wrap(heading, _HEADING, room, bold=True)
        pieces.append(_block(lines, top=y, size=_HEADING, bold=True))
        y += _height(len(lines), _HEADING) + 2
    for line in others:
        lines = wrap(line, _TEXT, room)
        pieces.append(_block(lines, top=y, size=_TEXT, soft=True))
        y += _height(len(lines), _TEXT)
    return together(*pieces), max(y, _FOOT + ends_height) + _FOOT


def _under_the_arch(heading: str, inner: float) -> tuple[str, ...]:
    """The heading in lines that clear the innermost arc, or nothing."""
    radius = inner - 3
    for room in range(int(2 * radius), 20, -3):
        lines = wrap(heading, _HEADING, room, bold=True)
        top = _height(len(lines), _HEADING) + 2
        corners = [
            hypot(width(line, _HEADING, bold=True) / 2, top - nth * _HEADING * LINE) for nth, line in enumerate(lines)
        ]
        whole_words = " ".join(lines).split() == heading.split()
        if lines and whole_words and max(corners) <= radius:
            return lines
    return ()


def _height(lines: int, size: float) -> float:
    return (lines - 1) * size * LINE + size * (ASCENT + DESCENT) if lines else 0.0


def _block(
    lines: Sequence[str],
    *,
    top: float,
    size: float,
    x: float = 0,
    anchor: str | None = "middle",
    bold: bool = False,
    soft: bool = False,
) -> Svg:
    if not lines:
        return Svg("")
    first = top + size * ASCENT
    texts = [tag("text", line, x=x or None, y=first + nth * size * LINE) for nth, line in enumerate(lines)]
    return tag(
        "g",
        *texts,
        class_="chart-soft" if soft else "chart-ink",
        font_size=size,
        font_weight="600" if bold else None,
        text_anchor=anchor,
        fill=SOFT_INK if soft else INK,
    )


def _rows(overflow: Sequence[tuple[int, str, str]], *, top: float, half: float) -> tuple[Svg, float]:
    """The numbered labels written out, and their height."""
    if not overflow:
        return Svg(""), 0.0
    badge = max(18.0, *(width(str(nth), _TEXT, bold=True) + 8 for nth, _, _ in overflow))
    y = top + 4
    pieces = []
    for nth, words, colour in overflow:
        pieces.append(tag("rect", x=-half, y=y, width=badge, height=18, rx=3, fill=colour))
        pieces.append(
            tag(
                "text", str(nth), x=-half + badge / 2, y=y + 13.3, class_="chart-on-colour",
                font_weight="600", font_size=_TEXT, text_anchor="middle", fill=PAPER,
            )
        )  # fmt: skip
        lines = wrap(words, _TEXT, 2 * half - badge - 8)
        pieces.append(_block(lines, x=-half + badge + 8, top=y + 3, size=_TEXT, anchor=None))
        y += max(18.0, _height(len(lines), _TEXT) + 3) + 6
    return tag("g", *pieces, class_="chart-key"), y - top
