"""Work that comes back every minute or every day, done by whichever worker is awake first, and by one alone.

An app registers its functions in ``ready``: ``every_day("invitations: purge", purge)``. A function takes nothing, may
be called again after it failed or its worker was killed, and so must not mind having been done in part.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from oneworkforce.jobs.turns import hand_on, take_turn

logger = logging.getLogger(__name__)

Work = Callable[[], object]

EVERY_MINUTE: dict[str, Work] = {}
EVERY_DAY: dict[str, Work] = {}

LONGEST = timedelta(hours=1)
"""After this long, work that was begun and never ended may begin anew: its worker's machine has gone."""
AFTER_A_FAULT = timedelta(minutes=10)


def every_minute(name: str, function: Work) -> None:
    """Register what is done about once a minute. `name`: at most 60 characters, the app's name first."""
    EVERY_MINUTE[name] = function


def every_day(name: str, function: Work) -> None:
    """Register what is done once a day (UTC), as early in it as a worker is awake."""
    EVERY_DAY[name] = function


def do_what_is_due(*, by: str = "") -> list[str]:
    """Do all work whose time has come and that nobody else is doing; returns the names of what was done.

    :param by: the worker's name, so that its work is taken back at once should it be killed.
    :raises OperationalError: when the database is gone, or InterfaceError. Any other fault is logged, and ends that
        one piece of work.
    """
    done = []
    for name, function in EVERY_MINUTE.items():
        if take_turn(name, lease=LONGEST, by=by):
            begun = timezone.now()
            worked = _do(name, function)
            hand_on(name, next_at=begun + timedelta(minutes=1))
            done += [name] * worked
    for name, function in EVERY_DAY.items():
        if take_turn(name, lease=LONGEST, by=by):
            worked = _do(name, function)
            hand_on(name, next_at=_midnight() if worked else timezone.now() + AFTER_A_FAULT)
            done += [name] * worked
    return done


def _do(name: str, function: Work) -> bool:
    try:
        function()
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        # Where it happened, and not what it said: that may quote a row, and with it somebody's address.
        where = "".join(traceback.format_tb(fault.__traceback__))
        logger.error("%s failed (%s)\n%s", name, type(fault).__name__, where)
        return False
    return True


def _midnight() -> datetime:
    """When the next day begins (UTC)."""
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
