"""How long a questionnaire takes, which letters say and questionnaires know."""

from __future__ import annotations

from collections.abc import Callable

_TELLS: list[Callable[[str, str], int]] = []


def tells_minutes(tell: Callable[[str, str], int]) -> None:
    """Register who tells it: (framework pin, audience) → minutes."""
    _TELLS[:] = [tell]


def minutes(pin: str, audience: str) -> int:
    """Minutes that a questionnaire takes, as letters say it."""
    return _TELLS[0](pin, audience)
