"""One of two builds: its data, its database, its server, and what it has taken in."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.builds import TICK, Build, Served, served

HERE = Path(__file__).parent
OPEN_ASSESSMENT = """
key: benchmark
name: Benchmark
own_word: partnership
time_zone: Europe/London
framework: one-childrens-workforce
people: [{name: Ola Officer, email: ola.officer@example.org, role: officer}]
localities: {place-a: Place A, place-b: Place B, place-c: Place C, place-d: Place D, place-e: Place E, place-f: Place F}
assessments: [{key: benchmark, name: Benchmark, stage: open}]
"""
CODE = """SELECT code FROM questionnaires_grouplink AS link JOIN partnerships_staffgroup AS staff_group
    ON staff_group.id = link.staff_group_id WHERE staff_group.key = 'frontline'"""
# What is sent and waits, and what was released: nobody who sent is in neither, or in both.
TAKEN_IN = (
    """SELECT (SELECT count(*) FROM questionnaires_draft WHERE sent) + (SELECT count(*) FROM questionnaires_sheet)"""
)


@dataclass
class Side:
    """A build with a data folder of its own, and a database of its own on a PostgreSQL server if one is given."""

    name: str
    build: Build
    data: Path
    database_url: str = ""
    mended: bool = False
    counted: Path | None = None

    @property
    def settings(self) -> dict[str, str]:
        """What its processes are told."""
        told = {"ONEWORKFORCE_BEHIND_PROXY": "1", "ONEWORKFORCE_DATABASE_URL": self.database_url}
        if self.mended:
            told["MEND"] = "1"
        if self.counted:
            # The mail worker's own statements are not a respondent's.
            told |= {"COUNT": str(self.counted), "ONEWORKFORCE_WORKER_IN_SERVE": "0"}
        return told

    def make(self) -> None:
        """An empty database with one open assessment."""
        self.data.mkdir(parents=True)
        file = self.data / "benchmark.yaml"
        file.write_text(OPEN_ASSESSMENT)
        self.build.run("load", str(file), data=self.data, settings=self.settings)

    @contextmanager
    def served(self) -> Iterator[Served]:
        """Its server, with as many processes as it starts by itself."""
        inside = self.mended or self.counted
        command: list[Path] = [self.build.python, HERE / "starting.py"] if inside else [self.build.command]
        if self.counted:
            self.counted.mkdir(exist_ok=True)
        with served(command, self.data, self.settings, log=self.data / "log") as server:
            yield server

    def code(self) -> str:
        """The code of the group that answers."""
        return str(self._one(CODE))

    def taken_in(self) -> int:
        """How many questionnaires have been sent."""
        return int(self._one(TAKEN_IN))

    def statements(self) -> tuple[int, int]:
        """Counted so far: statements, and beside them those that begin and end transactions."""
        counts = (
            [struct.unpack_from("QQ", file.read_bytes()) for file in self.counted.iterdir()] if self.counted else []
        )
        return sum(one for one, _other in counts), sum(other for _one, other in counts)

    def database_cpu(self) -> float:
        """Seconds of CPU of PostgreSQL's processes for this database; 0 on SQLite, whose work is the server's own."""
        if not self.database_url:
            return 0.0
        name, ticks = urlsplit(self.database_url).path.strip("/"), 0
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if name in (process / "cmdline").read_text() and "postgres" in (process / "comm").read_text():
                    fields = (process / "stat").read_text().rpartition(")")[2].split()
                    ticks += int(fields[11]) + int(fields[12])
            except OSError:
                continue
        return ticks / TICK

    def _one(self, query: str) -> Any:
        if not self.database_url:
            connection = sqlite3.connect(self.data / "oneworkforce.sqlite3", timeout=20)
            found = connection.execute(query).fetchone()[0]
            connection.close()
            return found
        import psycopg

        with psycopg.connect(self.database_url) as connected:
            row = connected.execute(query).fetchone()
            return row and row[0]


@contextmanager
def databases(server_url: str, names: list[str]) -> Iterator[list[str]]:
    """Empty databases on a PostgreSQL server, dropped at the end."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    parts = urlsplit(server_url)
    with psycopg.connect(server_url, autocommit=True) as connection, ExitStack() as at_the_end:
        made = []
        for name in names:
            database = f"oneworkforce_benchmark_{name}_{os.getpid()}"
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(database)))
            drop = SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database))
            at_the_end.callback(connection.execute, drop)
            made.append(parts._replace(path=f"/{database}").geturl())
        yield made
