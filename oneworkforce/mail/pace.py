"""How fast mail leaves: places that all workers book in one pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from oneworkforce.jobs.models import Turn

PACE = "pace of sending"

AHEAD = timedelta(seconds=1)
"""How far ahead a worker may book places in the pace: so a mailing that is paused stops within about a second."""


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
