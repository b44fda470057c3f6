"""No colour means good or bad: a picture of the lowest positions has the colours of one of the highest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from oneworkforce.charts import Arc, Series, distribution, rainbow, spider

PACKAGE = Path(__file__).parents[2] / "oneworkforce"
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
SHAPES = re.compile(r'<(?:path|rect|circle|line)\b[^>]*?\bclass="([^"]+)"')
SAID = {"id": "p", "title": "Where we are", "description": "What it shows"}


def a_rainbow(position: float) -> str:
    arcs = [Arc("One", "#1864ab", position, 3.0), Arc("Two", "#0a6269", position, 3.0)]
    return rainbow(arcs, low="Fragmented", high="Reformed", centre=("Children", "healthy · safe"), **SAID)


def a_spider(position: float) -> str:
    return spider(["a", "b", "c"], [Series("Front line", [position] * 3)], colour="#1864ab", **SAID)


def a_distribution(position: float) -> str:
    counts = [10 if point == round(position) else 1 for point in range(1, 6)]
    return distribution(counts, colour="#1864ab", **SAID)


@pytest.mark.parametrize("draw", [a_rainbow, a_spider, a_distribution])
def test_low_and_high_are_drawn_in_the_same_colours(draw: Callable[[float], str]) -> None:
    low, high = draw(1.1), draw(4.9)
    assert set(COLOUR.findall(low)) == set(COLOUR.findall(high))
    assert set(SHAPES.findall(low)) == set(SHAPES.findall(high))


def test_no_page_marks_anything_with_a_traffic_lights_colour() -> None:
    marked = re.compile(
        r"govuk-(?:tag|panel|notification-banner)--(?:red|orange|yellow|green|success)|\bis-(?:good|bad)"
    )
    pages = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.jinja"), *(PACKAGE / "ui" / "styles").glob("*.scss")]
    assert len(pages) > 100
    assert [str(page) for page in pages if marked.search(page.read_text())] == []
