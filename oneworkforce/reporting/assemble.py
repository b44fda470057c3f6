"""Puts a report together: every section that is not left out, built from one reading of the assessment."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.charts import SCREEN_FONT
from oneworkforce.reporting.blocks import Chapter, SummaryReport
from oneworkforce.reporting.queries import WrittenSection, written_sections
from oneworkforce.reporting.section import Material
from oneworkforce.ui import wording


def report_of(assessment: Assessment, *, font: str = SCREEN_FONT, today: date | None = None) -> SummaryReport:
    """Everything that an assessment's report shows, as of now.

    :param font: the typeface of the pictures: `SCREEN_FONT`, or `REPORT_FONT` for paper.
    :param today: the date that the report bears; today in the partnership's time zone if None.
    """
    made_on = today or timezone.now().astimezone(ZoneInfo(assessment.partnership.time_zone)).date()
    written, more_words = written_sections(assessment)
    material = Material(assessment, font=font, made_on=made_on, more_words=more_words)
    return SummaryReport(
        title=_("Summary report"),
        partnership=assessment.partnership.name,
        assessment=assessment.name,
        language=to_locale(get_language() or "en-gb").replace("_", "-"),
        made_on=made_on.isoformat(),
        made=wording.date(made_on),
        colours={theme.id: theme.colour for theme in material.framework.themes},
        chapters=tuple(_chapter(one, material) for one in written if not one.left_out),
    )


def _chapter(written: WrittenSection, material: Material) -> Chapter:
    section = written.section
    blocks = tuple(section.build(material))
    return Chapter(section.key, str(section.title), written.words, blocks, section.new_page)
