"""What a report is made of: frozen words, tables and pictures. Sections make them, formats lay them out.

Every figure is already words, so a report says the same on a screen, on paper and in whatever else is made of it.
A format finds the way to lay a block out by its `kind`. Widths in mm are for paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def _kind(name: str) -> str:
    return field(default=name, init=False)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Words as somebody wrote them; an empty line starts a new paragraph."""

    words: str
    kind: str = _kind("paragraphs")


@dataclass(frozen=True, slots=True)
class Remark:
    """A quiet sentence: what figures rest on, or that there is nothing to show yet."""

    words: str
    kind: str = _kind("remark")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 2 stands right below the section's own title."""

    title: str
    level: int = 2
    kind: str = _kind("heading")


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Sentences with their numbers."""

    sentences: tuple[str, ...]
    kind: str = _kind("numbered-list")


@dataclass(frozen=True, slots=True)
class Said:
    """A cell of a table: its words, a smaller note under them, and whether it is quiet because there is no figure."""

    words: str
    note: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in mm or else its share of what is left, and whether it holds figures."""

    head: str
    mm: int | None = None
    share: float = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Each row has as many cells as there are columns, and the first cell is the row's head.

    - `caption_shown`: False where the title above already says it; it is then for screen readers alone.
    - `sums`: the last row is the sum of the others.
    - `narrow`: short words and figures, which are easier to read close together on a wide screen; `mm`: its width on
      paper, where that is less than the page.
    - `dense`: many figures, in bold, right below what they belong to.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Said, ...], ...]
    caption_shown: bool = True
    sums: bool = False
    narrow: bool = False
    mm: int | None = None
    dense: bool = False
    kind: str = _kind("table")


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A drawing as SVG, the words for those who cannot see it, its caption, and its width on paper."""

    svg: str
    alt: str
    caption: str = ""
    mm: int = 150
    kind: str = _kind("picture")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it is: now 2.4. A fact that may not be shown says so in words, and is quiet."""

    name: str
    value: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class PictureWithFacts:
    """A picture, and beside it its figures and what it says."""

    picture: PictureBlock
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    kind: str = _kind("picture-with-facts")


@dataclass(frozen=True, slots=True)
class TitledWords:
    """Words under a small heading."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Short notes with headings of level 3, beside one another where there is room."""

    notes: tuple[TitledWords, ...]
    kind: str = _kind("side-by-side")


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in one line."""

    id: str
    name: str
    colour: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ThemeLines:
    """Themes, a line on each, in their colours."""

    themes: tuple[ThemeLine, ...]
    kind: str = _kind("theme-lines")


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """Everything on one theme, under its name as a heading of level 2.

    `kept` stays in one piece with the heading, `more` may run on; `new_page` is for paper.
    """

    theme: ThemeLine
    kept: tuple[Block, ...]
    more: tuple[Block, ...] = ()
    new_page: bool = True
    kind: str = _kind("theme")


Block = (
    Paragraphs
    | Remark
    | Heading
    | NumberedList
    | TableBlock
    | PictureBlock
    | PictureWithFacts
    | SideBySide
    | ThemeLines
    | ThemeBlock
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section that stands in the report: its key, its title, its opening words, and the blocks below them.

    `new_page` is False where it may share a page with the chapter before it.
    """

    key: str
    title: str
    words: str
    blocks: tuple[Block, ...]
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """Everything that a summary report shows.

    `colours` are the themes', by id and in order; `language` is a tag such as en-GB; `made_on` is ISO 8601, and `made`
    the same day in words.
    """

    title: str
    partnership: str
    assessment: str
    language: str
    made_on: str
    made: str
    colours: Mapping[str, str]
    chapters: tuple[Chapter, ...]
