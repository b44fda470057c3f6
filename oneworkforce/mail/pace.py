"""The limit per minute, which all workers share."""

from __future__ import annotations

from datetime import datetime, timedelta

from oneworkforce.jobs.models import Turn

PACE = "pace of sending"

AHEAD = timedelta(seconds=1)
"""How far ahead a worker may book, so that a pause works within about a second."""


def places(wanted: int, *, per_minute: int, now: datetime) -> tuple[int, datetime]:
    """Book up to `wanted` places of 60/`per_minute` seconds each, about one second's worth.

    :returns: how many and when the first is; or 0 and when to ask again.
    """
    apart = timedelta(minutes=1) / per_minute
    kept, _made = Turn.objects.get_or_create(name=PACE, defaults={"next_at": now})
    first = max(now, kept.next_at)
    if first - now > AHEAD:
        return 0, first - AHEAD
    booked = min(wanted, max(1, int(AHEAD / apart)))
    took = Turn.objects.filter(name=PACE, next_at=kept.next_at).update(next_at=first + booked * apart)
    return (booked, first) if took else (0, now)
