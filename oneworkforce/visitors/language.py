"""Which languages the pages of one questionnaire may speak: those that its partnership offers and its framework has."""

from __future__ import annotations

from functools import lru_cache

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui import languages

YOUNG_PEOPLE = FAMILY_AUDIENCES[0]


def speak_for(assessment: Assessment, wish: str = "", audience: str | None = None) -> None:
    """Speak, from here to the end of the request, only what this assessment's people may choose.

    :param wish: the language that an invitation asks for, as a code; empty for none. :param audience: whom the page is
        for, where that is known.
    """
    languages.offer(spoken_by(assessment))
    if audience is not None:
        languages.familiar(audience == YOUNG_PEOPLE)
    if wish:
        languages.wish(wish)


def spoken_by(assessment: Assessment) -> tuple[str, ...]:
    """The codes of the languages in which an assessment's questionnaire can be read, English first."""
    return _spoken(assessment.framework, assessment.partnership.language_codes())


def group_name(group: StaffGroup, assessment: Assessment) -> str:
    """A staff group's name: in the language of the moment where it is still the one that the framework gave it."""
    names = _group_names(assessment.framework, languages.code_now())
    return names.get((group.key, group.name), group.name)


@lru_cache(maxsize=64)
def _spoken(pin: str, offered: tuple[str, ...]) -> tuple[str, ...]:
    # A page half in Welsh would be worse than one in English: a framework without Welsh is asked in its own language.
    found = tuple(code for code in offered if load_pin(pin, code).language.partition("-")[0] == code.partition("-")[0])
    return found or (languages.ENGLISH,)


@lru_cache(maxsize=64)
def _group_names(pin: str, code: str) -> dict[tuple[str, str], str]:
    """Key and name in the framework's own language → name in this one."""
    here = load_pin(pin, code).staff_groups
    return {(own.key, own.name): one.name for own, one in zip(load_pin(pin).staff_groups, here, strict=True)}
