"""Workers share work by asking whose turn it is: one row for each piece of work.

The first UPDATE takes the turn, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from oneworkforce.jobs.models import Turn
from oneworkforce.jobs.processes import is_dead


def take_turn(name: str, *, lease: timedelta, by: str) -> bool:
    """Whether it is this worker's turn. It keeps it until it hands it on, or until `lease` is over."""
    now = timezone.now()
    kept, _made = Turn.objects.get_or_create(name=name, defaults={"next_at": now})
    if kept.next_at > now:
        return False
    due = Turn.objects.filter(name=name, next_at=kept.next_at)
    return due.update(next_at=now + lease, held_by=by) == 1


def hand_on(name: str, *, next_at: datetime) -> None:
    """End one's turn and say when the next one is."""
    Turn.objects.filter(name=name).update(next_at=next_at, held_by="")


def take_back_turns(held_by: Iterable[str]) -> None:
    """Let others redo at once what these dead workers had begun."""
    Turn.objects.filter(held_by__in=list(held_by)).update(next_at=timezone.now(), held_by="")


def take_back_turns_of_the_dead() -> None:
    """The same for every worker that was killed on this machine."""
    names = set(Turn.objects.exclude(held_by="").values_list("held_by", flat=True))
    dead = [name for name in names if is_dead(name)]
    if dead:
        take_back_turns(dead)
