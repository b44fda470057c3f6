"""Workers as processes on this leg's database, so that they can be killed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

from tests.processes import REPOSITORY, environment_for

PREPARE = """
import sys
import django; django.setup()
from oneworkforce.mail.outbox import start_mailing
start_mailing(
    kind="test", about="wave", partnership="here", assessment="now", abouts=map(str, range(int(sys.argv[1]))), by=None
)
"""
CHANGE = """
import sys
import django; django.setup()
from oneworkforce.mail import outbox
from oneworkforce.mail.models import Mailing
getattr(outbox, sys.argv[1])(Mailing.objects.get(), by=None)
"""


class World:
    """A database with a mailing, and workers that send it to one server."""

    def __init__(self, folder: Path, port: int, database_url: str = "") -> None:
        self.workers: list[subprocess.Popen[str]] = []
        self.file, self.database_url = folder / "oneworkforce.sqlite3", database_url
        self.environment = environment_for(
            folder,
            ONEWORKFORCE_DATABASE_URL=database_url,
            ONEWORKFORCE_SECRET_KEY="for tests, " * 5,
            ONEWORKFORCE_SMTP_URL=f"smtp://127.0.0.1:{port}",
            ONEWORKFORCE_MAIL_FROM="One Workforce <workforce@example.org>",
        )

    def start_mailing(self, messages: int) -> None:
        self._run("-c", PREPARE, str(messages))

    def change(self, action: str) -> None:
        """Pause, resume or cancel the mailing."""
        self._run("-c", CHANGE, action)

    def hasten(self) -> None:
        """Make everything due now that waits for another try."""
        self.sql("UPDATE mail_message SET due = CURRENT_TIMESTAMP")

    def states(self) -> dict[str, int]:
        return dict(self.sql("SELECT state, count(*) FROM mail_message GROUP BY state"))

    def is_in_trouble(self) -> bool:
        """Whether a worker has noted that the server takes no mail."""
        return bool(self.sql("SELECT 1 FROM mail_trouble"))

    def is_claimed(self) -> bool:
        """Whether some worker has a message in its hand."""
        return bool(self.sql("SELECT 1 FROM mail_message WHERE claimed_by <> ''"))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database itself, without a process that would have to start first; gives the rows."""
        if self.database_url:
            with psycopg.connect(self.database_url) as server:
                done = server.execute(statement)
                return done.fetchall() if done.description else []
        with closing(sqlite3.connect(self.file)) as file, file:
            return file.execute(statement).fetchall()

    def worker(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a worker. `arguments`: as in `worker_process.py`."""
        command = [sys.executable, "-m", "tests.mail.worker_process", *arguments]
        started = subprocess.Popen(
            command, env=self.environment, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.workers.append(started)
        return started

    def end(self) -> str:
        """Stop the workers kindly; returns what they said."""
        said = ""
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            said += worker.communicate(timeout=60)[0]
        self.workers.clear()
        return said

    def _run(self, *arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], env=self.environment, cwd=REPOSITORY, check=True)


def until(true: Callable[[], Any], seconds: float = 120) -> None:
    given_up = monotonic() + seconds
    while not true():
        assert monotonic() < given_up, "it did not come to that"
        sleep(0.005)
