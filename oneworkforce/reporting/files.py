"""A report as a file: which formats there are."""

from __future__ import annotations

import base64
from collections.abc import Callable

from django.template.loader import render_to_string

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.charts import REPORT_FONT
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.pdf import report_as_pdf
from oneworkforce.ui import assets


def pdf_of(assessment: Assessment) -> bytes:
    """An assessment's report as tagged PDF."""
    return report_as_pdf(report_of(assessment, font=REPORT_FONT))


def html_of(assessment: Assessment) -> bytes:
    """An assessment's report as one page that needs nothing beside it: its stylesheet is inside."""
    sheet = assets.BUILT.parent / assets.manifest().get("ui/staff.css", "ui/staff.css")
    rules = sheet.read_bytes() if sheet.exists() else b""
    for theme in framework_of(assessment).themes:
        rules += f".theme-{theme.id}{{--theme:{theme.colour}}}".encode()
    context = {"report": report_of(assessment), "style": base64.b64encode(rules).decode()}
    return render_to_string("reporting/report_file.html", context).encode()


FORMATS: dict[str, Callable[[Assessment], bytes]] = {".pdf": pdf_of, ".html": html_of}
"""How a report is made, by the ending of the file's name."""
