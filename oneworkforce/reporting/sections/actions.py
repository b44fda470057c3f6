"""What will be done: the actions, with their dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.action_plans.models import Action
from oneworkforce.action_plans.queries import actions_in_order
from oneworkforce.assessments.models import Assessment
from oneworkforce.reporting.blocks import Block, Column, Remark, Said, TableBlock
from oneworkforce.reporting.section import Material, Section
from oneworkforce.ui.wording import date


def suggest(assessment: Assessment) -> str:
    """What the table of actions shows."""
    return _("This is what we will do: each action with its theme, who leads it, when it starts and when it is due.")


def build(material: Material) -> Iterator[Block]:
    """The table of actions, or that there are none."""
    themes = {theme.id: theme.name for theme in material.framework.themes}
    rows = tuple(_row(action, themes) for action in actions_in_order(material.assessment))
    if not rows:
        yield Remark(_("No actions have been recorded yet."))
        return
    columns = (
        Column(_("What will be done"), share=1.6),
        Column(_("Theme")),
        Column(_("Lead"), mm=27),
        Column(_("Starts"), mm=25),
        Column(_("Due"), mm=25),
        Column(_("Progress")),
    )
    yield TableBlock(_("Actions"), columns, rows, caption_shown=False)


def _row(action: Action, themes: Mapping[str, str]) -> tuple[Said, ...]:
    measure = _("How we will know: %(measure)s") % {"measure": action.measure} if action.measure.strip() else ""
    due = _("ongoing") if action.ongoing else date(action.due_on) if action.due_on else ""
    return (
        Said(action.what, measure),
        Said(themes.get(action.theme, _("All themes"))),
        Said(action.lead) if action.lead else Said(_("not named yet"), quiet=True),
        Said(date(action.starts_on), quiet=action.starts_on is None),
        Said(due) if due else Said(_("no date yet"), quiet=True),
        Said(str(action.get_state_display()), action.progress),
    )


SECTION = Section(
    order=70,
    key="actions",
    title=_l("Actions"),
    holds=_l("The actions, with their dates."),
    suggest=suggest,
    build=build,
    new_page=False,
)
