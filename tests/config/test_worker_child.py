"""`serve` keeps a mail worker alive beside it, and takes it along when it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from oneworkforce.config.worker_child import WorkerChild
from tests.processes import environment_for

SERVE = "from oneworkforce.config.cli import main; main()"


def until(true: Callable[[], object], seconds: float = 90) -> None:
    given_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < given_up
        time.sleep(0.05)


def workers_of(process: int) -> list[int]:
    """The mail workers among a process's children."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()
            command = folder.joinpath("cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if parent[1] == str(process) and parent[0] != "Z" and b"--parent" in command:
            found.append(int(folder.name))
    return found


def lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def answers(port: str) -> bool:
    """Whether the website is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            return True
    except OSError:
        return False


def handles_signals(process: int) -> bool:
    """Whether a process has said what to do at SIGTERM."""
    caught = re.search(r"^SigCgt:\s*(\w+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    assert caught
    return bool(int(caught[1], 16) & (1 << (signal.SIGTERM - 1)))


@pytest.fixture
def serving(data_folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`serve` with a worker, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = environment_for(data_folder, ONEWORKFORCE_WORKERS="1")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", port], env=environment, start_new_session=True
    )
    try:
        until(lambda: workers_of(process.pid))
        # Granian never ends if it is interrupted while its own workers load; nor does ours hear signals before.
        until(lambda: answers(port))
        until(lambda: handles_signals(workers_of(process.pid)[0]))
        yield process
    finally:
        # Web processes outlive a `serve` that is killed.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_serve(serving: subprocess.Popen[bytes], how: signal.Signals) -> None:
    (worker,) = workers_of(serving.pid)
    if how == signal.SIGINT:
        os.killpg(serving.pid, how)  # as Ctrl+C does: everyone in the terminal hears it
    else:
        serving.send_signal(how)
    serving.wait(40)
    assert not lives(worker)


def test_one_that_dies_is_started_again(serving: subprocess.Popen[bytes]) -> None:
    (first,) = workers_of(serving.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers_of(serving.pid) not in ([], [first]))


def test_it_does_not_outlive_a_serve_that_is_killed(serving: subprocess.Popen[bytes]) -> None:
    (worker,) = workers_of(serving.pid)
    serving.send_signal(signal.SIGKILL)
    serving.wait()
    until(lambda: not lives(worker))


def test_a_fork_waits_for_a_worker_that_is_being_started(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def start(_worker: WorkerChild) -> subprocess.Popen[bytes]:
        begun.set()
        go_on.wait()
        return subprocess.Popen(["sleep", "600"])

    monkeypatch.setattr(WorkerChild, "_start", start)
    with WorkerChild({}):
        begun.wait()
        threading.Timer(0.2, go_on.set).start()
        child = os.fork()
        if not child:
            os._exit(0 if go_on.is_set() else 1)
        assert os.waitpid(child, 0)[1] == 0
