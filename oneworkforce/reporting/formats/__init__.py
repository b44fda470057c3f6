"""The formats of the summary report, one file each."""

from __future__ import annotations

from functools import cache

from oneworkforce.reporting.format import Format
from oneworkforce.reporting.found import declared_in


@cache
def all_formats() -> dict[str, Format]:
    """Every format, by the ending of a file's name: ``pdf``."""
    return {one.ending: one for one in declared_in(__name__, __path__, "FORMAT")}
