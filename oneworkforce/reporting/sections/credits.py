"""Where the framework comes from, who belongs to the partnership, and when the report was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.partnerships.models import Organisation
from oneworkforce.reporting.blocks import Block, Column, Paragraphs, Remark, Said, TableBlock
from oneworkforce.reporting.section import Material, Section
from oneworkforce.ui import wording


def suggest(assessment: Assessment) -> str:
    """Thanks to those who took part."""
    return _("Thank you to everyone who gave time to this, and who said plainly what it is like.")


def build(material: Material) -> Iterator[Block]:
    """The framework's acknowledgement, the organisations that belong on the day, and the day."""
    partnership = material.assessment.partnership
    sectors = {sector.id: sector.name for sector in material.framework.sectors}
    yield Paragraphs(material.framework.acknowledgement.strip())
    rows = tuple(
        (Said(one.name), Said(sectors.get(one.sector, one.sector)))
        for one in partnership.organisations.all()
        if _belongs(one, material.made_on)
    )
    if rows:
        title = _("Organisations in %(name)s") % {"name": partnership.name}
        yield TableBlock(title, (Column(_("Organisation"), share=1.2), Column(_("Sector"))), rows)
    yield Remark(_("This report was made with One Workforce on %(date)s.") % {"date": wording.date(material.made_on)})


def _belongs(organisation: Organisation, day: date) -> bool:
    joined = organisation.joined_on is None or organisation.joined_on <= day
    return joined and (organisation.left_on is None or organisation.left_on > day)


SECTION = Section(
    order=80,
    key="credits",
    title=_l("Credits"),
    holds=_l("Where the framework comes from, the organisations, and the date."),
    suggest=suggest,
    build=build,
    new_page=False,
)
