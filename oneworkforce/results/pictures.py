"""Pictures of results, for pages and reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oneworkforce.analysis import EVERYONE, Cell
from oneworkforce.charts import SCREEN_FONT, Arc, Series, Style
from oneworkforce.charts import distribution as draw_distribution
from oneworkforce.charts import rainbow as draw_rainbow
from oneworkforce.charts import spider as draw_spider
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.results import words
from oneworkforce.results.perception_gap import perception_gap
from oneworkforce.results.perspectives import childs_side
from oneworkforce.results.standing import Standing, ThemeStanding
from oneworkforce.ui.wording import points

EMPTY = 1.0
"""Points. Arcs start here, so this one stays pale; a full one would look fully reformed."""


def rainbow_of(standing: Standing, *, href: Callable[[str], str] | None = None, font: str = SCREEN_FONT) -> SafeString:
    """The rainbow of positions and goals; `href` gives a theme's address."""
    outcomes = " · ".join(outcome.name for outcome in standing.framework.outcomes)
    arcs = [
        Arc(
            label=theme.theme.label,
            colour=theme.theme.colour,
            position=theme.now if standing.has_figures else EMPTY,
            goal=theme.goal.position if theme.goal else None,
            href=href(theme.theme.id) if href else None,
            name=_arc_in_words(theme, standing),
        )
        for theme in standing.themes
    ]
    drawn = draw_rainbow(
        arcs,
        id="rainbow",
        title=_("Where we are, theme by theme") if standing.has_figures else _("The eight themes"),
        description=words.rainbow(standing),
        centre=[_("Children, young people and families"), outcomes],
        low=_("Fragmented"),
        high=_("Reformed"),
        not_shown=_("Not shown"),
        font=font,
    )
    return mark_safe(drawn)


def _arc_in_words(theme: ThemeStanding, standing: Standing) -> str:
    now = words.theme_position(theme.now, theme.cells(EVERYONE), standing.so_far)
    if theme.goal is None:
        return _("%(theme)s: now %(now)s") % {"theme": theme.theme.label, "now": now}
    return _("%(theme)s: now %(now)s, goal %(goal)s") % {
        "theme": theme.theme.label,
        "now": now,
        "goal": points(theme.goal.position),
    }


def series_of(theme: ThemeStanding, groups: Sequence[StaffGroup]) -> list[Series]:
    """One series for each staff group that is asked, then the goal.

    The first frontline group is filled, leaders are dashed, the goal is dotted, and all others are thin.
    """
    series = []
    filled = False
    for group in groups:
        cells = theme.cells(group.key)
        if all(cell is None for cell in cells):
            continue
        style: Style = "thin"
        if group.audience == "frontline" and not filled:
            style, filled = "filled", True
        elif group.audience == "leaders":
            style = "dashed"
        series.append(Series(group.name, [cell.mean if cell else None for cell in cells], style))
    if any(goal is not None for goal in theme.goal_by_dimension):
        series.append(Series(_("Where we want to be"), theme.goal_by_dimension, "dotted"))
    return series


def spider_of(theme: ThemeStanding, standing: Standing, *, font: str = SCREEN_FONT) -> SafeString:
    """One theme's spider diagram: 1 at the centre, 5 at the rim."""
    sentences = [
        strip_tags(perception_gap(theme, standing)),
        words.dimensions_apart(theme),
        childs_side(theme.theme),
    ]
    drawn = draw_spider(
        [own.dimension.label for own in theme.dimensions],
        series_of(theme, standing.groups),
        id=f"spider-{theme.theme.id}",
        title=_("%(theme)s, on its own dimensions") % {"theme": theme.theme.name},
        description=" ".join(sentence for sentence in sentences if sentence),
        colour=theme.theme.colour,
        not_shown=_without_figures(theme, standing),
        font=font,
    )
    return mark_safe(drawn)


def _without_figures(theme: ThemeStanding, standing: Standing) -> str:
    """What the key says about a group without figures."""
    cells = [cell for own in theme.dimensions for cell in own.result.cells]
    if any(cell.withheld for cell in cells):
        return _("not shown")
    if not standing.so_far.has_closed:
        return _("after the close")
    return _("not counted yet") if any(cell.late for cell in cells if cell.mean is None) else _("nobody answered")


def distribution_of(theme: ThemeStanding, dimension_id: str, name: str, cell: Cell) -> SafeString:
    """How a group's answers to a dimension are spread; `name` is the group's name."""
    drawn = draw_distribution(
        cell.counts,
        id=f"spread-{dimension_id.replace('.', '-')}-{cell.group}",
        title=_("How the answers were spread: %(group)s") % {"group": name},
        description=words.distribution(cell),
        colour=theme.theme.colour,
        low=_("Fragmented"),
        high=_("Reformed"),
        not_shown=words.not_shown(),
    )
    return mark_safe(drawn)
