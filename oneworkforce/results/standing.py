"""Puts figures beside the framework's words, the groups and the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from oneworkforce.analysis import EVERYONE, Cell, DimensionResult, GroupTally, Results, ThemeResult, priority_order
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import framework_of
from oneworkforce.frameworks import Dimension, Framework, Theme
from oneworkforce.gathering.questionnaires.figures import group_tallies, results_of
from oneworkforce.gathering.questionnaires.privacy.sources import groups_known_to_one
from oneworkforce.gathering.questionnaires.so_far import SoFar, in_no_figure, so_far
from oneworkforce.partnerships.models import StaffGroup


@dataclass(frozen=True, slots=True)
class GoalToReach:
    """``position`` is in points from 1 to 5."""

    position: float
    by: date | None


@dataclass(frozen=True, slots=True)
class DimensionStanding:
    dimension: Dimension
    result: DimensionResult
    goal: GoalToReach | None


@dataclass(frozen=True, slots=True)
class ThemeStanding:
    theme: Theme
    result: ThemeResult
    goal: GoalToReach | None
    dimensions: tuple[DimensionStanding, ...]

    @property
    def now(self) -> float | None:
        """Everyone's position, in points; None if we can't show it."""
        return self.result.everyone

    @property
    def to_go(self) -> float | None:
        """Goal − position, in points, unrounded."""
        if self.goal is None or self.now is None:
            return None
        return self.goal.position - self.now

    @property
    def goal_by_dimension(self) -> tuple[float | None, ...]:
        """Each dimension's own goal, or else the theme's."""
        goals = (own.goal or self.goal for own in self.dimensions)
        return tuple(goal.position if goal else None for goal in goals)

    def cells(self, group: str) -> tuple[Cell | None, ...]:
        """A group's cell for each dimension; None where it isn't asked."""
        return tuple(own.result.cell(group) for own in self.dimensions)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that a page of results shows.

    `too_late`: people in no figure; of them `known_to_one` are of `groups_known_to_one` (keys), whose answers wait as
    somebody knows most of them.
    """

    framework: Framework
    results: Results
    groups: tuple[StaffGroup, ...]
    themes: tuple[ThemeStanding, ...]
    so_far: SoFar
    too_late: int
    known_to_one: int = 0
    groups_known_to_one: frozenset[str] = frozenset()

    @property
    def respondents(self) -> int:
        """People who sent answers, in the figures or not."""
        return self.so_far.people

    @property
    def has_figures(self) -> bool:
        """Whether a close has counted any answers, even if we can't show them."""
        cells = (cell for dimension in self.results.dimensions for cell in dimension.cells)
        return any(cell.withheld or cell.n or cell.dk or cell.na for cell in cells)

    @property
    def shows_figures(self) -> bool:
        """Whether any position may be shown."""
        return any(cell.mean is not None for dimension in self.results.dimensions for cell in dimension.cells)

    @property
    def has_goals(self) -> bool:
        return any(theme.goal for theme in self.themes)

    @property
    def shared_date(self) -> date | None:
        """The date that all themes' goals share; None if they differ or one has none."""
        dates = {theme.goal.by for theme in self.themes if theme.goal}
        return dates.pop() if len(dates) == 1 else None

    @property
    def largest_gap_first(self) -> tuple[ThemeStanding, ...]:
        """Themes with a known gap, largest gap to goal first; ties by lower position."""
        ranked = [
            (priority_order(theme.to_go, theme.now), theme)
            for theme in self.themes
            if theme.to_go is not None and theme.now is not None
        ]
        return tuple(theme for _order, theme in sorted(ranked, key=lambda one: one[0]))

    def theme(self, theme_id: str) -> ThemeStanding:
        """Raises KeyError for an unknown theme."""
        for theme in self.themes:
            if theme.theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def beside(self, theme_id: str) -> tuple[ThemeStanding | None, ThemeStanding | None]:
        """The themes before and after this one; None at either end."""
        place = [theme.theme.id for theme in self.themes].index(theme_id)
        before = self.themes[place - 1] if place else None
        after = self.themes[place + 1] if place + 1 < len(self.themes) else None
        return before, after


def standing_of(assessment: Assessment) -> Standing:
    """Everything to show for an assessment. Makes the same number of queries however many answered."""
    goals = {
        (goal.theme, goal.dimension): GoalToReach(float(goal.position), goal.by) for goal in assessment.goals.all()
    }
    groups = tuple(assessment.partnership.staff_groups.all())
    sent = so_far(assessment)
    counted = group_tallies(assessment)
    waiting = groups_known_to_one(assessment)
    keys = frozenset(group.key for group in groups if group.pk in waiting)
    tallies = [one for one in counted if not _never_took_part(one, sent)]
    beside = {one.key for one in tallies}
    return stand(
        framework=framework_of(assessment),
        results=results_of(assessment, tallies),
        groups=tuple(group for group in groups if group.key in beside),
        goals=goals,
        so_far=sent,
        too_late=sent.too_late(counted),
        known_to_one=sum(in_no_figure(one) for one in counted if one.key in keys),
        groups_known_to_one=keys,
    )


def _never_took_part(tally: GroupTally, sent: SoFar) -> bool:
    """Whether there was a close, and no young people, no children, or no parents had taken part by then."""
    return sent.has_closed and not tally.pooled and not tally.counts.any() and not any(tally.late)


def stand(
    *,
    framework: Framework,
    results: Results,
    groups: Sequence[StaffGroup],
    goals: Mapping[tuple[str, str], GoalToReach],
    so_far: SoFar,
    too_late: int = 0,
    known_to_one: int = 0,
    groups_known_to_one: frozenset[str] = frozenset(),
) -> Standing:
    """Put figures beside words; goals are by theme id and dimension id, "" for the theme."""
    themes = []
    for theme in framework.themes:
        result = results.theme(theme.id)
        dimensions = tuple(
            DimensionStanding(dimension, figures, goals.get((theme.id, dimension.id)))
            for dimension, figures in zip(theme.dimensions, result.dimensions, strict=True)
        )
        themes.append(ThemeStanding(theme, result, goals.get((theme.id, "")), dimensions))
    return Standing(
        framework, results, tuple(groups), tuple(themes), so_far, too_late, known_to_one, groups_known_to_one
    )


def names_of(groups: Sequence[StaffGroup], everyone: str) -> dict[str, str]:
    """The name for each cell's group key; `everyone` is the name for all staff."""
    return {EVERYONE: everyone, **{group.key: group.name for group in groups}}
