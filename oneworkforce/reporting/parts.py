"""What a report is made of: plain frozen data, all of it words and pictures, that any format can lay out.

Every figure is already words. A report says the same on a screen, in a PDF and in whatever else is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A cell of a table: its words, a smaller note under them, and whether it is quiet because there is no figure."""

    words: str
    note: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it shows, its head, its rows (each as long as the head), and which columns hold figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    numeric: tuple[int, ...] = ()
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, its caption, and the words for those who cannot see it."""

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in one line."""

    id: str
    name: str
    colour: str
    purpose: str


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """The framework: its rainbow as an index, and a line on each theme."""

    rainbow: Picture
    themes: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A heading and what the partnership says under it."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Involved:
    """How we set about it and who took part.

    `children` are the partnership's own words, `voices` what is recorded of young people and of parents, `heard` what
    services knew from them before; `children_missing` is what stands where there is none of it.
    `nothing_planned` and `nobody_yet` are empty where there is a plan, and where people answered.
    `sectors` is how many sectors people answered from.
    """

    plan: Table | None
    matrix: Table | None
    nothing_planned: str
    in_all: str
    tables: tuple[Table, ...]
    nobody_yet: str
    children: str
    voices: tuple[Note, ...]
    heard: Table | None
    children_missing: str
    sectors: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it is: now 2.4. A fact that may not be shown says so in words, and is quiet."""

    name: str
    value: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One theme: its facts, what its picture says, the picture, the figures as tables, findings, and notes."""

    id: str
    name: str
    colour: str
    purpose: str
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    spider: Picture
    tables: tuple[Table, ...]
    findings: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where we are: the whole, then theme by theme. `about` says what the figures rest on and what is never shown."""

    rainbow: Picture
    about: tuple[str, ...]
    overview: Table
    themes: tuple[ThemePart, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section that stands in the report: its key (`sections.SECTIONS`), its title and its opening words."""

    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Credits:
    """Where the framework comes from, who belongs to the partnership, and when the report was made."""

    acknowledgement: str
    organisations: Table | None
    made: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a summary report shows. The parts of a section that is left out are None.

    `colours` are the themes', in order, for the stripe; `language` is a tag such as en-GB; `made_on` is ISO 8601.
    """

    title: str
    partnership: str
    assessment: str
    language: str
    made_on: str
    made: str
    colours: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    framework: FrameworkPart | None
    involved: Involved | None
    position: Position | None
    goals: Table | None
    no_goals: str
    focus_areas: tuple[str, ...]
    no_focus_areas: str
    actions: Table | None
    no_actions: str
    credits: Credits | None

    def has(self, key: str) -> bool:
        """Whether a section stands in the report."""
        return any(chapter.key == key for chapter in self.chapters)
