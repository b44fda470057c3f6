"""How leaders and frontline staff see a theme, compared in a sentence; or why they can't be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.utils.html import format_html
from django.utils.translation import gettext as _

from oneworkforce.results.standing import Standing, ThemeStanding
from oneworkforce.ui.wording import list_in_words, points

NEARLY_THE_SAME = 0.15
"""Points. A smaller gap would show as 0.1 or less, so we don't call it a gap."""


def perception_gap(theme: ThemeStanding, standing: Standing) -> str:
    """How leaders see a theme compared with frontline staff, as safe markup."""
    gap = theme.result.gap
    if gap is None:
        return cast(str, format_html("{}", _no_gap(theme, standing)))
    if abs(gap.points) < NEARLY_THE_SAME:
        return cast(str, format_html("{}", _("Leaders and frontline staff place this nearly the same.")))
    pattern = (
        _("Leaders place this {points} nearer to reformed than frontline staff do.")
        if gap.points > 0
        else _("Leaders place this {points} nearer to fragmented than frontline staff do.")
    )
    return cast(str, format_html(pattern, points=format_html("<strong>{}</strong>", in_points(abs(gap.points)))))


def in_points(value: float) -> str:
    return _("1.0 point") if points(value) == "1.0" else _("%(value)s points") % {"value": points(value)}


def _no_gap(theme: ThemeStanding, standing: Standing) -> str:
    sides = [("leaders", _("leaders")), ("frontline", _("frontline staff"))]
    missing = [name for audience, name in sides if all(group.audience != audience for group in standing.groups)]
    if missing:
        return _("We can’t compare leaders and frontline staff, because %(who)s were not asked.") % {
            "who": list_in_words(missing)
        }
    if not standing.so_far.has_closed:
        return _("We compare leaders and frontline staff when the assessment closes.")
    silent = [(audience, name) for audience, name in sides if not _has_position(theme, standing, audience)]
    if any(cell.withheld for one in theme.dimensions for cell in one.result.cells):
        return _(
            "We can’t compare leaders and frontline staff, because we don’t show figures of a small group, "
            "so that nobody in it can be recognised."
        )
    if silent:
        return _why_silent(theme, standing, [audience for audience, _name in silent]) % {
            "who": list_in_words(name for _audience, name in silent)
        }
    return _("We can’t compare leaders and frontline staff, because there is no dimension that both answered.")


def _why_silent(theme: ThemeStanding, standing: Standing, audiences: Sequence[str]) -> str:
    keys = {group.key for group in standing.groups if group.audience in audiences}
    if any(cell.late for one in theme.dimensions for cell in one.result.cells if cell.group in keys):
        return _("We can’t compare leaders and frontline staff, because answers from %(who)s are not counted yet.")
    return _("We can’t compare leaders and frontline staff, because there are no answers from %(who)s.")


def _has_position(theme: ThemeStanding, standing: Standing, audience: str) -> bool:
    keys = [group.key for group in standing.groups if group.audience == audience]
    return any(cell is not None and cell.mean is not None for key in keys for cell in theme.cells(key))
