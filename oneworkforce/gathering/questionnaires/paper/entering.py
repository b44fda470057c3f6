"""The form for typing a sheet in, in the order of the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from oneworkforce.assessments.queries import framework_of
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_themes
from oneworkforce.gathering.questionnaires.answering.personal_information import found_in
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.paper.models import FIRST, Pile, Typing
from oneworkforce.gathering.questionnaires.paper.typed import TypingFault, as_typed, field_of, read_sheet, untyped
from oneworkforce.gathering.questionnaires.paper.typings import Typed
from oneworkforce.gathering.questionnaires.saving.saves import LONGEST_COMMENT
from oneworkforce.gathering.questionnaires.sheets import asked_of


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One question: its number on the paper, name, two ends, and position on the sheet."""

    number: str
    name: str
    low: str
    high: str
    position: int


@dataclass(frozen=True, slots=True)
class SheetField:
    """What one field takes: a theme's questions, or all questions for families. `colour`: the theme whose it is."""

    theme: AskedTheme
    field: str
    lines: tuple[SheetLine, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class CommentField:
    """A theme's comment, labelled as on the paper."""

    theme: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The entry form of a pile; `sectors` and `localities` are empty if the paper doesn't ask."""

    pile: Pile
    parts: tuple[SheetField, ...]
    comments: tuple[CommentField, ...]
    sectors: tuple[tuple[str, str], ...]
    localities: tuple[tuple[str, str], ...]
    blank: str

    def read(self, given: Mapping[str, str], turn: int) -> tuple[Typed, list[TypingFault]]:
        """What a form holds, and its faults. Takes nothing that wasn't asked."""
        sheet, faults = read_sheet([part.theme for part in self.parts], self.blank, given)
        sector, locality = given.get("sector", ""), given.get("locality", "")
        comments = {}
        for one in self.comments if turn == FIRST else ():
            text = _plain(given.get(one.field, ""))
            if len(text) > LONGEST_COMMENT:
                faults.append(TypingFault(one.field, _("This comment is longer than 2,000 letters: type it shorter.")))
            elif text:
                comments[one.theme] = text
        typed = Typed(
            sheet,
            sector if sector in dict(self.sectors) else "",
            locality if locality in dict(self.localities) else "",
            comments,
        )
        return typed, faults

    def values(self, typing: Typing) -> dict[str, str]:
        """Field → what it shows of a kept sheet."""
        shown = {part.field: as_typed(part.theme, typing.sheet) for part in self.parts}
        shown |= {one.field: str(typing.comments.get(one.theme, "")) for one in self.comments}
        return shown | {"sector": typing.sector, "locality": typing.locality}

    def warnings(self, typed: Typed) -> list[tuple[str, str, list[str | Promise]]]:
        """Comments that may identify somebody: field, label, and what they seem to hold."""
        looked = [(one.field, one.label, found_in(typed.comments.get(one.theme, ""))) for one in self.comments]
        return [(field, label, found) for field, label, found in looked if found]

    def lines(self) -> list[tuple[AskedTheme, SheetLine]]:
        """Every question with its theme, in the order of the paper."""
        return [(part.theme, line) for part in self.parts for line in part.lines]


def form_of(pile: Pile) -> EntryForm:
    """A pile's entry form: two queries."""
    assessment, group = pile.assessment, pile.staff_group
    framework = framework_of(assessment)
    family = is_family(group.audience)
    themes = asked_themes(assessment.framework, group.audience)
    named = tuple(replace(theme, name=framework.theme(theme.id).name) for theme in themes)
    localities = [] if family else list(assessment.partnership.localities.values_list("key", "name"))
    return EntryForm(
        pile=pile,
        parts=_all_in_one(named) if family else tuple(_part(theme) for theme in named),
        comments=tuple(
            CommentField(theme.id, f"comment-{theme.number}", _label(theme, family))
            for theme in named
            if theme.takes_comment
        ),
        sectors=() if family else _numbered([(sector.id, sector.name) for sector in framework.sectors]),
        localities=_numbered(localities),
        blank=untyped(asked_of(assessment, group)),
    )


def _plain(text: str) -> str:
    """A comment stripped, with one kind of line end, and nothing a database can't hold."""
    text = text.replace("\x00", "").encode("utf-8", "replace").decode()
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _numbered(options: list[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """With the numbers printed on the paper, so that typing one chooses it."""
    return tuple((key, f"{number} {name}") for number, (key, name) in enumerate(options, start=1))


def _part(theme: AskedTheme) -> SheetField:
    lines = tuple(
        SheetLine(f"{theme.number}.{place}", one.name, one.low, one.high, one.position)
        for place, one in enumerate(theme.questions, start=1)
    )
    return SheetField(theme, field_of(theme), lines, theme.id)


def _all_in_one(themes: tuple[AskedTheme, ...]) -> tuple[SheetField, ...]:
    """Families' papers number questions through, without themes: one field for all."""
    questions = tuple(chain.from_iterable(theme.questions for theme in themes))
    positions = tuple(question.position for question in questions)
    whole = replace(themes[0], name=_("Questions"), id="", number=1, questions=questions, positions=positions)
    lines = tuple(
        SheetLine(str(place), one.words.question if one.words else one.name, one.low, one.high, one.position)
        for place, one in enumerate(questions, start=1)
    )
    return (SheetField(whole, field_of(whole), lines, themes[0].id),)


def _label(theme: AskedTheme, family: bool) -> str:
    if not family:
        return theme.name
    return " · ".join(one.words.question if one.words else one.name for one in theme.questions)
