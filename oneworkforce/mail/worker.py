"""The worker: sends what is due, and does what comes back every minute and every day, until it is asked to stop."""

from __future__ import annotations

import logging
import os
import select
import signal
import traceback
from datetime import timedelta
from types import FrameType

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from oneworkforce.mail import claims, daily
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.rounds import Rounds
from oneworkforce.mail.turns import take_back_turns

logger = logging.getLogger(__name__)

IDLE = 1.0
"""Seconds between two looks into an outbox in which nothing is due."""
LONGEST_WAIT = 15.0
"""Seconds between two tries at a database that is away."""
FAILED_KEPT = timedelta(days=7)
"""How long a message without a mailing that failed is kept, for support to look at."""


class Stopping:
    """Whether somebody asked to stop. A signal's handler may set it, unlike `threading.Event`, which has a lock."""

    def __init__(self) -> None:
        self._asked = False
        self._read, self._write = os.pipe()

    def set(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask to stop; may be called from a signal's handler, and more than once."""
        if not self._asked:
            self._asked = True
            os.write(self._write, b"x")

    def is_set(self) -> bool:
        """Whether it was asked."""
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait for so long at most; returns whether it was asked to stop."""
        select.select([self._read], [], [], max(0.0, seconds))
        return self._asked

    def close(self) -> None:
        """Give the operating system back what this used."""
        os.close(self._read)
        os.close(self._write)


def run(*, stop: Stopping | None = None, parent: int | None = None) -> None:
    """Work until asked to stop, by SIGTERM or Ctrl+C; then finish the message in hand. Outlives any server's absence.

    :param parent: stop also once this is no longer our parent process, which has died then.
    """
    stop = stop or Stopping()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, stop.set)
    name = claims.my_name()
    rounds = Rounds(name, stop)
    away, started = 0, False
    while not stop.is_set() and (parent is None or os.getppid() == parent):
        busy = False
        try:
            if not started or away:
                claims.take_back_from_the_dead()
                take_back_turns([name])
                claims.let_go_of_all(by=name)
            started, away = True, 0
            daily.do_what_is_due(by=name)
            busy = rounds.one_round() > 0
        except (OperationalError, InterfaceError) as fault:
            if not away:
                logger.warning("The database is out of reach (%s); it is tried again.", type(fault).__name__)
            away += 1
            connection.close()
        except Exception as fault:
            # Where it happened, and not what it said: that may quote somebody's address or link.
            where = "".join(traceback.format_tb(fault.__traceback__))
            logger.error("The mail worker stumbled (%s); it goes on.\n%s", type(fault).__name__, where)
            away += 1
        if not busy:
            stop.wait(min(0.5 * 2.0**away, LONGEST_WAIT) if away else IDLE)
    rounds.office.close()
    connection.close()


def run_once() -> int:
    """Send all that is due at this moment and return with how many messages that dealt; for tests and for cron.

    While the mail server is away, or takes nothing, messages go on waiting; where the pace is limited, it sends what
    about a second allows.
    """
    stop = Stopping()
    rounds = Rounds(claims.my_name(), stop)
    dealt_with = 0
    try:
        while more := rounds.one_round():
            dealt_with += more
    finally:
        rounds.office.close()
        stop.close()
    return dealt_with


def look_in() -> None:
    """What every worker's minute brings: claims of the dead are taken back, and single messages leave once sent."""
    claims.take_back_from_the_dead()
    single = Message.objects.filter(mailing=None)
    single.filter(state__in=[MessageState.SENT, MessageState.NOT_NEEDED]).delete()
    single.filter(state=MessageState.FAILED, due__lt=timezone.now() - FAILED_KEPT).delete()
