"""What a format of the report is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from oneworkforce.reporting.blocks import SummaryReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. Its file in `formats/` ends with ``FORMAT = Format(...)``; it knows blocks and no section.

    - `ending`: of the file's name, without a dot.
    - `font`: the typeface that pictures are drawn for.
    - `make`: the report → the file. It may raise `typesetting.FontsMissing`.
    - `download`: what the button on the report's page says; empty where the page has none.
    """

    ending: str
    content_type: str
    font: str
    make: Callable[[SummaryReport], bytes]
    download: str | Promise = ""
