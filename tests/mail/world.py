"""Workers as processes on this leg's database, so that they can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
PREPARE = """
import sys
import django; django.setup()
from oneworkforce.config.database import bring_up_to_date; bring_up_to_date()
from oneworkforce.mail.outbox import start_mailing
start_mailing(
    kind="test", about="wave", partnership="here", assessment="now", abouts=map(str, range(int(sys.argv[1]))), by=None
)
"""
COUNT = """
import json
import django; django.setup()
from django.db.models import Count
from oneworkforce.mail.models import Message
print(json.dumps(dict(Message.objects.values_list("state").annotate(n=Count("pk")).order_by())))
"""
HASTEN = """
import django; django.setup()
from django.utils import timezone
from oneworkforce.mail.models import Message
Message.objects.update(due=timezone.now())
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
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")},
            "ONEWORKFORCE_DATA_DIR": str(folder),
            "ONEWORKFORCE_DATABASE_URL": database_url,
            "ONEWORKFORCE_SECRET_KEY": "for tests, " * 5,
            "ONEWORKFORCE_SMTP_URL": f"smtp://127.0.0.1:{port}",
            "ONEWORKFORCE_MAIL_FROM": "One Workforce <workforce@example.org>",
            "DJANGO_SETTINGS_MODULE": "oneworkforce.config.settings",
            "PYTHONPATH": str(REPOSITORY),
        }

    def start_mailing(self, messages: int) -> None:
        self._run("-c", PREPARE, str(messages))

    def change(self, action: str) -> None:
        """Pause, resume or cancel the mailing."""
        self._run("-c", CHANGE, action)

    def hasten(self) -> None:
        """Make everything due now that waits for another try."""
        self._run("-c", HASTEN)

    def states(self) -> dict[str, int]:
        found: dict[str, int] = json.loads(self._run("-c", COUNT))
        return found

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

    def _run(self, *arguments: str) -> str:
        ran = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return ran.stdout


def until(true: Callable[[], Any], seconds: float = 60) -> None:
    given_up = monotonic() + seconds
    while not true():
        assert monotonic() < given_up, "it did not come to that"
        sleep(0.005)
