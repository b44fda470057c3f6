"""Where a partnership stands, put together for a screen, a file or a report: questions to the database, then analysis.

`standing_of` puts the figures beside the framework's words, the groups and the goals. It asks the database the same
number of questions, however many people answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from oneworkforce.analysis import EVERYONE, Cell, DimensionResult, GroupTally, Results, ThemeResult, priority_order
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks import Dimension, Framework, Theme
from oneworkforce.gathering.questionnaires.figures import group_tallies, results_of
from oneworkforce.gathering.questionnaires.so_far import SoFar, so_far
from oneworkforce.partnerships.models import StaffGroup


@dataclass(frozen=True, slots=True)
class GoalToReach:
    """Where the partnership wants to be, in points from 1 to 5, and by when, if it has said."""

    position: float
    by: date | None


@dataclass(frozen=True, slots=True)
class DimensionStanding:
    """One dimension: its words, what may be shown of it, and its own goal, if any."""

    dimension: Dimension
    result: DimensionResult
    goal: GoalToReach | None


@dataclass(frozen=True, slots=True)
class ThemeStanding:
    """One theme: its words, what may be shown of it, and its goal, if any."""

    theme: Theme
    result: ThemeResult
    goal: GoalToReach | None
    dimensions: tuple[DimensionStanding, ...]

    @property
    def now(self) -> float | None:
        """The position of everyone, in points; None where it may not be shown."""
        return self.result.everyone

    @property
    def to_go(self) -> float | None:
        """Goal − position, in points, unrounded; None unless both are known."""
        if self.goal is None or self.now is None:
            return None
        return self.goal.position - self.now

    @property
    def goal_by_dimension(self) -> tuple[float | None, ...]:
        """The goal on each axis: a dimension's own, or else the theme's; None where there is neither."""
        goals = (own.goal or self.goal for own in self.dimensions)
        return tuple(goal.position if goal else None for goal in goals)

    def cells(self, group: str) -> tuple[Cell | None, ...]:
        """A group's cell on each axis; None where it is not asked."""
        return tuple(own.result.cell(group) for own in self.dimensions)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a page of results shows.

    `so_far` counts the people who sent their answers; `groups` are the staff groups, in the partnership's order.
    """

    framework: Framework
    results: Results
    groups: tuple[StaffGroup, ...]
    themes: tuple[ThemeStanding, ...]
    so_far: SoFar

    @property
    def respondents(self) -> int:
        """How many people sent their answers, in the figures or waiting."""
        return self.so_far.people

    @property
    def has_figures(self) -> bool:
        """Whether any answers have been released, whether or not they may be shown."""
        cells = (cell for dimension in self.results.dimensions for cell in dimension.cells)
        return any(cell.withheld or cell.n or cell.dk or cell.na for cell in cells)

    @property
    def has_goals(self) -> bool:
        """Whether any theme has a goal."""
        return any(theme.goal for theme in self.themes)

    @property
    def shared_date(self) -> date | None:
        """The date that all goals of themes have in common; None where they differ, or one has none."""
        dates = {theme.goal.by for theme in self.themes if theme.goal}
        return dates.pop() if len(dates) == 1 else None

    @property
    def largest_gap_first(self) -> tuple[ThemeStanding, ...]:
        """The themes whose gap is known, in order of priority: largest gap to goal first; ties by lower position."""
        ranked = [
            (priority_order(theme.to_go, theme.now), theme)
            for theme in self.themes
            if theme.to_go is not None and theme.now is not None
        ]
        return tuple(theme for _order, theme in sorted(ranked, key=lambda one: one[0]))

    def theme(self, theme_id: str) -> ThemeStanding:
        """One theme. Raises KeyError."""
        for theme in self.themes:
            if theme.theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def beside(self, theme_id: str) -> tuple[ThemeStanding | None, ThemeStanding | None]:
        """The themes before and after this one, in the framework's order; None at either end."""
        place = [theme.theme.id for theme in self.themes].index(theme_id)
        before = self.themes[place - 1] if place else None
        after = self.themes[place + 1] if place + 1 < len(self.themes) else None
        return before, after


def standing_of(assessment: Assessment) -> Standing:
    """The figures with the framework's words, the staff groups and the goals."""
    goals = {
        (goal.theme, goal.dimension): GoalToReach(float(goal.position), goal.by) for goal in assessment.goals.all()
    }
    groups = tuple(assessment.partnership.staff_groups.all())
    sent = so_far(assessment)
    tallies = [one for one in group_tallies(assessment) if not _never_took_part(one, sent)]
    beside = {one.key for one in tallies}
    return stand(
        framework=framework_of(assessment),
        results=results_of(assessment, tallies),
        groups=tuple(group for group in groups if group.key in beside),
        goals=goals,
        so_far=sent,
    )


def _never_took_part(tally: GroupTally, sent: SoFar) -> bool:
    """Whether an assessment is over in which no young person, or no parent, took part: who takes part says so.

    Staff are always there: that none of a staff group answered is a finding.
    """
    return sent.over and not tally.pooled and tally.key not in sent.waiting_groups and not tally.counts.any()


def stand(
    *,
    framework: Framework,
    results: Results,
    groups: Sequence[StaffGroup],
    goals: Mapping[tuple[str, str], GoalToReach],
    so_far: SoFar,
) -> Standing:
    """Put figures beside words. `goals` is keyed by theme id and dimension id, "" for the theme itself."""
    themes = []
    for theme in framework.themes:
        result = results.theme(theme.id)
        dimensions = tuple(
            DimensionStanding(dimension, figures, goals.get((theme.id, dimension.id)))
            for dimension, figures in zip(theme.dimensions, result.dimensions, strict=True)
        )
        themes.append(ThemeStanding(theme, result, goals.get((theme.id, "")), dimensions))
    return Standing(framework, results, tuple(groups), tuple(themes), so_far)


def names_of(groups: Sequence[StaffGroup], everyone: str) -> dict[str, str]:
    """What each cell's group is called, by key; `everyone` is the name of all staff together."""
    return {EVERYONE: everyone, **{group.key: group.name for group in groups}}
