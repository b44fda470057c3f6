"""Checkouts of this project, each with its own `.venv`, served as an operator does; what their processes take."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LONGEST_START = 60
LONGEST_STOP = 30
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Build:
    """A checkout that `make setup` or `make setup-dev` has set up."""

    folder: Path

    @property
    def command(self) -> Path:
        """Its console script. :raises SystemExit: where it is not set up."""
        found = self.folder / ".venv" / "bin" / "oneworkforce"
        if not found.is_file():
            raise SystemExit(f"{self.folder} is not set up: run `make setup` there.")
        return found

    @property
    def python(self) -> Path:
        """Its own interpreter."""
        return self.command.with_name("python")

    def run(self, *arguments: str, data: Path, settings: Mapping[str, str] | None = None) -> str:
        """What a command prints. :raises SystemExit: with what it said, where it fails."""
        done = subprocess.run(  # noqa: S603
            [self.command, *arguments], env=environment(data, settings or {}), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{self.command} {' '.join(arguments)}\n{done.stderr or done.stdout}")
        return done.stdout


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Ours, without settings and paths that another build would trip over, and with those given."""
    dropped = ("ONEWORKFORCE_", "PYTHON", "VIRTUAL_ENV", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "ONEWORKFORCE_DATA_DIR": str(data), **settings}


@dataclass(frozen=True, slots=True)
class Served:
    """A server that takes requests, and the session of processes that it is."""

    port: int
    session: int
    seconds_to_start: float

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> Iterator[tuple[Path, list[str]]]:
        """Each process's folder under /proc, with the fields of its `stat` from the state on."""
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.session:
                    yield folder, fields

    def cpu(self) -> float:
        """Seconds of CPU, user and system, of all its processes so far, the mail worker's among them."""
        return sum(int(field) for _folder, fields in self.processes() for field in fields[11:15]) / TICK

    def memory(self) -> float:
        """MB in use, with what processes share counted once (PSS)."""
        kilobytes = 0
        for folder, _fields in self.processes():
            with suppress(OSError):
                rollup = (folder / "smaps_rollup").read_text()
                kilobytes += int(rollup.partition("\nPss:")[2].split()[0])
        return kilobytes / 1024


@contextmanager
def served(
    command: Sequence[str | Path], data: Path, settings: Mapping[str, str], port: int = 0, log: Path | None = None
) -> Iterator[Served]:
    """Start a server and wait for its first page.

    :param command: what takes `serve` as an argument: `[build.command]`. :param log: where what it says goes.
    """
    port = port or free_port()
    began = time.perf_counter()
    with (log or Path(os.devnull)).open("ab") as said:
        server = subprocess.Popen(  # noqa: S603
            [*command, "serve", "--host", "127.0.0.1", "--port", str(port)],
            env=environment(data, settings),
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        wait_for_page(server, port)
        yield Served(port, server.pid, time.perf_counter() - began)
    finally:
        stop(server)


def wait_for_page(server: subprocess.Popen[bytes], port: int) -> None:
    """Until the start page is there. :raises SystemExit: when it does not come."""
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST_START)
            connection.request("GET", "/", headers={"Connection": "close"})
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == 200:
                return
        time.sleep(0.01)
    raise SystemExit("The server did not start.")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, as an operator does; then end what is left of its own session."""
    with suppress(ProcessLookupError):
        server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(LONGEST_STOP)
    for folder, _fields in [*Served(0, server.pid, 0).processes()]:
        with suppress(ProcessLookupError):
            os.kill(int(folder.name), signal.SIGKILL)
    server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
