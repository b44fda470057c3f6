"""What a close would do that cannot be mended later: said before it, by hand or by date. What gathers answers knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage


@dataclass(frozen=True, slots=True)
class CloseWarning:
    """Of one staff group: who is still needed, and what a close now would do; "" where it would do no harm."""

    needed: str
    consequence: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.needed, self.consequence)))


Warns = Callable[[Assessment], list[CloseWarning]]
_WARNS: list[Warns] = []


def warns_before_close(warns: Warns) -> None:
    """Ask this before every close; apps call it from ``ready``."""
    if warns not in _WARNS:
        _WARNS.append(warns)


def still_needed(assessment: Assessment) -> list[CloseWarning]:
    """Every staff group of which too few have answered for the coming close; none while nobody can answer."""
    return list(_all(assessment)) if assessment.stage == Stage.OPEN else []


def close_warnings(assessment: Assessment) -> list[CloseWarning]:
    """Those of whom some have answered, so that a close now would do something to them."""
    return [warning for warning in still_needed(assessment) if warning.consequence]


def _all(assessment: Assessment) -> Iterator[CloseWarning]:
    for warns in _WARNS:
        yield from warns(assessment)
