"""How fast invitations go out, and whether any is lost or doubled: `python benchmarks/mail.py [MESSAGES]`.

Real invitations, to a mail server of ours on the same machine, by `oneworkforce worker`: first one worker whom nothing
disturbs; then one that is killed (SIGKILL) twice, while the server is away for five seconds in between.
ONEWORKFORCE_DATABASE_URL may name an empty PostgreSQL database.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from measuring import REPOSITORY, make_open_assessment, prepare

MESSAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
AWAY = 5
COMMAND = "from oneworkforce.config.cli import main; main()"


class MailServer:
    """The sink of the tests, as a process that can go away and come back at the same port."""

    def __init__(self, log: Path) -> None:
        self.log, self.port = log, 0
        self.come()

    def come(self) -> None:
        command = [sys.executable, "-m", "tests.mail.sink", str(self.log), str(self.port)]
        self._process = subprocess.Popen(  # noqa: S603
            command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout  # noqa: S101
        self.port = int(self._process.stdout.readline())

    def go(self) -> None:
        self._process.kill()
        self._process.wait()

    def taken(self) -> list[list[str]]:
        """Message-ID and address of each mail."""
        return [line.split() for line in self.log.read_text().splitlines()] if self.log.exists() else []


class Watched:
    """`oneworkforce worker`, and the most memory that it was seen to use."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", COMMAND, "worker"], stdout=subprocess.DEVNULL)  # noqa: S603
        self.peak = 0

    def look(self) -> None:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self._process.pid}/status").read_text())
        self.peak = max(self.peak, int(found[1]) // 1024 if found else 0)

    def end(self, how: signal.Signals) -> None:
        self.look()
        self._process.send_signal(how)
        self._process.wait()


def main() -> None:
    """Invite, send, and count; twice."""
    folder = Path(tempfile.mkdtemp(prefix="oneworkforce-benchmark-"))
    server = MailServer(folder / "taken")
    os.environ["ONEWORKFORCE_DATA_DIR"] = str(folder)
    os.environ["ONEWORKFORCE_SECRET_KEY"] = "benchmark, " * 5
    os.environ["ONEWORKFORCE_SMTP_URL"] = f"smtp://127.0.0.1:{server.port}"
    os.environ["ONEWORKFORCE_MAIL_FROM"] = "One Workforce <workforce@example.org>"
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    prepare()
    try:
        assessment = make_open_assessment()
        undisturbed(assessment, server)
        disturbed(assessment, server)
        queries(assessment)
    finally:
        server.go()
        shutil.rmtree(folder, ignore_errors=True)


def undisturbed(assessment: Any, server: MailServer) -> None:
    """One worker, whom nothing disturbs."""
    before = len(server.taken())
    mailing = invite(assessment, "undisturbed", MESSAGES)
    worker = Watched()
    wait(worker, lambda: len(server.taken()) > before)
    began, first = time.perf_counter(), len(server.taken())
    wait(worker, lambda: sent(mailing) == MESSAGES)
    took = time.perf_counter() - began
    worker.end(signal.SIGTERM)
    rate = (MESSAGES - (first - before)) / took
    print(
        f"undisturbed: {MESSAGES:,} in {took:.1f} s, {rate:.0f} messages/s, worker {worker.peak} MB at most", flush=True
    )
    account(server, "undisturbed")


def disturbed(assessment: Any, server: MailServer) -> None:
    """Two kills, and a server that is away."""
    before = len(server.taken())
    mailing = invite(assessment, "disturbed", MESSAGES)
    began, peaks = time.perf_counter(), []

    def until(share: float) -> None:
        wait(worker, lambda: len(server.taken()) - before >= share * MESSAGES)

    worker = Watched()
    until(0.25)
    worker.end(signal.SIGKILL)
    peaks.append(worker.peak)
    worker = Watched()
    until(0.5)
    server.go()
    time.sleep(AWAY)
    server.come()
    until(0.75)
    worker.end(signal.SIGKILL)
    peaks.append(worker.peak)
    worker = Watched()
    wait(worker, lambda: sent(mailing) == MESSAGES)
    took = time.perf_counter() - began
    worker.end(signal.SIGTERM)
    peaks.append(worker.peak)
    print(
        f"killed twice, server away for {AWAY} s: {MESSAGES:,} in {took:.1f} s, {MESSAGES / took:.0f} messages/s with "
        f"all starts and waits, worker {max(peaks)} MB at most",
        flush=True,
    )
    account(server, "disturbed")


def account(server: MailServer, name: str) -> None:
    """Say how many were lost and doubled."""
    taken = [(message, to) for message, to in server.taken() if to.endswith(f"@{name}.example.org")]
    people = Counter(to for _message, to in taken)
    letters = {(message, to) for message, to in taken}
    print(
        f"    lost {MESSAGES - len(people)}, doubled {len(taken) - len(people)}, "
        f"of these under another Message-ID {len(letters) - len(people)}",
        flush=True,
    )


def queries(assessment: Any) -> None:
    """How many queries a message takes, counted in this process."""
    from django.db import connection

    from oneworkforce.mail.worker import run_once

    counted: Counter[str] = Counter()

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        counted[sql.split()[0]] += 1
        return execute(sql, *rest)

    invite(assessment, "counted", 1000)
    began = time.process_time()
    with connection.execute_wrapper(count):
        dealt_with = run_once()
    used = (time.process_time() - began) / dealt_with * 1000
    each = counted.total() / dealt_with
    print(f"queries for a message: {each:.2f} ({dict(counted)} for {dealt_with}); {used:.1f} ms of CPU")


def invite(assessment: Any, name: str, people: int) -> Any:
    """A wave of that many people, whose letters are put into the outbox."""
    from oneworkforce.invitations.models import Invitation
    from oneworkforce.invitations.waves.sending import mailings_of, send_wave

    wave = assessment.waves.create(name=name, order=assessment.waves.count())
    group = assessment.partnership.staff_groups.get(key="frontline")
    Invitation.objects.bulk_create(
        (
            Invitation(
                assessment=assessment,
                wave=wave,
                staff_group=group,
                name=f"Person {number}",
                email=f"person{number}@{name}.example.org",
            )
            for number in range(people)
        ),
        batch_size=500,
    )
    began = time.perf_counter()
    send_wave(wave=wave, by=None)
    print(f"{name}: {people:,} put into the outbox in {time.perf_counter() - began:.1f} s", flush=True)
    return mailings_of(wave).get()


def sent(mailing: Any) -> int:
    """How many of a mailing are sent."""
    from oneworkforce.mail.outbox import progress

    return progress(mailing).sent


def wait(worker: Watched, true: Any) -> None:
    """Wait until something is so, looking seldom, so as not to take the worker's time."""
    while not true():
        worker.look()
        time.sleep(0.2)


if __name__ == "__main__":
    main()
