"""The framework: its rainbow, and a line on each theme."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.charts import Arc, rainbow
from oneworkforce.reporting.blocks import Block, PictureBlock, ThemeLine, ThemeLines
from oneworkforce.reporting.section import Material, Section
from oneworkforce.ui.wording import list_in_words


def suggest(assessment: Assessment) -> str:
    """The framework's own summary."""
    return framework_of(assessment).summary.strip()


def build(material: Material) -> Iterator[Block]:
    """The rainbow without any figures, and the themes."""
    framework = material.framework
    outcomes = " · ".join(outcome.name for outcome in framework.outcomes)
    alt = _("The framework’s rainbow: one arc for each theme. From outside to inside: %(themes)s.") % {
        "themes": list_in_words(theme.name for theme in framework.themes)
    }
    drawn = rainbow(
        [Arc(theme.label, theme.colour, None) for theme in framework.themes],
        id="framework-rainbow",
        title=_("The framework’s rainbow"),
        description=alt,
        centre=[_("Children, young people and families"), outcomes],
        low=_("Fragmented"),
        high=_("Reformed"),
        whole=True,
        font=material.font,
    )
    yield PictureBlock(drawn, alt, mm=150)
    yield ThemeLines(tuple(ThemeLine(theme.id, theme.name, theme.colour, theme.purpose) for theme in framework.themes))


SECTION = Section(
    order=20,
    key="framework",
    title=_l("The framework"),
    holds=_l("The rainbow, and a line on each theme."),
    suggest=suggest,
    build=build,
)
