"""A line of the plan as cells of a table, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from oneworkforce.plans.models import ActivityState, Method, PlannedActivity
from oneworkforce.plans.vocabulary import ALL_THEMES, SEPARATOR, Vocabulary, fold, method_of, state_of
from oneworkforce.plans.when import understand

COLUMNS = ("when", "activity", "method", "themes", "groups", "participants", "lead", "progress", "state")
REQUIRED = "activity"
TEXTS = ("when", "activity", "participants", "lead", "progress")
LONGEST: dict[str, int] = {column: getattr(PlannedActivity, column).field.max_length for column in TEXTS}
LONGEST_LIST = 5000  # characters in a cell of themes or groups

_BEGINS_DONE = re.compile(r"\s*(?:completed?|done)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell, and what to do about it."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan as its cells are understood; ``written`` holds the cells as they stood, by column."""

    activity: str
    when: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    method: str = ""
    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    participants: str = ""
    lead: str = ""
    progress: str = ""
    state: str = ActivityState.PLANNED
    written: dict[str, str] = field(default_factory=dict)


def tidy(text: str) -> str:
    """A text without the white space around it, its lines ended in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_line(cells: Mapping[str, str], vocabulary: Vocabulary) -> Line | list[CellFault]:
    """Understand one row.

    :param cells: the cells as written, by column; columns that the table does not have are missing.
    :return: the line, or every fault of the row.
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
        return sorted(faults, key=lambda fault: COLUMNS.index(fault.column))
    span = understand(texts["when"])
    return Line(
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
        message = _("“%(word)s” is no method. Write one of: %(known)s; or leave the cell empty.")
        faults.append(CellFault("method", message % {"word": shortened(cell), "known": known}))
    return method or ""


def _read_themes(cell: str, vocabulary: Vocabulary, faults: list[CellFault]) -> list[str]:
    if fold(cell) in ALL_THEMES:
        return list(vocabulary.themes)
    found = []
    for word in _words(cell):
        theme = vocabulary.theme(word)
        if theme is None:
            message = _(
                "“%(word)s” is no theme of this framework. Write its name, its id or its number, 1 to %(last)s."
            )
            faults.append(CellFault("themes", message % {"word": shortened(word), "last": len(vocabulary.themes)}))
        else:
            found.append(theme)
    return vocabulary.themes_in_order(found)


def _read_groups(cell: str, vocabulary: Vocabulary, faults: list[CellFault]) -> list[str]:
    found = []
    for word in _words(cell):
        group = vocabulary.group(word)
        if group is None:
            message = _(
                "“%(word)s” is no staff group, sector or audience here. Put other words about who takes part in the "
                "column “participants”."
            )
            faults.append(CellFault("groups", message % {"word": shortened(word)}))
        else:
            found.append(group)
    return vocabulary.groups_in_order(found)


def _read_state(cell: str, progress: str, faults: list[CellFault]) -> str:
    if not cell.strip():
        return state_from_progress(progress)
    state = state_of(cell)
    if state is None:
        known = ", ".join(choice.value for choice in ActivityState)
        message = _("“%(word)s” is no state. Write one of: %(known)s; or leave the cell empty.")
        faults.append(CellFault("state", message % {"word": shortened(cell), "known": known}))
    return state or ""


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(SEPARATOR) if word.strip()]


def shortened(text: str, longest: int = 60) -> str:
    """A text as a message quotes it: on one line, not for ever."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
