"""A report → PDF, through Typst. Words reach the template as data only: nothing typed is ever read as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from oneworkforce.reporting.pdf.letters import PROBE, fit_for_print
from oneworkforce.reporting.report_parts import Report
from oneworkforce.ui.assets import FONTS

REMEMBERED = 11
"""For how many documents Typst remembers its intermediate work."""

TEMPLATE = Path(__file__).with_name("report.typ")


class FontsMissing(Exception):
    """The report's typefaces have not been built into this installation."""


def report_as_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1: tagged, titled, every picture with its words. Draw its pictures with `REPORT_FONT`.

    The same report gives the same bytes.

    :raises FontsMissing: when the typefaces are not there; `make run` or installing the package builds them.
    """
    _require_fonts()
    printable = fit_for_print({"report": asdict(report), "words": _furniture(report)})
    try:
        return bytes(
            _compiler(printable.system_fonts).compile(
                sys_inputs={"data": json.dumps(printable.data, ensure_ascii=False)}, pdf_standards=["ua-1"]
            )
        )
    finally:
        _forget()


@lru_cache(maxsize=2)
def _compiler(system_fonts: bool) -> Any:
    return typst.Compiler(TEMPLATE, font_paths=[FONTS], ignore_system_fonts=not system_fonts)


def _forget() -> None:
    """Let Typst drop what it remembers of this report, some 60 MB, which it would keep for ten more."""
    for _nth in range(REMEMBERED):
        _compiler_of_nothing().compile(sys_inputs={"letters": ""})


@lru_cache(maxsize=1)
def _compiler_of_nothing() -> Any:
    return typst.Compiler(PROBE, font_paths=[FONTS], ignore_system_fonts=True)


def _require_fonts() -> None:
    if not any(FONTS.glob("Inter-*.ttf")):
        raise FontsMissing(_("The report’s typefaces are missing. Install the package again, or run: make run"))


def _furniture(report: Report) -> dict[str, str]:
    """The words that a PDF needs beside the report's own."""
    return {
        "document_title": _("%(title)s: %(partnership)s, %(assessment)s")
        % {"title": report.title, "partnership": report.partnership, "assessment": report.assessment},
        "contents": _("What is in this report"),
        "page": _("Page {page} of {pages}"),
        "themes": _("Theme by theme"),
        "involved": _("Who has been involved"),
        "children": _("Children, young people and families"),
        "continued": _("continued"),
    }
