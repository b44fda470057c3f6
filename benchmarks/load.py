"""Completed questionnaires a second with many people at once: `python benchmarks/load.py [SECONDS] [PEOPLE]`.

Starts `oneworkforce serve` as an operator does, on this machine alone, over a data folder that goes away at the end,
and lets 32 people answer without a pause, each one whole questionnaire after the other: every page and form of
`visiting.walk`, packed, over connections kept open, each from an address of their own, as a proxy would say. Who asks
shares the cores with who answers, and maybe with other programs: so the CPU that both took is printed too, and what it
would come to if they had the whole machine. A page's time is from the first byte asked to the last byte read. Linux.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import measuring
from visiting import Answer, keep_cookie, walk

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 15
PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 32
WARM_UP = 2.0
LONGEST_START = 60
SET_UP = """
import measuring; measuring.prepare()
print(measuring.make_open_assessment().group_links.get(staff_group__key="frontline").code)
"""
SERVE = "from oneworkforce.config.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Served:
    """A server: its port, the code of a group that may answer, and the id of its group of processes."""

    port: int
    link: str
    group: int

    def cpu(self) -> float:
        """Seconds of CPU, user and system, that its processes have used so far."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.group:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


class Person:
    """Somebody with a browser and a connection of their own; `times` are seconds, for each request."""

    def __init__(self, port: int, number: int) -> None:
        self.address = f"192.0.2.{number}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.times: list[float] = []
        self.completed = self.requests = 0
        self.errors: list[str] = []

    def answer(self, link: str, until: float) -> None:
        """Complete one questionnaire after the other until a moment; only what is finished by then counts."""
        while time.perf_counter() < until:
            self.cookies: dict[str, str] = {}
            try:
                self.requests = walk(self, link)
            except (OSError, http.client.HTTPException, AssertionError, KeyError) as fault:
                self.errors.append(f"{type(fault).__name__}: {fault}")
                self.connection.close()
            else:
                self.completed += time.perf_counter() < until

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": self.address,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        read = response.read()
        self.times.append(time.perf_counter() - began)
        for header in response.headers.get_all("Set-Cookie", []):
            keep_cookie(self.cookies, header)
        return Answer(response.status, response.headers.items(), read, 0)


def main() -> None:
    """Warm the server up, then let everybody answer, and print what came of it."""
    with tempfile.TemporaryDirectory(prefix="oneworkforce-benchmark-") as folder, served(Path(folder)) as server:
        rush(server, WARM_UP)
        before, asked_before = server.cpu(), time.process_time()
        began = time.perf_counter()
        people = rush(server, SECONDS)
        took = time.perf_counter() - began
        answering, asking = server.cpu() - before, time.process_time() - asked_before
    times = sorted(each * 1000 for person in people for each in person.times)
    completed = sum(person.completed for person in people)
    errors = [error for person in people for error in person.errors]
    cores = os.cpu_count() or 1
    whole = len(times) / people[0].requests
    print(f"{PEOPLE} people at once for {SECONDS:.0f} s: {completed / SECONDS:.1f} completed a second")
    print(f"  {people[0].requests} requests for each")
    print(
        f"  requests: {len(times) / took:,.0f} a second, p50 {part(times, 0.5):.0f} ms, p95 {part(times, 0.95):.0f} ms"
    )
    print(f"  errors: {len(errors)} {sorted(set(errors))[:3] if errors else ''}")
    print(
        f"  CPU for each: {answering / whole * 1000:.1f} ms of the server, {asking / whole * 1000:.1f} ms of who asks"
    )
    had = answering + asking
    print(f"  they had {had / took:.2f} of {cores} cores; with all of them: {whole / had * cores:.0f} a second")
    sys.exit(bool(errors))


def rush(server: Served, seconds: float) -> list[Person]:
    """Everybody answers at once, for so long."""
    people = [Person(server.port, number) for number in range(PEOPLE)]
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=person.answer, args=(server.link, until)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return people


def part(times: list[float], share: float) -> float:
    """The time within which this share of the requests was answered."""
    return times[min(len(times) - 1, int(len(times) * share))]


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """The real server on a free port, with an open assessment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")}
    environment["ONEWORKFORCE_DATA_DIR"] = str(folder)
    environment["ONEWORKFORCE_BEHIND_PROXY"] = "1"
    environment["PYTHONPATH"] = os.pathsep.join((str(measuring.REPOSITORY), str(Path(__file__).parent)))
    made = subprocess.run([sys.executable, "-c", SET_UP], env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SERVE, "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port)
        yield Served(port, made.stdout.strip(), server.pid)
    finally:
        # Its own group: the workers end with it, and nothing else does.
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(10)


def wait_for(port: int) -> None:
    """Until the server takes connections. :raises SystemExit: when it does not."""
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
