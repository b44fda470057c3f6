"""Requests of people who answer, one at a time in each process, where the database writes one at a time too.

A process has four threads. Where several of them are busy under /answer/, each takes the interpreter from the others at
every statement, and whoever holds SQLite's only lock for writing waits for the interpreter as well. One after the other
they need less CPU, and the slowest is sooner done: docs/explanation/speed.md. Pages of staff keep the other threads.
On PostgreSQL they wait for the disk together, so there nobody waits here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

PATIENCE = 1.0
"""Seconds after which a request goes on all the same, for one before it may wait for something that takes long."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def one_at_a_time(application: Application) -> Application:
    """The site's application, with a queue before /answer/ on SQLite."""
    if connection.vendor != "sqlite":
        return application
    turn = threading.Lock()

    def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith("/answer/"):
            return application(environ, start_response)
        has_turn = turn.acquire(timeout=PATIENCE)
        try:
            return application(environ, start_response)
        finally:
            if has_turn:
                turn.release()

    return respond
