"""What an app registers by name, so that its module is imported when it is called and not at every start.

    on_entering(Stage.CLOSED, when_needed("oneworkforce.gathering.questionnaires.release:release_at_close"))

Every process runs the `ready` of every app, also a command that lists assessments. See docs/adr/0025-starting.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

PLACES: set[str] = set()
"""Every place that something is registered for in this process."""


def when_needed(place: str) -> Callable[..., Any]:
    """A function that stands for the one at `module:name`."""
    PLACES.add(place)
    return partial(_call, place)


def found(place: str) -> Any:
    """What `module:name` names. :raises ImportError, AttributeError: where there is nothing."""
    module, _colon, name = place.partition(":")
    return getattr(import_module(module), name)


def _call(place: str, *given: Any, **named: Any) -> Any:
    return found(place)(*given, **named)
