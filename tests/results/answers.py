"""Answer sheets of our own making, and the released figures that they become, without the product's counting."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import Entered, Tally
from oneworkforce.partnerships.models import StaffGroup

SYMBOLS = "12345dn."


def some_sheets(assessment: Assessment, audience: str, people: int, *, seed: int, centre: float = 3.0) -> list[str]:
    """Sheets of an audience, the same for the same seed: answers round a centre that wanders over the dimensions."""
    chance = random.Random(seed)
    asked = load_pin(assessment.framework).asked(audience)
    centres = [centre + 0.9 * np.sin(1.7 * place + seed) for place in range(len(asked))]
    sheets = []
    for _person in range(people):
        leaning = chance.gauss(0, 0.5)
        answers = [_answer(chance, centres[place] + leaning) if put else "-" for place, put in enumerate(asked)]
        sheets.append("".join(answers))
    return sheets


def _answer(chance: random.Random, centre: float) -> str:
    other = chance.random()
    if other < 0.12:
        return "d" if other < 0.06 else "n" if other < 0.09 else "."
    return str(min(5, max(1, round(chance.gauss(centre, 0.9)))))


def counted(sheets: Iterable[str]) -> np.ndarray:
    """Dimensions × 8 people, counted one character at a time."""
    columns = zip(*sheets, strict=True)
    return np.array([[column.count(symbol) for symbol in SYMBOLS] for column in columns], dtype="<i8")


def released(
    assessment: Assessment, group: str, sheets: Sequence[str], *, sector: str = "health", locality: str = "north"
) -> Tally:
    """Sheets as their tally stands after the close that counted them; an open assessment is open again after it."""
    staff_group = assessment.partnership.staff_groups.get(key=group)
    count(assessment, staff_group)
    return Tally.objects.create(
        assessment=assessment,
        staff_group=staff_group,
        sector=sector,
        locality=locality,
        sheets=len(sheets),
        counts=counted(sheets).tobytes(),
    )


def count(assessment: Assessment, staff_group: StaffGroup) -> None:
    """Let all that stands in a staff group's tallies have entered at the last close, or at a first one."""
    if not assessment.times_closed:
        assessment.times_closed = 1
        assessment.save(update_fields=["times_closed"])
    dimensions = len(load_pin(assessment.framework).dimensions)
    last = assessment.times_closed
    Entered.objects.update_or_create(
        assessment=assessment, staff_group=staff_group, close=last, defaults={"up_to": [last] * dimensions}
    )
