"""A report → PDF, through Typst. Words reach the template as data only: nothing typed is ever read as markup."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from oneworkforce.reporting.parts import Report
from oneworkforce.typesetting import typeset

TEMPLATE = Path(__file__).with_name("report.typ")


def report_as_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1: tagged, titled, every picture with its words. Draw its pictures with `REPORT_FONT`.

    The same report gives the same bytes.

    :raises FontsMissing: when the typefaces are not there; `make run` or installing the package builds them.
    """
    return typeset(TEMPLATE, {"report": asdict(report), "words": _furniture(report)})


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
