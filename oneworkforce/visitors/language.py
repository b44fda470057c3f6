"""Which languages a questionnaire may speak: those its partnership offers and its framework has."""

from __future__ import annotations

from functools import lru_cache

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.frameworks.rules import CHILDREN, YOUNG_PEOPLE
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui import languages

FAMILIAR_WITH = frozenset({YOUNG_PEOPLE, CHILDREN})
"""Audiences to whom Welsh says “ti”: their pages speak to a child or young person."""


def speak_for(assessment: Assessment, wish: str = "", audience: str | None = None) -> None:
    """For the rest of the request, speak only what this assessment's people may choose.

    :param wish: an invitation's language code, or "". :param audience: whom the page is for, if known.
    """
    languages.offer(spoken_by(assessment))
    if audience is not None:
        languages.familiar(audience in FAMILIAR_WITH)
    if wish:
        languages.wish(wish)


def spoken_by(assessment: Assessment) -> tuple[str, ...]:
    """Language codes of an assessment's questionnaire, English first."""
    return _spoken(assessment.framework, assessment.partnership.language_codes())


def group_name(group: StaffGroup, assessment: Assessment) -> str:
    """A staff group's name, translated if it is still the framework's."""
    names = _group_names(assessment.framework, languages.code_now())
    return names.get((group.key, group.name), group.name)


@lru_cache(maxsize=64)
def _spoken(pin: str, offered: tuple[str, ...]) -> tuple[str, ...]:
    # A page half in Welsh would be worse than one in English: a framework without Welsh is asked in its own language.
    found = tuple(code for code in offered if load_pin(pin, code).language.partition("-")[0] == code.partition("-")[0])
    return found or (languages.ENGLISH,)


@lru_cache(maxsize=64)
def _group_names(pin: str, code: str) -> dict[tuple[str, str], str]:
    """(key, name in the framework's own language) → name in this language."""
    here = load_pin(pin, code).staff_groups
    return {(own.key, own.name): one.name for own, one in zip(load_pin(pin).staff_groups, here, strict=True)}
