"""Several workers share what is to be done once: each asks whose turn it is, and one row per thing decides.

A turn is taken by one UPDATE that only the first of them can make, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from oneworkforce.jobs.models import Turn
from oneworkforce.jobs.processes import is_dead


def take_turn(name: str, *, lease: timedelta, by: str) -> bool:
    """Whether it is this worker's turn now. The turn is its own until it is handed on, at the latest after `lease`."""
    now = timezone.now()
    kept, _made = Turn.objects.get_or_create(name=name, defaults={"next_at": now})
    if kept.next_at > now:
        return False
    due = Turn.objects.filter(name=name, next_at=kept.next_at)
    return due.update(next_at=now + lease, held_by=by) == 1


def hand_on(name: str, *, next_at: datetime) -> None:
    """End one's own turn: the next one is at a given moment."""
    Turn.objects.filter(name=name).update(next_at=next_at, held_by="")


def take_back_turns(held_by: Iterable[str]) -> None:
    """Let what dead workers had begun be done anew, at once."""
    Turn.objects.filter(held_by__in=list(held_by)).update(next_at=timezone.now(), held_by="")


def take_back_turns_of_the_dead() -> None:
    """Let what workers of this machine had begun that were killed be done anew, at once."""
    names = set(Turn.objects.exclude(held_by="").values_list("held_by", flat=True))
    dead = [name for name in names if is_dead(name)]
    if dead:
        take_back_turns(dead)
