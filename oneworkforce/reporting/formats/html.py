"""The report as one HTML page that needs nothing beside it: its stylesheet is inside."""

from __future__ import annotations

import base64

from django.template.loader import render_to_string

from oneworkforce.charts import SCREEN_FONT
from oneworkforce.reporting.blocks import SummaryReport
from oneworkforce.reporting.format import Format
from oneworkforce.ui import assets


def make(report: SummaryReport) -> bytes:
    """The page, laid out by ``jinja2/reporting/blocks.html``, as the website's own page of the report is."""
    sheet = assets.BUILT.parent / assets.manifest().get("ui/staff.css", "ui/staff.css")
    rules = sheet.read_bytes() if sheet.exists() else b""
    for theme, colour in report.colours.items():
        rules += f".theme-{theme}{{--theme:{colour}}}".encode()
    context = {"report": report, "style": base64.b64encode(rules).decode()}
    return render_to_string("reporting/report_file.html", context).encode()


FORMAT = Format(ending="html", content_type="text/html; charset=utf-8", font=SCREEN_FONT, make=make)
