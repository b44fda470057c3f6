"""How the answers to one dimension are spread over 1 to 5."""

from collections.abc import Sequence

from .lettering import ASCENT, DESCENT, LINE, SCREEN_FONT, width, wrap
from .scale import INK, LOWEST, RULE, SOFT_INK
from .svg import Svg, check_colour, document, number, tag

_SIZE, _SMALL = 12.0, 10.5
_TALLEST, _SHORTEST = 64.0, 1.5
_COLUMN, _BAR = 50.0, 34.0
_EDGE = 4.0


def distribution(
    counts: Sequence[int] | None,
    *,
    id: str,
    title: str,
    description: str,
    colour: str,
    low: str = "",
    high: str = "",
    not_shown: str = "Not shown",
    font: str = SCREEN_FONT,
) -> str:
    """Five bars as SVG, each with its people and per cent.

    `counts` are people for the answers 1 to 5; None draws only the scale and `not_shown`. Raises ValueError unless
    there are five, none negative.
    """
    check_colour(colour)
    if counts is not None and (len(counts) != 5 or min(counts) < 0):
        raise ValueError(f"not five counts of people: {counts!r}")

    figures = [f"{count:,}" for count in counts or ()]
    column = max([_COLUMN, *(width(figure, _SIZE, bold=True) + 8 for figure in figures)])
    across = 5 * column
    drawing = [
        tag("path", d=f"M0 0H{number(across)}", class_="chart-rule", fill="none", stroke=RULE, stroke_width=1),
        _answers(column),
    ]
    if counts is None:
        drawing.append(_words(not_shown, across))
    else:
        drawing += [_bars(counts, column, colour), _figures(counts, figures, column)]
    ends, below = _ends(low, high, column)
    top = -_TALLEST - 2 * _SIZE * LINE - _EDGE
    return document(
        *drawing,
        ends,
        id=id,
        title=title,
        description=description,
        box=(-_EDGE, top, across + 2 * _EDGE, -top + below + _EDGE),
        font=font,
        kind="chart-distribution",
    )


def _height(count: int, most: int) -> float:
    return max(_SHORTEST, _TALLEST * count / most) if count else 0.0


def _bars(counts: Sequence[int], column: float, colour: str) -> Svg:
    bars = [
        tag("rect", x=(nth + 0.5) * column - _BAR / 2, y=-tall, width=_BAR, height=tall)
        for nth, count in enumerate(counts)
        if (tall := _height(count, max(counts)))
    ]
    return tag("g", *bars, class_="chart-bars", fill=colour) if bars else Svg("")


def _figures(counts: Sequence[int], figures: Sequence[str], column: float) -> Svg:
    total = sum(counts)
    texts = []
    for nth, (count, figure) in enumerate(zip(counts, figures, strict=True)):
        x, y = (nth + 0.5) * column, -_height(count, max(counts)) - 5
        share = _per_cent(count, total)
        texts.append(tag("text", figure, x=x, y=y - (_SMALL * LINE if share else 0), font_weight="600"))
        if share:
            texts.append(tag("text", share, x=x, y=y, class_="chart-soft", font_size=_SMALL, fill=SOFT_INK))
    return tag("g", *texts, class_="chart-ink", font_size=_SIZE, text_anchor="middle", fill=INK)


def _per_cent(count: int, total: int) -> str:
    if not total:
        return ""
    share = 100 * count / total
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{share:.0f}%"


def _answers(column: float) -> Svg:
    texts = [tag("text", str(LOWEST + nth), x=(nth + 0.5) * column, y=_SIZE * 1.3) for nth in range(5)]
    return tag("g", *texts, class_="chart-ink", font_size=_SIZE, text_anchor="middle", fill=INK)


def _words(words: str, across: float) -> Svg:
    lines = wrap(words, _SIZE, across - 2 * _EDGE)
    first = -_TALLEST / 2 - (len(lines) - 1) * _SIZE * LINE / 2
    texts = [tag("text", line, x=across / 2, y=first + nth * _SIZE * LINE) for nth, line in enumerate(lines)]
    return tag("g", *texts, class_="chart-soft", font_size=_SIZE, text_anchor="middle", fill=SOFT_INK)


def _ends(low: str, high: str, column: float) -> tuple[Svg, float]:
    """The words for both ends, and how far below the bars the drawing goes."""
    below = _SIZE * (1.3 + DESCENT)
    halves = [wrap(low, _SMALL, 2.4 * column), wrap(high, _SMALL, 2.4 * column)]
    if not any(halves):
        return Svg(""), below
    step = _SMALL * LINE
    texts = [
        tag("text", line, x=x, y=below + 3 + _SMALL * ASCENT + nth * step, text_anchor=anchor)
        for lines, x, anchor in zip(halves, (0, 5 * column), (None, "end"), strict=True)
        for nth, line in enumerate(lines)
    ]
    drawn = tag("g", *texts, class_="chart-soft", font_size=_SMALL, fill=SOFT_INK)
    return drawn, below + 3 + max(map(len, halves)) * step
