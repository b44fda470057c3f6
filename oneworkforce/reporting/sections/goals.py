"""Where we want to be: the goals, with their dates."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.blocks import Block, Column, Remark, Said, TableBlock
from oneworkforce.reporting.cells import now_of_theme, where_to
from oneworkforce.reporting.section import Material, Section
from oneworkforce.results import words
from oneworkforce.results.standing import Standing


def suggest(assessment: Assessment) -> str:
    """What a goal is."""
    return _("For each theme we have asked how far we want to come, and by when. A goal uses the same scale of 1 to 5.")


def build(material: Material) -> Iterator[Block]:
    """The goals of themes, each followed by those of its own dimensions."""
    rows = tuple(_rows(material.standing))
    if not rows:
        yield Remark(_("No goals have been set yet."))
        return
    columns = (
        Column(_("Theme or dimension")),
        Column(_("Now"), mm=34),
        Column(_("Goal"), mm=17, numeric=True),
        Column(_("To go"), mm=17, numeric=True),
        Column(_("By"), mm=34),
    )
    yield TableBlock(_("Where we want to be"), columns, rows, caption_shown=False)


def _rows(standing: Standing) -> Iterator[tuple[Said, ...]]:
    for theme in standing.themes:
        if theme.goal:
            yield Said(theme.theme.name), now_of_theme(theme, standing), *where_to(theme.goal, theme.now)
        for own in theme.dimensions:
            if own.goal:
                cell = own.result.cell(EVERYONE)
                whose = _("staff’s view of it") if own.dimension.is_childs and cell and cell.mean is not None else ""
                now = Said(words.position(cell, standing.so_far), whose, quiet=cell is None or cell.mean is None)
                name = Said(own.dimension.name, theme.theme.name)
                yield name, now, *where_to(own.goal, cell.mean if cell else None)


SECTION = Section(
    order=50,
    key="goals",
    title=_l("Where we want to be"),
    holds=_l("The goals, with their dates."),
    suggest=suggest,
    build=build,
)
