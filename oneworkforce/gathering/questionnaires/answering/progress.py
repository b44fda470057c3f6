"""How long it still takes, said so that nobody is surprised."""

from __future__ import annotations

from django.utils.translation import ngettext

from oneworkforce.gathering.questionnaires.answering.versions import is_family
from oneworkforce.gathering.questionnaires.sheets import BLANK

SECONDS_PER_STATEMENT = 68
"""The framework's authors say 45 minutes to an hour for the whole, and 40 statements at this pace are 45 minutes. It is
their lower end, because an answer here is one press, and nothing is copied out or posted back."""

SECONDS_PER_FAMILY_QUESTION = 33
"""A question of young people and parents has about 40 words that did not stand on the screen before. Somebody who reads
100 words a minute, which is slow at 11, and takes nine seconds to think and press, needs 33 seconds."""

EXACT_UP_TO = 20
"""Minutes; above, an estimate to the minute would only pretend, so it is rounded to five."""


def minutes_for(statements: int, audience: str = "") -> int:
    """Minutes for so many unanswered statements of an audience: 0 for none, else at least 1."""
    if statements <= 0:
        return 0
    seconds = SECONDS_PER_FAMILY_QUESTION if is_family(audience) else SECONDS_PER_STATEMENT
    minutes = max(1, round(statements * seconds / 60))
    return minutes if minutes <= EXACT_UP_TO else 5 * round(minutes / 5)


def minutes_left(sheet: str, audience: str = "") -> int:
    """Minutes for what is still blank on a sheet of an audience."""
    return minutes_for(sheet.count(BLANK), audience)


def minutes_in_words(minutes: int) -> str:
    """`about 12 minutes`."""
    return ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes) % {"minutes": minutes}
