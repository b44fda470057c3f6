"""A line of the plan as cells of a table, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from oneworkforce.plans.models import ActivityState, Method, PlannedActivity
from oneworkforce.plans.vocabulary import ALL_THEMES, SEPARATOR, Vocabulary, fold, method_of, state_of
from oneworkforce.plans.when import understand
from oneworkforce.tables.faults import quoted

COLUMNS: dict[str, Promise] = {
    "when": _l("Dates in your own words; they stay as you write them"),
    "activity": _l("What will be done"),
    "method": _l("questionnaire, focus group, scenario workshop, diary or existing information; empty where none"),
    "themes": _l("Names or numbers of themes, with a semicolon between several; “all” for all"),
    "groups": _l("Staff groups, sectors or audiences, with a semicolon between several"),
    "participants": _l("Who else takes part, in words"),
    "lead": _l("Who leads it"),
    "progress": _l("A note; one that begins with “Complete” or “Done” means done where no state is given"),
    "state": _l("planned, under way or done"),
}
"""Every column of the file in its order, with what to write in it.

A column of words needs no more than its line here, its field in `PlannedActivity` and its field in `ActivityForm`.
"""

REQUIRED = "activity"
CHOSEN = ("method", "themes", "groups", "state")
"""Columns whose words mean something known; all others hold words as they are."""

TEXTS = tuple(column for column in COLUMNS if column not in CHOSEN)
LONGEST: dict[str, int] = {column: getattr(PlannedActivity, column).field.max_length for column in TEXTS}
LONGEST_LIST = 5000  # characters in a cell of themes or groups

_BEGINS_DONE = re.compile(r"\s*(?:completed?|done)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell, and what to do about it."""

    column: str
    message: str


def tidy(text: str) -> str:
    """A text without the white space around it, its lines ended in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def described_columns() -> list[tuple[str, str]]:
    """Each column with what to write in it."""
    return [(column, str(what)) for column, what in COLUMNS.items()]


def read_line(cells: Mapping[str, str], vocabulary: Vocabulary) -> PlannedActivity | list[CellFault]:
    """Understand one row.

    :param cells: the cells as written, by column; columns that the table does not have are missing.
    :return: the line, which is in no plan yet; or every fault of the row.
    """
    faults = _length_faults(cells)
    texts = {column: tidy(cells.get(column, "")) for column in TEXTS}
    if not texts[REQUIRED]:
        faults.append(CellFault(REQUIRED, _("is empty; say what will be done.")))
    method = _read_method(cells.get("method", ""), faults)
    themes = _read_themes(cells.get("themes", ""), vocabulary, faults)
    groups = _read_groups(cells.get("groups", ""), vocabulary, faults)
    state = _read_state(cells.get("state", ""), texts["progress"], faults)
    if faults:
        order = list(COLUMNS)
        return sorted(faults, key=lambda fault: order.index(fault.column))
    span = understand(texts["when"])
    return PlannedActivity(
        **texts,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        method=method,
        themes=themes,
        groups=groups,
        state=state,
        written=dict(cells),
    )


def write_cell(activity: PlannedActivity, column: str, vocabulary: Vocabulary) -> str:
    """The cell of a line: as it was imported, or else as its value is written today."""
    if column in activity.written:
        return str(activity.written[column])
    if column == "themes":
        return vocabulary.themes_as_words(activity.themes)
    if column == "groups":
        return vocabulary.groups_as_words(activity.groups)
    return str(getattr(activity, column))


def state_from_progress(progress: str) -> str:
    """The state where none is given: done if the note on progress begins with "Complete" or "Done"."""
    return ActivityState.DONE.value if _BEGINS_DONE.match(progress) else ActivityState.PLANNED.value


def _length_faults(cells: Mapping[str, str]) -> list[CellFault]:
    return [
        CellFault(
            column,
            _("is %(length)s characters long; the longest allowed is %(longest)s.")
            % {"length": f"{len(cell):,}", "longest": f"{LONGEST.get(column, LONGEST_LIST):,}"},
        )
        for column, cell in cells.items()
        if len(cell) > LONGEST.get(column, LONGEST_LIST)
    ]


def _read_method(cell: str, faults: list[CellFault]) -> str:
    if not cell.strip():
        return ""
    method = method_of(cell)
    if method is None:
        known = ", ".join(choice.value for choice in Method)
        message = _("%(word)s is not a method. Write one of: %(known)s; or leave the cell empty.")
        faults.append(CellFault("method", message % {"word": quoted(cell), "known": known}))
    return method or ""


def _read_themes(cell: str, vocabulary: Vocabulary, faults: list[CellFault]) -> list[str]:
    if fold(cell) in ALL_THEMES:
        return list(vocabulary.themes)
    found = []
    for word in _words(cell):
        theme = vocabulary.theme(word)
        if theme is None:
            message = _(
                "%(word)s is not a theme of this framework. Write its name, its id or its number, 1 to %(last)s."
            )
            faults.append(CellFault("themes", message % {"word": quoted(word), "last": len(vocabulary.themes)}))
        else:
            found.append(theme)
    return vocabulary.themes_in_order(found)


def _read_groups(cell: str, vocabulary: Vocabulary, faults: list[CellFault]) -> list[str]:
    found = []
    for word in _words(cell):
        group = vocabulary.group(word)
        if group is None:
            message = _(
                "%(word)s is not a staff group, sector or audience here. Put other words about who takes part in the "
                "column “participants”."
            )
            faults.append(CellFault("groups", message % {"word": quoted(word)}))
        else:
            found.append(group)
    return vocabulary.groups_in_order(found)


def _read_state(cell: str, progress: str, faults: list[CellFault]) -> str:
    if not cell.strip():
        return state_from_progress(progress)
    state = state_of(cell)
    if state is None:
        known = ", ".join(choice.value for choice in ActivityState)
        message = _("%(word)s is not a state. Write one of: %(known)s; or leave the cell empty.")
        faults.append(CellFault("state", message % {"word": quoted(cell), "known": known}))
    return state or ""


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(SEPARATOR) if word.strip()]
