"""Several workers share what is to be done once: each asks whose turn it is, and one row per thing decides.

A turn is taken by one UPDATE that only the first of them can make, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from oneworkforce.mail.models import Turn

PACE = "pace of sending"
AHEAD = timedelta(seconds=1)
"""How far ahead a worker may book places in the pace: so a mailing that is paused stops within about a second."""


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


def places(wanted: int, *, per_minute: int, now: datetime) -> tuple[int, datetime]:
    """Book places in the pace that all workers share, each a 60/`per_minute` of a second long.

    :returns: how many, at most as many as fit into about a second, and when the first of them is; 0 and when to ask
        again, where the next place is not near.
    """
    apart = timedelta(minutes=1) / per_minute
    kept, _made = Turn.objects.get_or_create(name=PACE, defaults={"next_at": now})
    first = max(now, kept.next_at)
    if first - now > AHEAD:
        return 0, first - AHEAD
    booked = min(wanted, max(1, int(AHEAD / apart)))
    took = Turn.objects.filter(name=PACE, next_at=kept.next_at).update(next_at=first + booked * apart)
    return (booked, first) if took else (0, now)
