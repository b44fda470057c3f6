"""A report as a file."""

from __future__ import annotations

from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.assemble import report_of
from oneworkforce.reporting.formats import all_formats


def report_as(ending: str, assessment: Assessment) -> bytes:
    """An assessment's report in the format of an ending: ``report_as("pdf", assessment)``.

    :raises FontsMissing: when the typefaces of documents are not there.
    """
    form = all_formats()[ending]
    return form.make(report_of(assessment, font=form.font))
