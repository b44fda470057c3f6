"""What one audience is asked, theme by theme, ready for pages. Worked out once per pinned framework and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from oneworkforce.analysis.inputs import NOT_ASKED, SYMBOLS
from oneworkforce.frameworks import FamilyWords, load_pin
from oneworkforce.frameworks.rules import points_on_scale, takes_comments
from oneworkforce.gathering.questionnaires.sheets import BLANK

ANSWERS = SYMBOLS.replace(BLANK, "")


@dataclass(frozen=True, slots=True)
class Question:
    """One dimension as this audience reads it; `position` is its place in a sheet, `field` its name in a form.

    `words` holds what the screens of families say besides, where the framework has it.
    """

    position: int
    field: str
    name: str
    low: str
    high: str
    guidance: str
    words: FamilyWords | None = None


@dataclass(frozen=True, slots=True)
class AskedTheme:
    """A theme with at least one question for the audience; `number` counts from 1 over those themes alone.

    `name` is the framework's: the partnership may have its own. `takes_comment` says that its page has room for one.
    `answers` are those that its buttons have: children choose among three faces, and write nothing.
    """

    number: int
    id: str
    name: str
    purpose: str
    questions: tuple[Question, ...]
    positions: tuple[int, ...]
    takes_comment: bool = True
    answers: str = ANSWERS

    def slice_of(self, sheet: str) -> str:
        """The answers of this theme alone, in the order of its questions: what a page says that it showed."""
        return "".join(sheet[position] for position in self.positions)

    def changes(self, shown: str, given: Mapping[str, str]) -> dict[int, str]:
        """Position → answer, where a form differs from what its page had shown.

        Only those are written, so that a page left open for an hour never undoes what another page saved since. A value
        that no button has is passed over, as is a question that the form did not send.

        :param shown: the slice that the page was made from; anything else of the right length counts as blank.
        """
        if len(shown) != len(self.positions):
            shown = BLANK * len(self.positions)
        found = {}
        for question, before in zip(self.questions, shown, strict=True):
            answer = given.get(question.field, "")
            if is_answer(answer, self.answers) and answer != before:
                found[question.position] = answer
        return found


def is_answer(value: str, among: str = ANSWERS) -> bool:
    """Whether a value is one that a button has: 1–5, d or n."""
    return len(value) == 1 and value in among


def answers_of(audience: str) -> str:
    """What an audience's buttons have: 1–5 or, for children, 1, 3 and 5; d and n."""
    no_points = [symbol for symbol in ANSWERS if not symbol.isdigit()]
    return "".join([*map(str, points_on_scale(audience)), *no_points])


def asked_themes(pin: str, audience: str) -> tuple[AskedTheme, ...]:
    """The themes that an audience is asked about, with their statements worded for it, in the language of the moment.

    Order, ids and positions are the same in every language.

    :raises oneworkforce.frameworks.UnknownFramework: when the pinned version is not there.
    """
    return _asked_themes(pin, audience, get_language())


@lru_cache(maxsize=64)
def _asked_themes(pin: str, audience: str, language: str | None) -> tuple[AskedTheme, ...]:
    framework = load_pin(pin, language)
    themes: list[AskedTheme] = []
    for theme in framework.themes:
        questions = tuple(
            Question(
                position=framework.index[dimension.id],
                field=f"q{framework.index[dimension.id]}",
                name=dimension.name,
                low=dimension.statements[audience].fragmented,
                high=dimension.statements[audience].reformed,
                guidance=dimension.guidance,
                words=dimension.families.get(audience),
            )
            for dimension in theme.dimensions
            if audience in dimension.statements
        )
        if questions:
            positions = tuple(question.position for question in questions)
            themes.append(
                AskedTheme(
                    len(themes) + 1,
                    theme.id,
                    theme.name,
                    theme.purpose,
                    questions,
                    positions,
                    takes_comment=takes_comments(audience),
                    answers=answers_of(audience),
                )
            )
    return tuple(themes)


def first_unfinished(themes: tuple[AskedTheme, ...], sheet: str) -> AskedTheme | None:
    """The first theme with a question still blank; None when every question has an answer."""
    return next((theme for theme in themes if BLANK in theme.slice_of(sheet)), None)


def asked_in(sheet: str) -> int:
    """How many questions a sheet was asked."""
    return len(sheet) - sheet.count(NOT_ASKED)
