"""Changes to an action plan. Each raises WrongStage once the assessment is archived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.models import User
from oneworkforce.action_plans.dates import fault_of_dates
from oneworkforce.action_plans.models import Action, ActionState, FocusArea, ThemeNote
from oneworkforce.action_plans.writing import add_once, change, note_event, take_turn
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.results.models import Goal

LOWEST, HIGHEST = Decimal(1), Decimal(5)
EARLIER, LATER = -1, 1


@dataclass(frozen=True, slots=True)
class WantedGoal:
    """``position`` is in points, 1.0 to 5.0 with one decimal."""

    position: Decimal
    by: date | None


# ------------------------------------------------------------------------------------------------------------ goals


@transaction.atomic
def set_goals(
    *, assessment: Assessment, goals: Mapping[tuple[str, str], WantedGoal | None], by: User | None
) -> list[tuple[str, str]]:
    """Set, change or (None) remove goals, all of them or none. Returns the keys of those that changed.

    :param goals: by theme id and dimension id, "" for the theme's own goal. Goals not named stay as they are.
    :raises KeyError: for a theme or dimension that isn't in the framework.
    :raises ValueError: for a position off the scale or with two decimals.
    """
    take_turn(assessment)
    for (theme, dimension), wanted in goals.items():
        _check_axis(assessment, theme, dimension)
        _check_position(wanted)
    stored = {(goal.theme, goal.dimension): goal for goal in Goal.objects.filter(assessment=assessment)}
    changed = []
    for (theme, dimension), wanted in goals.items():
        goal = stored.get((theme, dimension))
        before = WantedGoal(goal.position, goal.by) if goal else None
        if before == wanted:
            continue
        changed.append((theme, dimension))
        if wanted is None:
            Goal.objects.filter(assessment=assessment, theme=theme, dimension=dimension).delete()
        else:
            Goal.objects.update_or_create(
                assessment=assessment,
                theme=theme,
                dimension=dimension,
                defaults={"position": wanted.position, "by": wanted.by},
            )
    if changed:
        now = {dimension or theme: _told(goals[theme, dimension]) for theme, dimension in changed}
        note_event("goals set", assessment, by, goals=now)
    return changed


def _check_axis(assessment: Assessment, theme: str, dimension: str) -> None:
    framework = load_pin(assessment.framework)
    if dimension and framework.theme_of(dimension).id != theme:
        raise KeyError(dimension)
    framework.theme(theme)


def _check_position(wanted: WantedGoal | None) -> None:
    if wanted is None:
        return
    if not LOWEST <= wanted.position <= HIGHEST or wanted.position != round(wanted.position, 1):
        raise ValueError(_("A goal is from 1.0 to 5.0, with one decimal at most."))


def _told(wanted: WantedGoal | None) -> dict[str, str] | None:
    return None if wanted is None else {"position": str(wanted.position), "by": str(wanted.by or "")}


# --------------------------------------------------------------------------------------------------- a theme in words


@transaction.atomic
def write_note(
    *,
    assessment: Assessment,
    theme: str,
    strengths: str = "",
    to_develop: str = "",
    support_needed: str = "",
    support_from: str = "",
    by: User | None,
) -> ThemeNote:
    """Replace what the partnership says about a theme; KeyError for an unknown theme."""
    take_turn(assessment)
    _check_axis(assessment, theme, "")
    words = {
        "strengths": strengths,
        "to_develop": to_develop,
        "support_needed": support_needed,
        "support_from": support_from,
    }
    note, _made = ThemeNote.objects.get_or_create(assessment=assessment, theme=theme)
    if changed := change(note, words):
        note_event("theme described", assessment, by, theme=theme, changed=changed)
    return note


# ------------------------------------------------------------------------------------------------------ focus areas


@transaction.atomic
def add_focus_area(*, assessment: Assessment, sentence: str, form_id: str = "", by: User | None) -> FocusArea:
    """Add a focus area at the end; the same form sent twice adds one."""
    take_turn(assessment)
    area, made = add_once(FocusArea, assessment, form_id, {"sentence": sentence})
    if made:
        note_event("focus area added", assessment, by, focus_area=area.pk)
    return area


@transaction.atomic
def change_focus_area(*, focus_area: FocusArea, sentence: str, by: User | None) -> FocusArea:
    take_turn(focus_area.assessment)
    area = FocusArea.objects.get(pk=focus_area.pk)
    if change(area, {"sentence": sentence}):
        note_event("focus area changed", focus_area.assessment, by, focus_area=area.pk)
    return area


@transaction.atomic
def remove_focus_area(*, focus_area: FocusArea, by: User | None) -> None:
    """Remove a focus area, or do nothing if it is already gone."""
    take_turn(focus_area.assessment)
    removed, _by_model = FocusArea.objects.filter(pk=focus_area.pk).delete()
    if removed:
        note_event("focus area removed", focus_area.assessment, by, focus_area=focus_area.pk, text=focus_area.sentence)


@transaction.atomic
def move_focus_area(*, focus_area: FocusArea, step: int, place: int, by: User | None) -> bool:
    """Move a focus area one place, ``EARLIER`` or ``LATER``, and say whether it moved.

    :param place: where it was, from 0, on the page where the button was pressed.
    """
    take_turn(focus_area.assessment)
    areas = list(FocusArea.objects.filter(assessment=focus_area.assessment_id))
    keys = [area.pk for area in areas]
    there = place + step
    # It has moved since the page was shown: the button was pressed twice, or somebody else moved it.
    if focus_area.pk not in keys or keys.index(focus_area.pk) != place or not 0 <= there < len(areas):
        return False
    areas[place], areas[there] = areas[there], areas[place]
    for order, area in enumerate(areas):
        area.order = order
    FocusArea.objects.bulk_update(areas, ["order"])
    note_event("focus area moved", focus_area.assessment, by, focus_area=focus_area.pk, place=there + 1)
    return True


# ---------------------------------------------------------------------------------------------------------- actions


@transaction.atomic
def add_action(
    *,
    assessment: Assessment,
    what: str,
    theme: str = "",
    lead: str = "",
    starts_on: date | None = None,
    due_on: date | None = None,
    ongoing: bool = False,
    measure: str = "",
    state: str = ActionState.NOT_STARTED,
    progress: str = "",
    solution: str = "",
    form_id: str = "",
    by: User | None,
) -> Action:
    """Add an action at the end; the same form sent twice adds one.

    :param theme: a theme's id, or "" for all themes; :param solution: the id of the solution it started from.
    :raises KeyError: for an unknown theme; :raises ValueError: for dates that don't go together.
    """
    take_turn(assessment)
    if theme:
        _check_axis(assessment, theme, "")
    _check_dates(starts_on, due_on, ongoing)
    given = {
        "what": what,
        "theme": theme,
        "lead": lead,
        "starts_on": starts_on,
        "due_on": due_on,
        "ongoing": ongoing,
        "measure": measure,
        "state": ActionState(state).value,
        "progress": progress,
        "solution": solution,
    }
    action, made = add_once(Action, assessment, form_id, given)
    if made:
        note_event("action added", assessment, by, action=action.pk, theme=theme, solution=solution)
    return action


def start_from_solution(
    *, assessment: Assessment, theme: str, solution: str, form_id: str = "", by: User | None
) -> Action:
    """Add an action with a solution's name and first step; KeyError if the theme has no such solution."""
    menu = {one.id: one for one in load_pin(assessment.framework).theme(theme).solutions}
    chosen = menu[solution]
    what = _("%(solution)s: %(first_step)s") % {"solution": chosen.name, "first_step": chosen.first_step}
    return add_action(assessment=assessment, what=what, theme=theme, solution=solution, form_id=form_id, by=by)


