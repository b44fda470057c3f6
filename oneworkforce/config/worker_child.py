"""`serve` runs the mail worker as a child, starts it again if it dies, and stops it at the end."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from types import TracebackType

logger = logging.getLogger(__name__)

COMMAND = "from oneworkforce.config.cli import main; main()"
PATIENCE = 30.0
"""Seconds that a worker gets to finish the message in hand."""
LONGEST_WAIT = 60.0
LIVED_WELL = 60.0
"""Seconds. A worker that lived longer didn't die of how it was started."""


class WorkerChild:
    """Keeps one worker alive: ``with WorkerChild(environment): …``"""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = {**os.environ, **environment}
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name="mail worker's keeper", daemon=True)

    def __enter__(self) -> WorkerChild:
        # The web processes fork from this one, when it starts and when one has died. They wait until the keeper has
        # started a process or written a line: else they would take along the end of a pipe that it reads, or a lock.
        os.register_at_fork(
            before=self._lock.acquire, after_in_parent=self._lock.release, after_in_child=self._lock.release
        )
        self._keeper.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        with self._lock:
            self._stopping.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _keep(self) -> None:
        deaths = 0
        while True:
            with self._lock:
                if self._stopping.is_set():
                    return
                begun = time.monotonic()
                self._process = process = self._start()
            status = process.wait()
            if self._stopping.is_set():
                return
            deaths = 0 if time.monotonic() - begun > LIVED_WELL else deaths + 1
            wait = min(2.0 ** max(0, deaths - 1), LONGEST_WAIT)
            with self._lock:
                logger.warning("The mail worker has died (status %s); it is started again in %d s.", status, wait)
            self._stopping.wait(wait)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", COMMAND, "worker", "--parent", str(os.getpid())]
        # In a group of its own, Ctrl+C reaches `serve` alone, which then asks the worker to finish.
        return subprocess.Popen(  # noqa: S603 - our own command
            command, env=self._environment, stdin=subprocess.DEVNULL, process_group=0
        )
