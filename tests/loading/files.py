"""Partnership files to load in tests."""

from __future__ import annotations

import re
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "partnership-file.md"


def documented_example() -> str:
    """The example of the reference page."""
    found = re.search(r"```yaml\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
    assert found, "the reference page has no example"
    return found[1]


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text first stands."""
    assert part in text, part
    return text[: text.index(part)].count("\n") + 1
