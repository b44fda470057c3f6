"""What a hand types, theme by theme: “3 4 d n . 5” → symbols or faults.

One character a question: 1 to 5 (of children 1, 3 or 5), d for “I don’t know”, n for “Not my work”, a full stop for a
blank. Spaces, commas and capitals don't matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.analysis import NOT_ASKED
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme
from oneworkforce.gathering.questionnaires.sheets import BLANK

UNTYPED = "?"
"""A question that nobody has typed yet. A blank on the paper is typed, too."""

BETWEEN = str.maketrans("", "", " \t\r\n\f\v,;\u00a0")
LONGEST_TYPED = 400


@dataclass(frozen=True, slots=True)
class TypingFault:
    """What is wrong in a field, in words for the screen."""

    field: str
    message: str


def field_of(theme: AskedTheme) -> str:
    return f"theme-{theme.number}"


def untyped(asked: Sequence[bool]) -> str:
    """A sheet with nothing typed yet."""
    return "".join(UNTYPED if is_asked else NOT_ASKED for is_asked in asked)


def symbols_in(text: str) -> str:
    """What was typed, in small letters and without separators; unchecked."""
    return text[:LONGEST_TYPED].translate(BETWEEN).lower()


def read_theme(theme: AskedTheme, text: str) -> tuple[str, list[TypingFault]]:
    """One theme's symbols in order, `UNTYPED` where nothing was typed, and its faults.

    Whatever was typed, either every question has a symbol or there is a fault.
    """
    given = symbols_in(text)
    asked = len(theme.questions)
    known = theme.answers + BLANK
    faults = [
        TypingFault(field_of(theme), _no_answer(theme, place, character))
        for place, character in enumerate(given[:asked])
        if character not in known
    ]
    if len(given) > asked:
        faults.append(TypingFault(field_of(theme), _too_many(theme, len(given))))
    if len(given) < asked:
        faults.append(TypingFault(field_of(theme), _too_few(theme, len(given))))
    symbols = (character if character in known else UNTYPED for character in given[:asked])
    return "".join(symbols).ljust(asked, UNTYPED), faults


def read_sheet(themes: Sequence[AskedTheme], blank: str, typed: Mapping[str, str]) -> tuple[str, list[TypingFault]]:
    """A sheet from a form's fields, and its faults. `blank`: see `untyped`."""
    sheet, faults = list(blank), []
    for theme in themes:
        symbols, found = read_theme(theme, typed.get(field_of(theme), ""))
        faults += found
        for position, symbol in zip(theme.positions, symbols, strict=True):
            sheet[position] = symbol
    return "".join(sheet), faults


def as_typed(theme: AskedTheme, sheet: str) -> str:
    """A theme's field for a sheet: its symbols, up to the last one typed."""
    return theme.slice_of(sheet).rstrip(UNTYPED)


def _no_answer(theme: AskedTheme, place: int, character: str) -> str:
    few = "2" not in theme.answers
    said = (
        _(
            "%(theme)s, question %(number)s (%(question)s): “%(character)s” is no answer. "
            "There are three faces: type 1, 3 or 5, d, n, or a full stop for a blank."
        )
        if few
        else _(
            "%(theme)s, question %(number)s (%(question)s): “%(character)s” is no answer. "
            "Type 1 to 5, d, n, or a full stop for a blank."
        )
    )
    return said % {
        "theme": theme.name,
        "number": place + 1,
        "question": theme.questions[place].name,
        "character": character,
    }


def _too_many(theme: AskedTheme, given: int) -> str:
    return ngettext(
        "%(theme)s has %(asked)s question, and %(given)s answers are typed.",
        "%(theme)s has %(asked)s questions, and %(given)s answers are typed.",
        len(theme.questions),
    ) % {"theme": theme.name, "asked": len(theme.questions), "given": given}


def _too_few(theme: AskedTheme, given: int) -> str:
    missing = theme.questions[given]
    return ngettext(
        "%(theme)s has %(asked)s question, and %(given)s are typed. Next is question %(number)s (%(question)s).",
        "%(theme)s has %(asked)s questions, and %(given)s are typed. Next is question %(number)s (%(question)s).",
        len(theme.questions),
    ) % {
        "theme": theme.name,
        "asked": len(theme.questions),
        "given": given,
        "number": given + 1,
        "question": missing.name,
    }
