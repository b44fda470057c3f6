from __future__ import annotations

from collections.abc import Iterable, Mapping

from oneworkforce.action_plans.models import Action
from oneworkforce.frameworks import Framework
from oneworkforce.tables.writing import BYTE_ORDER_MARK, as_csv

COLUMNS = ("what", "theme", "lead", "starts", "due", "measure", "state", "progress", "solution")
ONGOING = "ongoing"


def action_plan_csv(actions: Iterable[Action], framework: Framework) -> str:
    """One line an action, in the order given, under COLUMNS. Dates as 2027-03-31; ``due`` may be ``ongoing``."""
    names = {theme.id: theme.name for theme in framework.themes}
    return BYTE_ORDER_MARK + as_csv([COLUMNS, *(_cells(action, names) for action in actions)])


def _cells(action: Action, names: Mapping[str, str]) -> list[str]:
    return [
        action.what,
        names.get(action.theme, action.theme),
        action.lead,
        _day(action.starts_on),
        ONGOING if action.ongoing else _day(action.due_on),
        action.measure,
        action.state,
        action.progress,
        action.solution,
    ]


def _day(day: object) -> str:
    return "" if day is None else str(day)
