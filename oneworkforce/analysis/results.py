"""Works out every figure of an assessment that may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .comparison import Difference, PerceptionGap, difference, perception_gap
from .disclosure import Cell, UndecidedCell, cell_without_figures, protect, protect_alone
from .inputs import EVERYONE, GroupTally, Tally, ThemeAxes, check_inputs
from .positions import theme_position
from .tally import empty_tally


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """ "Everyone" first, if a pooled group is asked, then each staff group asked."""

    id: str
    cells: tuple[Cell, ...]

    def cell(self, group: str) -> Cell | None:
        """None if the group isn't asked."""
        for cell in self.cells:
            if cell.group == group:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """Positions in points; None if too little may be shown."""

    id: str
    everyone: float | None
    groups: dict[str, float | None]
    dimensions: tuple[DimensionResult, ...]
    gap: PerceptionGap | None


@dataclass(frozen=True, slots=True)
class ThemeChange:
    id: str
    dimensions: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """No figure in here is about fewer than k people."""

    k: int
    themes: tuple[ThemeResult, ...]

    def theme(self, theme_id: str) -> ThemeResult:
        """Raises KeyError for an unknown theme."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    @property
    def dimensions(self) -> tuple[DimensionResult, ...]:
        """Of all themes, in the framework's order."""
        return tuple(dimension for theme in self.themes for dimension in theme.dimensions)

    def shown_dimensions(self, group: str) -> tuple[bool, ...]:
        """Whether each dimension of a staff group is shown, in the framework's order.

        Empty all other answers before rows leave. Otherwise subtracting the rows from "everyone" would reveal them.
        """
        cells = (dimension.cell(group) for dimension in self.dimensions)
        return tuple(cell is not None and not cell.withheld for cell in cells)


def work_out(themes: Sequence[ThemeAxes], groups: Sequence[GroupTally], k: int) -> Results:
    """Work out everything, with disclosure control applied.

    The dimensions of `themes`, end to end, are the rows of every group's counts. Raises ValueError if they aren't, if
    ids or keys repeat, or if k is less than 1.
    """
    check_inputs(themes, groups, k)
    everyone = _everyone(themes, groups)
    results = []
    row = 0
    for theme in themes:
        dimensions = []
        for dimension in theme.dimensions:
            dimensions.append(DimensionResult(dimension, _cells(row, everyone, groups, k)))
            row += 1
        results.append(_theme_result(theme.id, tuple(dimensions), groups))
    return Results(k, tuple(results))


def nothing_yet(themes: Sequence[ThemeAxes], groups: Sequence[GroupTally], k: int) -> Results:
    """What there is before the first close: a cell for each group asked, with no figure in it and not withheld."""
    check_inputs(themes, groups, k)
    results = []
    row = 0
    for theme in themes:
        dimensions = []
        for dimension in theme.dimensions:
            asked = [group for group in groups if group.asked[row]]
            keys = [EVERYONE] * any(group.pooled for group in asked) + [group.key for group in asked]
            dimensions.append(DimensionResult(dimension, tuple(map(cell_without_figures, keys))))
            row += 1
        results.append(_theme_result(theme.id, tuple(dimensions), groups))
    return Results(k, tuple(results))


def change(earlier: Results, later: Results, group: str = EVERYONE) -> tuple[ThemeChange, ...]:
    """How a group changed, for the dimensions with the same id that are shown in both."""
    before = {dimension.id: dimension.cell(group) for dimension in earlier.dimensions}
    changes = []
    for theme in later.themes:
        compared = (difference(now.id, before.get(now.id), now.cell(group)) for now in theme.dimensions)
        changes.append(ThemeChange(theme.id, tuple(found for found in compared if found is not None)))
    return tuple(changes)


def _everyone(themes: Sequence[ThemeAxes], groups: Sequence[GroupTally]) -> Tally:
    rows = sum(len(theme.dimensions) for theme in themes)
    if rows == 0:
        raise ValueError("there are no dimensions to work out")
    total = empty_tally(rows)
    for group in groups:
        if group.pooled:
            total += group.counts
    return total


def _cells(row: int, everyone: Tally, groups: Sequence[GroupTally], k: int) -> tuple[Cell, ...]:
    asked = [group for group in groups if group.asked[row]]
    parts = [UndecidedCell(group.key, group.counts[row], _is_held(group, row)) for group in asked if group.pooled]
    by_key: dict[str, Cell] = {}
    if parts:
        protected = protect(UndecidedCell(EVERYONE, everyone[row]), [parts], k)
        by_key = {cell.group: cell for cell in (protected.total, *protected.breakdowns[0])}
    for group in asked:
        if not group.pooled:
            by_key[group.key] = protect_alone(UndecidedCell(group.key, group.counts[row]), k)
    late = {group.key: group.late[row] if group.late and _may_be_late(group, by_key) else 0 for group in asked}
    late[EVERYONE] = sum(late[group.key] for group in asked if group.pooled)
    keys = (EVERYONE, *(group.key for group in asked))
    return tuple(replace(by_key[key], late=late[key]) if late[key] else by_key[key] for key in keys if key in by_key)


def _may_be_late(group: GroupTally, by_key: Mapping[str, Cell]) -> bool:
    """Whether anybody sees that its latest answers wait: by its own cell, or by a total that did not move."""
    own = by_key[group.key]
    return not own.withheld or (group.pooled and not by_key[EVERYONE].withheld)


def _is_held(group: GroupTally, row: int) -> bool:
    return bool(group.held) and group.held[row]


def _theme_result(theme_id: str, dimensions: tuple[DimensionResult, ...], groups: Sequence[GroupTally]) -> ThemeResult:
    return ThemeResult(
        id=theme_id,
        everyone=_position(dimensions, EVERYONE),
        groups={group.key: _position(dimensions, group.key) for group in groups},
        dimensions=dimensions,
        gap=perception_gap(
            (dimension.cells for dimension in dimensions), {group.key: group.audience for group in groups}
        ),
    )


def _position(dimensions: Sequence[DimensionResult], group: str) -> float | None:
    cells = [cell for dimension in dimensions if (cell := dimension.cell(group)) is not None]
    return theme_position([cell.mean for cell in cells], asked=len(cells))
