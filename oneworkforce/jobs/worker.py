"""The worker: takes rounds and does the work of every minute and day, until asked to stop.

An app registers work for every round in `ready`: `in_every_round("mail", MailRounds)`.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Protocol

from django.db import InterfaceError, OperationalError, connection

from oneworkforce.jobs import daily
from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.turns import take_back_turns, take_back_turns_of_the_dead

logger = logging.getLogger(__name__)

IDLE = 1.0
"""Seconds between two rounds with nothing to do."""
LONGEST_WAIT = 15.0
"""Seconds between two tries at a database that is away."""


class Stopping:
    """Whether somebody asked us to stop. Safe to set in a signal handler, unlike `threading.Event`, which locks."""

    def __init__(self) -> None:
        self._asked = False
        self._read, self._write = os.pipe()

    def set(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask to stop; can be called more than once."""
        if not self._asked:
            self._asked = True
            os.write(self._write, b"x")

    def is_set(self) -> bool:
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait at most this long; returns whether it was asked to stop."""
        select.select([self._read], [], [], max(0.0, seconds))
        return self._asked

    def close(self) -> None:
        os.close(self._read)
        os.close(self._write)


class Rounds(Protocol):
    """What one app does in a worker's rounds."""

    def take_back(self) -> None:
        """Free what dead workers had begun, and what this one had before the database was away."""

    def one_round(self) -> int:
        """Do some of what is due; returns how much."""

    def close(self) -> None:
        """Let go of whatever is open."""


BEGIN: dict[str, Callable[[str, Stopping], Rounds]] = {}


def in_every_round(name: str, begin: Callable[[str, Stopping], Rounds]) -> None:
    """Register work of every round. `begin` gets the worker's name and its `Stopping`."""
    BEGIN[name] = begin


def run(*, stop: Stopping | None = None, parent: int | None = None) -> None:
    """Work until SIGTERM or Ctrl+C, then finish what is in hand. Waits for a database or server that is away.

    :param parent: stop as well once this is no longer our parent process.
    """
    stop = stop or Stopping()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, stop.set)
    name = my_name()
    everybody = [begin(name, stop) for begin in BEGIN.values()]
    away, started = 0, False
    while not stop.is_set() and (parent is None or os.getppid() == parent):
        busy = False
        try:
            if not started or away:
                take_back_turns_of_the_dead()
                take_back_turns([name])
                for rounds in everybody:
                    rounds.take_back()
            started, away = True, 0
            daily.do_what_is_due(by=name)
            busy = sum(rounds.one_round() for rounds in everybody) > 0
        except (OperationalError, InterfaceError) as fault:
            if not away:
                logger.warning("The database is out of reach (%s); it is tried again.", type(fault).__name__)
            away += 1
            connection.close()
        except Exception as fault:
            # Where it happened, and not what it said: that may quote somebody's address or link.
            where = "".join(traceback.format_tb(fault.__traceback__))
            logger.error("The worker stumbled (%s); it goes on.\n%s", type(fault).__name__, where)
            away += 1
        if not busy:
            stop.wait(min(0.5 * 2.0**away, LONGEST_WAIT) if away else IDLE)
    for rounds in everybody:
        rounds.close()
    connection.close()
