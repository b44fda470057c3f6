"""Rounds of two builds in turns, and what they come to side by side."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from benchmarks.before_after.asking import Walk
from benchmarks.before_after.crowd import Crowd, Seen
from benchmarks.before_after.side import Side
from benchmarks.builds import Served

MakeWalk = Callable[[str, int], Walk]
"""From a group's code and a number to a walk."""


@dataclass
class Measured:
    """One build at one number of people. CPU in seconds; `memory`: the most at the end of a round, in MB."""

    side: Side
    server: Served
    crowd: Crowd
    cpu: float = 0.0
    database_cpu: float = 0.0
    asking_cpu: float = 0.0
    memory: float = 0.0

    def round(self, seconds: float) -> None:
        """One more round."""
        before = self.server.cpu(), self.side.database_cpu(), time.process_time()

        def at_the_end() -> None:
            self.cpu += self.server.cpu() - before[0]
            self.database_cpu += self.side.database_cpu() - before[1]
            self.asking_cpu += time.process_time() - before[2]

        self.crowd.round(seconds, at_the_end)
        self.memory = max(self.memory, self.server.memory())

    def figures(self, requests_a_walk: float) -> dict[str, Any]:
        """What it came to. A walk that is under way counts with the requests that it has made."""
        seen = self.crowd.seen
        walks = seen.requests / requests_a_walk or float("nan")
        all_three = self.cpu + self.database_cpu + self.asking_cpu
        times, steps = sorted(seen.times), sorted(seen.steps)
        return {
            "completed a second": seen.completed / seen.seconds,
            "request, p50 (ms)": part(times, 0.5),
            "request, p95 (ms)": part(times, 0.95),
            "request, worst (ms)": part(times, 1),
            "press to page, p50 (ms)": part(steps, 0.5),
            "press to page, p95 (ms)": part(steps, 0.95),
            "press to page, worst (ms)": part(steps, 1),
            "server CPU a walk (ms)": self.cpu / walks * 1000,
            "PostgreSQL CPU a walk (ms)": self.database_cpu / walks * 1000,
            "asker CPU a walk (ms)": self.asking_cpu / walks * 1000,
            "cores that all three had": all_three / seen.seconds,
            "a second, with every core": (os.cpu_count() or 1) / (all_three / walks),
            "memory under load (MB)": self.memory,
            "errors": sum(seen.errors.values()),
        }


@dataclass
class Account:
    """What one walk takes of a build, counted with one person alone, and whether every walk ever done was taken in."""

    requests: float = 0.0
    statements: float = 0.0
    control: float = 0.0
    received: float = 0.0
    sent: float = 0.0
    completed: int = 0
    errors: Counter[str] = field(default_factory=Counter)


def count_a_walk(side: Side, make_walk: MakeWalk, walks: int = 12) -> Account:
    """Statements, requests and bytes of a walk: the mean of some, by one person after the other."""
    with side.served() as server:
        code = side.code()
        crowd = Crowd(server.port, 1, lambda number: make_walk(code, number))
        crowd.walks_at_most(1)  # what is made once is made
        before, seen = side.statements(), Seen()
        crowd.seen = seen
        crowd.walks_at_most(walks)
        made = [(after - one) / walks for after, one in zip(side.statements(), before, strict=True)]
        return Account(
            requests=len(seen.times) / walks,
            statements=made[0],
            control=made[1],
            received=seen.received / walks,
            sent=seen.sent / walks,
            completed=crowd.completed_in_all,
            errors=seen.errors,
        )


def in_turns(
    sides: list[Side],
    accounts: list[Account],
    make_walks: list[MakeWalk],
    *,
    levels: list[int],
    rounds: int,
    seconds: float,
) -> dict[int, list[dict[str, Any]]]:
    """Each number of people at once, both builds in turns; prints each as it is done."""
    found: dict[int, list[dict[str, Any]]] = {}
    with ExitStack() as running:
        servers = [running.enter_context(side.served()) for side in sides]
        for people in levels:
            measured = [
                Measured(side, server, crowd_of(server, people, side.code(), make_walk))
                for side, server, make_walk in zip(sides, servers, make_walks, strict=True)
            ]
            for one in measured:
                one.crowd.warm_up(min(20.0, 2 * seconds))
            for turn in range(rounds):
                for one in measured if turn % 2 == 0 else reversed(measured):
                    one.round(seconds)
            for one, account in zip(measured, accounts, strict=True):
                account.completed += one.crowd.finish()
                account.errors += one.crowd.seen.errors
            found[people] = [one.figures(of.requests) for one, of in zip(measured, accounts, strict=True)]
            heading = f"{people} at once, {rounds} rounds of {seconds:.0f} s each in turns"
            show(heading, sides, found[people])
    for side, account in zip(sides, accounts, strict=True):
        taken = side.taken_in()
        verdict = "every walk is there" if taken == account.completed else "NOT THE SAME"
        verdict += f", {account.errors.total()} errors"
        print(f"{side.name}: {account.completed} walks came to the thanks, {taken} are in the database: {verdict}")
        for error, times in account.errors.most_common(4):
            print(f"  {times} × {error}")
    return found


def crowd_of(server: Served, people: int, code: str, make_walk: MakeWalk) -> Crowd:
    """So many people who have the same code."""
    return Crowd(server.port, people, lambda number: make_walk(code, number))


def show(heading: str, sides: list[Side], figures: list[dict[str, Any]]) -> None:
    """Print figures beside one another, and how many times the first the second is."""
    print(f"\n{heading}\n{'':<34}" + "".join(f"{side.name:>12}" for side in sides) + f"{'times':>9}")
    for what in figures[0]:
        values = [one[what] for one in figures]
        if any(value > 0 for value in values) or what == "errors":
            ratio = f"{values[1] / values[0]:>9.2f}" if values[0] else ""
            print(f"  {what:<32}" + "".join(f"{value:>12,.1f}" for value in values) + ratio, flush=True)


def part(times: list[float], share: float) -> float:
    """The milliseconds within which this share was done."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else float("nan")


def machine() -> str:
    """What all this was measured on."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began"
