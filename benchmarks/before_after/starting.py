"""The console script, with what a comparison may need inside it. Run by the build's own Python in place of it.

MEND=1: closes every connection to the database before web processes are forked, for builds that forget to: they would
share its socket. COUNT=FOLDER: counts SQL statements in every process, as its driver is given them, each into a file
of its own: statements, and beside them those that only begin or end a transaction, or set the connection up.
"""

from __future__ import annotations

import mmap
import os
import sqlite3
import struct
import sys
from pathlib import Path
from typing import Any

sys.path.pop(0)  # this folder
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ")


class Counter:
    """Counts in a file that outlives its process."""

    def __init__(self, folder: str) -> None:
        self.folder, self.process = Path(folder), 0
        self.counts = [0, 0]

    def count(self, statement: str) -> None:
        """One more."""
        if statement.startswith("--"):
            return  # what SQLite does inside another
        if self.process != os.getpid():
            self.process, self.counts = os.getpid(), [0, 0]
            path = self.folder / str(self.process)
            path.write_bytes(bytes(mmap.PAGESIZE))
            with path.open("r+b") as file:
                self.file = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self.counts[statement.lstrip()[:10].upper().startswith(CONTROL)] += 1
        struct.pack_into("QQ", self.file, 0, *self.counts)


def count_into(folder: str) -> None:
    """Count what both drivers are given."""
    counter, connect = Counter(folder), sqlite3.connect

    def connected(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*given, **named)
        connection.set_trace_callback(counter.count)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connected
    import psycopg

    for name in ("execute", "executemany"):
        ours = getattr(psycopg.Cursor, name)

        def counted(self: Any, query: Any, *given: Any, _ours: Any = ours, **named: Any) -> Any:
            counter.count(query if isinstance(query, str) else "composed")
            return _ours(self, query, *given, **named)

        setattr(psycopg.Cursor, name, counted)


def mend() -> None:
    """Close what is open before `serve` forks."""
    from granian import Granian

    serve = Granian.serve

    def closed(self: Any, *given: Any, **named: Any) -> Any:
        from django.db import connections

        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
        return serve(self, *given, **named)

    Granian.serve = closed


if __name__ == "__main__":
    if os.environ.get("COUNT"):
        count_into(os.environ["COUNT"])
    if os.environ.get("MEND"):
        mend()
    from oneworkforce.config.cli import main

    main()
