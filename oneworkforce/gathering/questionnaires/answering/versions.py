"""Which version of the questionnaire somebody meets: that for people who work with children, or that for families.

Young people, children and parents are asked one question a screen, with faces and pictures, about the child's
perspective alone. Children of about 7 to 10 answer with a grown-up: fewer questions, three faces, no room for words.
Easy read changes the words on their screens, and nothing else. Every version fills the same sheet.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django.utils.translation import get_language

from oneworkforce.frameworks import load_pin
from oneworkforce.frameworks.rules import CHILDREN, FAMILY_AUDIENCES, points_on_scale
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_themes

OF_CHILDREN = frozenset({"start", "consent"})
"""The pages that children and their grown-ups have for themselves; they share the others with young people."""


def is_family(audience: str) -> bool:
    """Whether an audience has the screens for young people, children and parents."""
    return audience in FAMILY_AUDIENCES


def template_of(audience: str, name: str) -> str:
    """The template of a page, as this audience is shown it."""
    if audience == CHILDREN and name in OF_CHILDREN:
        return f"questionnaires/children/{name}.html"
    return f"questionnaires/{'young/' if is_family(audience) else ''}{name}.html"


def screens(pin: str, audience: str) -> tuple[AskedTheme, ...]:
    """What stands on each page of questions, in the language of the moment: a theme, or for families one question.

    The pages of one theme have its id in common, and `AskedTheme.takes_comment` is true of the last of them alone.
    """
    return _screens(pin, audience, get_language())


@lru_cache(maxsize=64)
def _screens(pin: str, audience: str, _language: str | None) -> tuple[AskedTheme, ...]:
    themes = asked_themes(pin, audience)
    if not is_family(audience):
        return themes
    found: list[AskedTheme] = []
    for theme in themes:
        for question in theme.questions:
            found.append(
                replace(
                    theme,
                    number=len(found) + 1,
                    questions=(question,),
                    positions=(question.position,),
                    takes_comment=theme.takes_comment and question is theme.questions[-1],
                )
            )
    return tuple(found)


def points_of(pin: str, audience: str) -> dict[str, str]:
    """What can be chosen on the scale, in words, in the language of the moment; plain figures without any.

    By answer, from 1 to 5; of children 1, 3 and 5.
    """
    numbers = tuple(str(point) for point in points_on_scale(audience))
    return dict(zip(numbers, load_pin(pin, get_language()).points.get(audience, numbers), strict=True))
