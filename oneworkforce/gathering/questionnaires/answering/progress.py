"""How long it takes, worked out from the words that are read (docs/explanation/how-long-it-takes.md)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.frameworks.rules import CHILDREN, YOUNG_PEOPLE, word_count
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, Question, asked_themes
from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.sheets import BLANK

EXACT_UP_TO = 20
"""Minutes; above, an estimate to the minute would only pretend, so it is given in steps of five."""


@dataclass(frozen=True, slots=True)
class ReadingPace:
    """Words a minute, of somebody who reads slowly and of somebody who reads quickly."""

    slow: int
    quick: int


ADULTS = ReadingPace(slow=175, quick=300)
"""Most adults, silently, of English non-fiction: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

YOUNG_READERS = ReadingPace(slow=112, quick=175)
"""From the lower quarter at 11, aloud (Hasbrouck and Tindal 2017, grade 6, autumn), to where most adults begin."""

EARLY_READERS = ReadingPace(slow=36, quick=125)
"""Aloud, from the lower quarter at 7 to the upper quarter at 9 (the same, grades 2 and 4, autumn)."""
PACES = {YOUNG_PEOPLE: YOUNG_READERS, CHILDREN: EARLY_READERS}


@dataclass(frozen=True, slots=True)
class Minutes:
    """From the fewest minutes to the most that it takes most people; both 0 where nothing is left."""

    least: int
    most: int

    def __bool__(self) -> bool:
        return self.most > 0

    @property
    def in_figures(self) -> str:
        """`10 to 25`, or `1`, in the language of the moment."""
        if self.least == self.most:
            return str(self.most)
        return _("%(least)s to %(most)s") % {"least": self.least, "most": self.most}


def minutes_for(pin: str, audience: str) -> Minutes:
    """Minutes for everything that an audience is asked by a pinned framework."""
    return _minutes(_seconds(pin, audience, settings.SECONDS_TO_CHOOSE).values())


def minutes_left(pin: str, audience: str, sheet: str) -> Minutes:
    """Minutes for what is still blank on a sheet of an audience."""
    seconds = _seconds(pin, audience, settings.SECONDS_TO_CHOOSE)
    return _minutes(each for position, each in seconds.items() if sheet[position] == BLANK)


def minutes_in_figures(pin: str, audience: str) -> str:
    """How long the whole takes, as letters say it."""
    return minutes_for(pin, audience).in_figures


def minutes_in_words(minutes: Minutes) -> str:
    """`about 10 to 25 minutes`."""
    said = ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes.most)
    return said % {"minutes": minutes.in_figures}


@lru_cache(maxsize=64)
def _seconds(pin: str, audience: str, to_choose: tuple[int, int]) -> Mapping[int, tuple[float, float]]:
    """The fewest and the most seconds for each question, by its position in a sheet.

    Words are counted in English, whoever asks: a translation takes about as long as what it translates.
    """
    pace = PACES.get(audience, ADULTS)
    found = {}
    with translation.override(settings.LANGUAGE_CODE):
        for theme in asked_themes(pin, audience):
            for question in theme.questions:
                always, folded = _words(theme, question, audience)
                found[question.position] = (
                    always * 60 / pace.quick + to_choose[0],
                    (always + folded) * 60 / pace.slow + to_choose[1],
                )
    return found


def _words(theme: AskedTheme, question: Question, audience: str) -> tuple[int, int]:
    """Words that everybody reads, and those that somebody may open besides."""
    said = question.words
    always = [said.question if said else question.name, question.low, question.high]
    if question is theme.questions[0] and not is_family(audience):
        always.append(theme.purpose)
    folded = said.examples if said else (question.guidance,)
    return sum(map(word_count, always)), sum(map(word_count, folded))


def _minutes(seconds: Iterable[tuple[float, float]]) -> Minutes:
    each = list(seconds)
    if not each:
        return Minutes(0, 0)
    least, most = sum(low for low, _high in each) / 60, sum(high for _low, high in each) / 60
    return Minutes(_rounded(least, math.floor), _rounded(most, math.ceil))


def _rounded(minutes: float, to_whole: Callable[[float], int]) -> int:
    step = 1 if minutes <= EXACT_UP_TO else 5
    return max(1, step * to_whole(minutes / step))
