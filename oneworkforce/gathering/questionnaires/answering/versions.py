"""Which version of the questionnaire somebody meets: that for people who work with children, or that for families.

Young people and parents are asked one question a screen, with faces and pictures, about the child's perspective alone.
Easy read changes the words on their screens, and nothing else. Every version fills the same sheet.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django.utils.translation import get_language

from oneworkforce.frameworks import load_pin
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, asked_themes

YOUNG_PEOPLE, PARENTS = FAMILY_AUDIENCES


def is_family(audience: str) -> bool:
    """Whether an audience has the screens for young people and parents."""
    return audience in FAMILY_AUDIENCES


def template_of(audience: str, name: str) -> str:
    """The template of a page, as this audience is shown it."""
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
                    takes_comment=question is theme.questions[-1],
                )
            )
    return tuple(found)


def points_of(pin: str, audience: str) -> tuple[str, ...]:
    """The five points of the scale in words, from 1 to 5, in the language of the moment; plain figures without any."""
    return load_pin(pin, get_language()).points.get(audience, ("1", "2", "3", "4", "5"))
