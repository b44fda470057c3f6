from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from oneworkforce.action_plans.models import Action
from oneworkforce.frameworks import Framework
from oneworkforce.tables.formulas import with_guard

COLUMNS = ("what", "theme", "lead", "starts", "due", "measure", "state", "progress", "solution")
ONGOING = "ongoing"


def action_plan_csv(actions: Iterable[Action], framework: Framework) -> str:
    """The actions as CSV for a spreadsheet: dates as 2027-03-31, ``due`` may be ``ongoing``."""
    names = {theme.id: theme.name for theme in framework.themes}
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for action in actions:
        due = ONGOING if action.ongoing else _day(action.due_on)
        cells = (
            action.what,
            names.get(action.theme, action.theme),
            action.lead,
            _day(action.starts_on),
            due,
            action.measure,
            action.state,
            action.progress,
            action.solution,
        )
        table.writerow([with_guard(cell) for cell in cells])
    # Without a byte order mark, spreadsheets don't read it as UTF-8.
    return "\ufeff" + written.getvalue()


def _day(day: object) -> str:
    return "" if day is None else str(day)
