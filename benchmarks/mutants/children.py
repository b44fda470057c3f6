"""Children that try one mutant each, and what they say of it."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.mutants.making import Mutant

MEMORY = 8 << 30
SURVIVED, TOO_LONG, CANNOT = "survived", "took too long", "cannot be put in"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: `by` a test, or one of the words above; `seconds` of CPU."""

    mutant: Mutant
    by: str
    tests: int
    seconds: float

    @property
    def survived(self) -> bool:
        return self.by == SURVIVED


class Children:
    """Children that try one mutant each, so many at once. Each writes what killed its mutant into a pipe."""

    def __init__(self, most: int, report: Callable[[Outcome], None]) -> None:
        self.most, self.report = most, report
        self.running: dict[int, tuple[Mutant, int, int]] = {}
        self.killers: set[str] = set()

    def start(self, mutant: Mutant, tests: int, attempt: Callable[[int], str]) -> None:
        """Let a child try, once there is room for it."""
        while len(self.running) >= self.most:
            self.wait()
        reading, writing = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if not child:
            status = 1
            try:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                quiet = os.open(os.devnull, os.O_RDWR)
                for stream in (0, 1, 2):
                    os.dup2(quiet, stream)
                os.write(writing, attempt(writing).encode())
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        self.running[child] = mutant, tests, reading

    def wait(self) -> None:
        """Hear from one child."""
        child, status, used = os.wait4(-1, 0)
        mutant, tests, reading = self.running.pop(child)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        if not said:
            said = TOO_LONG if os.WIFSIGNALED(status) else "could not be loaded"
        self.killers.add(said)
        self.report(Outcome(mutant, said, tests, round(used.ru_utime + used.ru_stime, 2)))

    def wait_for_all(self) -> None:
        """Hear from every child."""
        while self.running:
            self.wait()


def as_line(outcome: Outcome) -> str:
    """An outcome, for a file with one a line."""
    mutant = outcome.mutant
    return json.dumps(
        {
            "id": mutant.id,
            "before": mutant.before,
            "after": mutant.after,
            "by": outcome.by,
            "tests": outcome.tests,
            "seconds": outcome.seconds,
        },
        ensure_ascii=False,
    )
