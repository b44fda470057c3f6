"""What an action plan says, for its pages and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oneworkforce.action_plans.models import Action, ActionState, FocusArea, ThemeNote
from oneworkforce.analysis import EVERYONE, Cell, priority_order
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.gathering.questionnaires.figures import POOLED_AUDIENCES, results_of
from oneworkforce.gathering.questionnaires.so_far import SoFar, so_far
from oneworkforce.results.models import Goal
from oneworkforce.results.standing import standing_of

BY_DUE_DATE, BY_THEME = "due", "theme"
SHOWN, WITHHELD, NOT_ASKED = "shown", "withheld", "not asked"
BEFORE_CLOSE, TOO_LATE, NOBODY = "before close", "too late", "nobody"


@dataclass(frozen=True, slots=True)
class BesideStaff:
    """What young people or parents answered themselves on a dimension; they are in no position of all staff.

    ``showing`` is SHOWN, or the reason why ``now`` is None, as in `Axis`.
    """

    group: str
    now: float | None
    showing: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A theme or one of its dimensions: where all staff place it now and where they want to be, in points.

    ``dimension`` is "" for a theme. ``showing`` is SHOWN, or the reason why ``now`` is None. ``is_childs``: a
    dimension of the child's perspective, on which staff give their view. ``beside``: what families say of a dimension.
    """

    theme: str
    dimension: str
    name: str
    now: float | None
    showing: str
    goal: Goal | None
    is_childs: bool = False
    beside: tuple[BesideStaff, ...] = ()

    @property
    def key(self) -> str:
        return self.dimension or self.theme

    @property
    def to_go(self) -> float | None:
        """Goal − position, in points. Zero or less: the goal is reached."""
        if self.goal is None or self.now is None:
            return None
        return float(self.goal.position) - self.now


def goals(assessment: Assessment) -> dict[tuple[str, str], Goal]:
    """By theme id and dimension id; "" is the theme's own goal."""
    return {(goal.theme, goal.dimension): goal for goal in assessment.goals.all()}


def theme_axes(assessment: Assessment) -> list[Axis]:
    results, wanted, sent = results_of(assessment), goals(assessment), so_far(assessment)
    axes = []
    for theme in framework_of(assessment).themes:
        result = results.theme(theme.id)
        cells = [dimension.cell(EVERYONE) for dimension in result.dimensions]
        showing = _showing(result.everyone, cells, sent)
        axes.append(Axis(theme.id, "", theme.name, result.everyone, showing, wanted.get((theme.id, ""))))
    return axes


def dimension_axes(assessment: Assessment, theme_id: str) -> list[Axis]:
    """The dimensions of one theme; KeyError for an unknown theme."""
    standing, wanted = standing_of(assessment), goals(assessment)
    families = [group for group in standing.groups if group.audience not in POOLED_AUDIENCES]
    axes = []
    for own in standing.theme(theme_id).dimensions:
        dimension, cell = own.dimension, own.result.cell(EVERYONE)
        now = cell.mean if cell else None
        goal = wanted.get((theme_id, dimension.id))
        showing = _showing(now, [cell], standing.so_far)
        beside = tuple(
            BesideStaff(group.name, said.mean, _showing(said.mean, [said], standing.so_far))
            for group in families
            if (said := own.result.cell(group.key)) is not None
        )
        axes.append(Axis(theme_id, dimension.id, dimension.name, now, showing, goal, dimension.is_childs, beside))
    return axes


def largest_gap_first(axes: Iterable[Axis]) -> list[Axis]:
    """Themes that haven't reached their goal, largest gap first; ties by lower position."""
    ranked = [
        (priority_order(axis.to_go, axis.now), axis) for axis in axes if axis.to_go is not None and axis.now is not None
    ]
    return [axis for (gap, _now), axis in sorted(ranked, key=lambda one: one[0]) if gap < 0]


def common_date(wanted: Sequence[Goal]) -> date | None:
    """The date that most goals have. None if there is a tie, no two agree, or a goal has none."""
    counted = Counter(goal.by for goal in wanted).most_common(2)
    if not counted or any(goal.by is None for goal in wanted):
        return None
    (most_common, times), *others = counted
    stands_out = times > others[0][1] if others else True
    return most_common if stands_out else None


def notes_by_theme(assessment: Assessment) -> dict[str, ThemeNote]:
    """By theme id, only where something is written."""
    notes = assessment.theme_notes.all()
    return {
        note.theme: note
        for note in notes
        if note.strengths or note.to_develop or note.support_needed or note.support_from
    }


def focus_areas(assessment: Assessment) -> list[FocusArea]:
    return list(assessment.focus_areas.all())


def actions_in_order(assessment: Assessment, order: str = BY_DUE_DATE) -> list[Action]:
    """Actions by due date, or by theme and then due date.

    Ongoing actions come after those with a date, then those without any. Actions for all themes come last.
    """
    actions = sorted(assessment.actions.all(), key=_when_due)
    if order == BY_THEME:
        places = {theme.id: place for place, theme in enumerate(framework_of(assessment).themes)}
        actions.sort(key=lambda action: places.get(action.theme, len(places)))
    return actions


def is_overdue(action: Action, today: date) -> bool:
    """Whether it was due before today and is neither done nor stopped."""
    finished = action.state in {ActionState.DONE, ActionState.STOPPED}
    return action.due_on is not None and action.due_on < today and not finished


def _when_due(action: Action) -> tuple[int, date, int, int]:
    kind = 0 if action.due_on else 1 if action.ongoing else 2
    return kind, action.due_on or date.max, action.order, action.pk


def _showing(now: float | None, cells: Sequence[Cell | None], sent: SoFar) -> str:
    asked = [cell for cell in cells if cell is not None]
    if now is not None:
        return SHOWN
    if not asked:
        return NOT_ASKED
    if any(cell.withheld for cell in asked):
        return WITHHELD
    if not sent.has_closed:
        return BEFORE_CLOSE
    return TOO_LATE if any(cell.late for cell in asked) else NOBODY