@transaction.atomic
def change_action(*, action: Action, by: User | None, **changes: Any) -> Action:
    """Change fields of an action by name. Raises KeyError for an unknown theme, ValueError for bad dates."""
    take_turn(action.assessment)
    stored = Action.objects.get(pk=action.pk)
    if changes.get("theme"):
        _check_axis(action.assessment, changes["theme"], "")
    _check_dates(
        changes.get("starts_on", stored.starts_on),
        changes.get("due_on", stored.due_on),
        changes.get("ongoing", stored.ongoing),
    )
    if changed := change(stored, changes):
        note_event("action changed", action.assessment, by, action=stored.pk, changed=changed)
    return stored


@transaction.atomic
def record_progress(*, action: Action, state: str, progress: str, by: User | None) -> Action:
    take_turn(action.assessment)
    stored = Action.objects.get(pk=action.pk)
    if change(stored, {"state": ActionState(state).value, "progress": progress}):
        note_event("progress of action recorded", action.assessment, by, action=stored.pk, state=stored.state)
    return stored


@transaction.atomic
def remove_action(*, action: Action, by: User | None) -> None:
    """Remove an action, or do nothing if it is already gone."""
    take_turn(action.assessment)
    removed, _by_model = Action.objects.filter(pk=action.pk).delete()
    if removed:
        note_event("action removed", action.assessment, by, action=action.pk, text=action.what)


def _check_dates(starts_on: date | None, due_on: date | None, ongoing: bool) -> None:
    if fault := fault_of_dates(starts_on=starts_on, due_on=due_on, ongoing=ongoing):
        raise ValueError(fault[1])
