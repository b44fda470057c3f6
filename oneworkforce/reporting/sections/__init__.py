"""The sections of the summary report, one file each."""

from __future__ import annotations

from functools import cache

from oneworkforce.reporting.found import declared_in
from oneworkforce.reporting.section import Section


@cache
def all_sections() -> tuple[Section, ...]:
    """Every section, in the report's order."""
    return tuple(sorted(declared_in(__name__, __path__, "SECTION"), key=lambda section: section.order))


def keys_of_words() -> tuple[str, ...]:
    """The key of everything that a partnership can write for its report."""
    sections = all_sections()
    return (*(one.key for one in sections), *(box.key for one in sections for box in one.more_words))
