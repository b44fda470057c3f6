"""Work of every minute and every day, done once, by whichever worker comes first.

An app registers it in `ready`: `every_day("invitations: purge", purge)`. The function takes nothing. It may run again
after it failed or its worker was killed, so half-done work must not harm it.
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
"""Work that takes longer may start again: its worker's machine is gone."""
AFTER_A_FAULT = timedelta(minutes=10)


def every_minute(name: str, function: Work) -> None:
    """Register work for about once a minute. `name`: at most 60 characters, the app first."""
    EVERY_MINUTE[name] = function


def every_day(name: str, function: Work) -> None:
    """Register work for once a day, as soon after midnight UTC as a worker is awake."""
    EVERY_DAY[name] = function


def do_what_is_due(*, by: str = "") -> list[str]:
    """Do all due work that nobody else is doing; returns the names of what was done.

    :param by: the worker's name, so that its work is freed at once if it is killed.
    :raises OperationalError, InterfaceError: the database is gone. Any other fault is logged and ends that work only.
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
