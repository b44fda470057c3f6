"""The focus areas, numbered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.action_plans.queries import focus_areas
from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.blocks import Block, NumberedList, Remark
from oneworkforce.reporting.section import Material, Section


def suggest(assessment: Assessment) -> str:
    """What a focus area is."""
    return _("Above all, our %(word)s will concentrate on these.") % {"word": assessment.partnership.own_word}


def build(material: Material) -> Iterator[Block]:
    """The sentences, or that there are none."""
    sentences = tuple(area.sentence for area in focus_areas(material.assessment))
    yield NumberedList(sentences) if sentences else Remark(_("No focus areas have been recorded yet."))


SECTION = Section(
    order=60,
    key="focus-areas",
    title=_l("Focus areas"),
    holds=_l("The focus areas, numbered."),
    suggest=suggest,
    build=build,
    new_page=False,
)
