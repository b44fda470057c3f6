"""How long a questionnaire takes, which letters say and questionnaires know."""

from __future__ import annotations

from collections.abc import Callable

_TELLS: list[Callable[[str, str], str]] = []


def tells_minutes(tell: Callable[[str, str], str]) -> None:
    """Register who tells it: (framework pin, audience) → "10 to 25", in the current language."""
    _TELLS[:] = [tell]


def minutes(pin: str, audience: str) -> str:
    """The minutes that a questionnaire takes, as letters say it, such as "10 to 25"."""
    return _TELLS[0](pin, audience)
