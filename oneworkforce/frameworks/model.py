"""The parts of a framework, as frozen values that any thread may share.

Ids are stable for ever; order is the order of the pack. `Framework.dimensions` fixes the position of every dimension in
an answer sheet, so it is the same for everyone who reads the same pin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from oneworkforce.frameworks.rules import CHILD_PERSPECTIVE, YOUNG_PEOPLE

Key = TypeVar("Key")
Value = TypeVar("Value", covariant=True)


class FrozenMapping(Mapping[Key, Value]):
    """A mapping that cannot be changed and, unlike `MappingProxyType`, can be hashed, copied deeply and pickled."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Value]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: Key) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMapping({self._items!r})"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a stable id and a name: a perspective, an audience, an outcome for children."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Sector:
    """A segment of the workforce; `examples` names jobs in it, so that people find their own."""

    id: str
    name: str
    examples: str


@dataclass(frozen=True, slots=True)
class StaffGroupDefault:
    """A staff group that a new partnership starts with, and the audience whose statements it answers."""

    key: str
    name: str
    audience: str


@dataclass(frozen=True, slots=True)
class CommonCoreHeading:
    """A heading of the Common Core of Skills and Knowledge; `what` says what it covers."""

    id: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Poles:
    """The two ends of the scale: `fragmented` is 1, `reformed` is 5."""

    fragmented: str
    reformed: str


@dataclass(frozen=True, slots=True)
class PicturedSentence:
    """One idea in at most 12 words, and the name of the picture that stands beside it (see `pictures`)."""

    picture: str
    words: str


@dataclass(frozen=True, slots=True)
class FamilyWords:
    """A dimension as young people, children or parents meet it, besides the statement itself.

    `question` is its heading; `fragmented` and `reformed` say both ends in easy words; `examples` what each may notice.
    """

    question: str
    picture: str
    fragmented: tuple[PicturedSentence, ...]
    reformed: tuple[PicturedSentence, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of a theme's spider diagram.

    `statements` holds, by audience id, both ends as that audience reads them; an audience not in it is not asked.
    `source` names the row of the source documents that the sentences render. `families` holds, for young people,
    children and parents, what their own screens say; it is empty in a pack that has no families.yaml.
    """

    id: str
    name: str
    label: str
    perspectives: tuple[str, ...]
    source: str
    poles: Poles
    guidance: str
    statements: Mapping[str, Poles]
    families: Mapping[str, FamilyWords] = field(default_factory=lambda: FrozenMapping({}))

    @property
    def is_childs(self) -> bool:
        """Whether it is seen from the child's side, so that staff who answer give their view of that."""
        return CHILD_PERSPECTIVE in self.perspectives

    def said_from(self, perspective_id: str) -> Poles:
        """Both ends in the voice of a perspective: a child's in the words of young people, where they are asked."""
        own = self.statements.get(YOUNG_PEOPLE) if perspective_id == CHILD_PERSPECTIVE else None
        return own or self.poles


@dataclass(frozen=True, slots=True)
class Solution:
    """Something a partnership may do about a theme, and a typical first step."""

    id: str
    name: str
    what: str
    first_step: str
    source: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One colour of the rainbow: `colour` is #rrggbb and holds 4.5:1 on white; `label` fits a diagram."""

    id: str
    name: str
    label: str
    colour: str
    purpose: str
    dimensions: tuple[Dimension, ...]
    solutions: tuple[Solution, ...]

    def by_perspective(self, perspective_id: str) -> tuple[Dimension, ...]:
        """The dimensions that stand in this column of the themes × perspectives table; empty where none does."""
        return tuple(dimension for dimension in self.dimensions if perspective_id in dimension.perspectives)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A short fictional story for a workshop; `themes` are the ids of the themes that it touches."""

    id: str
    name: str
    themes: tuple[str, ...]
    story: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework in one version; see the module for what stays fixed.

    `points` holds, for young people, children and parents, the points that they can choose in words, the lowest first.
    """

    key: str
    version: int
    name: str
    language: str
    summary: str
    acknowledgement: str
    perspectives: tuple[Named, ...]
    audiences: tuple[Named, ...]
    outcomes: tuple[Named, ...]
    sectors: tuple[Sector, ...]
    staff_groups: tuple[StaffGroupDefault, ...]
    common_core: tuple[CommonCoreHeading, ...]
    themes: tuple[Theme, ...]
    scenarios: tuple[Scenario, ...]
    points: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: FrozenMapping({}))
    dimensions: tuple[Dimension, ...] = field(init=False, repr=False, compare=False)
    index: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _themes_by_id: Mapping[str, Theme] = field(init=False, repr=False, compare=False)
    _themes_by_dimension: Mapping[str, Theme] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive, once, the fixed order of all dimensions and the ways to look them up."""
        dimensions = tuple(dimension for theme in self.themes for dimension in theme.dimensions)
        derived = {
            "dimensions": dimensions,
            "index": FrozenMapping({dimension.id: place for place, dimension in enumerate(dimensions)}),
            "_themes_by_id": FrozenMapping({theme.id: theme for theme in self.themes}),
            "_themes_by_dimension": FrozenMapping(
                {dimension.id: theme for theme in self.themes for dimension in theme.dimensions}
            ),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def pin(self) -> str:
        """What an assessment stores to read this very version again, as in "one-childrens-workforce/1"."""
        return f"{self.key}/{self.version}"

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id. Raises KeyError for any other."""
        return self._themes_by_id[theme_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension with this id. Raises KeyError for any other."""
        return self.dimensions[self.index[dimension_id]]

    def perspectives_of(self, dimension: Dimension) -> tuple[str, ...]:
        """The names of the perspectives that a dimension is seen from, in the framework's order."""
        return tuple(known.name for known in self.perspectives if known.id in dimension.perspectives)

    def theme_of(self, dimension_id: str) -> Theme:
        """The theme that this dimension belongs to. Raises KeyError for an unknown dimension."""
        return self._themes_by_dimension[dimension_id]

    def asked(self, audience: str) -> tuple[bool, ...]:
        """Whether this audience is asked each dimension, in the order of `dimensions`. Raises KeyError if unknown."""
        if all(audience != known.id for known in self.audiences):
            raise KeyError(audience)
        return tuple(audience in dimension.statements for dimension in self.dimensions)
