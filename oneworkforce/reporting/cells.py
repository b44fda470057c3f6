"""Cells of tables on positions and goals, worded alike in every section."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oneworkforce.analysis import EVERYONE
from oneworkforce.reporting.blocks import Said
from oneworkforce.results import words
from oneworkforce.results.standing import GoalToReach, Standing, ThemeStanding
from oneworkforce.ui.wording import date, points


def now_of_theme(theme: ThemeStanding, standing: Standing) -> Said:
    """Where a theme is now, or in words why that is not shown."""
    return Said(words.theme_position(theme.now, theme.cells(EVERYONE), standing.so_far), quiet=theme.now is None)


def where_to(goal: GoalToReach, now: float | None) -> tuple[Said, Said, Said]:
    """A goal, how far it is, and its date."""
    by = Said(date(goal.by)) if goal.by else Said(_("no date yet"), quiet=True)
    if now is None:
        return Said(points(goal.position)), Said(_("not known"), quiet=True), by
    to_go = goal.position - now
    return Said(points(goal.position)), Said(points(to_go) if to_go > 0 else _("reached")), by
