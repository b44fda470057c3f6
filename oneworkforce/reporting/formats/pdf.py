"""The report as tagged PDF (PDF/UA-1), for printing, for sending, and for reading with a screen reader."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.charts import REPORT_FONT
from oneworkforce.reporting.blocks import SummaryReport
from oneworkforce.reporting.format import Format
from oneworkforce.typesetting import typeset

TEMPLATE = Path(__file__).with_name("report.typ")


def make(report: SummaryReport) -> bytes:
    """The report through Typst. The same report gives the same bytes.

    Words reach the template as data only: nothing typed is ever read as markup.

    :raises FontsMissing: when the typefaces are not there; `make run` or installing the package builds them.
    """
    return typeset(TEMPLATE, {"report": asdict(report), "words": _furniture(report)})


def _furniture(report: SummaryReport) -> dict[str, str]:
    """The words that a PDF needs beside the report's own."""
    return {
        "document_title": _("%(title)s: %(partnership)s, %(assessment)s")
        % {"title": report.title, "partnership": report.partnership, "assessment": report.assessment},
        "contents": _("What is in this report"),
        "page": _("Page {page} of {pages}"),
    }


FORMAT = Format(
    ending="pdf",
    content_type="application/pdf",
    font=REPORT_FONT,
    make=make,
    download=_l("Download as PDF"),
)
