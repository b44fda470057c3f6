"""What is no questionnaire: memory, the time to the first page, a command, and the results page."""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.before_after.asking import AS_A_BROWSER, Cookies, Got
from benchmarks.before_after.rounds import show
from benchmarks.before_after.side import Side
from benchmarks.builds import Build, Served, environment, served

TRIES = 5
PAGES = 20
SETTLE = 5.0
RESULTS = "/p/linnetshaw/a/linnetshaw-2026/where-we-are/"
OFFICER = re.compile(r'action="(/sign-in/as/\d+/)">\s*<input type="hidden" name="csrfmiddlewaretoken" value="(\w+)">')


def beside(builds: dict[str, Build], place: Path) -> list[dict[str, Any]]:
    """All of it, in turns, over the demonstration; printed and given back."""
    sides = [Side(name, build, place / name) for name, build in builds.items()]
    for side in sides:
        side.data.mkdir(parents=True)
        side.build.run("demo", data=side.data, settings={"ONEWORKFORCE_DEMO": "1"})
    figures: list[dict[str, Any]] = [{} for _side in sides]
    starts: list[list[float]] = [[] for _side in sides]
    memories: list[list[float]] = [[] for _side in sides]
    commands: list[list[tuple[float, float]]] = [[] for _side in sides]
    for turn in range(TRIES):
        for which in in_turn(turn):
            side = sides[which]
            with served([side.build.command], side.data, {"ONEWORKFORCE_DEMO": "1"}) as server:
                starts[which].append(server.seconds_to_start)
                if turn < 2:
                    time.sleep(SETTLE)
                    memories[which].append(server.memory())
            commands[which].append(timed_command(side, "assessments", "--json"))
    for which, found in enumerate(figures):
        found["serve, idle (MB, PSS)"] = statistics.median(memories[which])
        found["start to first page (s)"] = statistics.median(starts[which])
        found["assessments --json (s)"] = statistics.median(wall for wall, _cpu in commands[which])
        found["assessments --json (s of CPU)"] = statistics.median(cpu for _wall, cpu in commands[which])
    for found, more in zip(figures, results_pages(sides), strict=True):
        found.update(more)
    show("beside", sides, figures)
    return figures


def in_turn(turn: int) -> Iterator[int]:
    """Whose turn it is: 0 1, 1 0, 0 1 …"""
    yield from (0, 1) if turn % 2 == 0 else (1, 0)


def timed_command(side: Side, *arguments: str) -> tuple[float, float]:
    """Seconds that a command takes, and of CPU."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # noqa: S603
        [side.build.command, *arguments], env=environment(side.data, {}), check=True, stdout=subprocess.DEVNULL
    )
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def results_pages(sides: list[Side]) -> list[dict[str, Any]]:
    """Bytes on the wire and CPU of the results page of 412 people, as an officer's browser asks for it."""
    found: list[dict[str, Any]] = []
    with ExitStack() as running:
        settings = {"ONEWORKFORCE_DEMO": "1", "ONEWORKFORCE_WORKER_IN_SERVE": "0"}
        servers = [running.enter_context(served([side.build.command], side.data, settings)) for side in sides]
        officers = [Officer(server) for server in servers]
        spent = [0.0 for _server in servers]
        for turn in range(5):
            for which in in_turn(turn):
                before = servers[which].cpu()
                for _page in range(PAGES):
                    officers[which].get(RESULTS)
                spent[which] += (servers[which].cpu() - before) if turn else 0  # the first round warms it up
        for officer, cpu in zip(officers, spent, strict=True):
            got = officer.get(RESULTS)
            found.append(
                {
                    "results page, on the wire (kB)": len(got.body) / 1000,
                    "results page, CPU (ms)": cpu / (4 * PAGES) * 1000,
                }
            )
    return found


class Officer:
    """The demonstration's project officer, signed in."""

    def __init__(self, server: Served) -> None:
        self.connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.cookies = Cookies()
        pressed = OFFICER.search(self.get("/").text)
        assert pressed  # noqa: S101 (a page of the demonstration offers them)
        self.ask("POST", pressed[1], urlencode({"csrfmiddlewaretoken": pressed[2]}))
        assert self.get(RESULTS).status == 200  # noqa: S101

    def get(self, path: str) -> Got:
        """A page."""
        return self.ask("GET", path)

    def ask(self, method: str, path: str, body: str | None = None) -> Got:
        """One request, over a connection kept open."""
        headers = {**AS_A_BROWSER, "Cookie": self.cookies.for_path(path)}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        head = "\r\n".join(["", *(f"{name}: {value}" for name, value in answer.headers.items())])
        got = Got(path, answer.status, head.encode(), answer.read())
        self.cookies.keep(got)
        return got
