"""An installation of an earlier version comes up with every row it had, each where a model of today reads it."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.legs import postgres_url, runs_on_postgres

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
ASSESSMENT = "/p/linnetshaw/a/linnetshaw-six-months-on"
OVER = "/p/linnetshaw/a/linnetshaw-2026"

Row: TypeAlias = tuple[Any, ...]
Tables: TypeAlias = dict[str, tuple[list[str], list[str]]]
"""Table → its columns, and its rows as texts, sorted."""

WITHOUT_MODEL = {"django_migrations", "cache"}
MAY_GROW = {"django_migrations", "django_content_type", "auth_permission"}

PAGES = {
    f"{ASSESSMENT}/plan/": "Online questionnaire to front-line staff",
    f"{ASSESSMENT}/where-we-want-to-be/": "3.6",
    f"{ASSESSMENT}/what-we-will-do/": "The duty desk in Shaw Valley has answered since 12 October.",
    f"{ASSESSMENT}/where-we-are/": "",
    f"{ASSESSMENT}/take-part/web-page/": "We ask",
    f"{ASSESSMENT}/take-part/response/": "",
    f"{ASSESSMENT}/children-and-families/": "We met parents in July",
    f"{ASSESSMENT}/paper/": "Box from Linnet House",
    f"{ASSESSMENT}/invite/people/": "Guest One",
    f"{ASSESSMENT}/invite/letters/invitation/en-gb/": "Tell us how we work together",
    f"{OVER}/where-we-want-to-be/": "3.6",
    f"{OVER}/what-we-will-do/": "retire the three old forms",
    f"{OVER}/where-we-are/": "412",
    f"{OVER}/children-and-families/": "The worker who stays",
    f"{OVER}/paper/": "Away day",
    f"{OVER}/report/": "A year ago we asked for the first time",
    "/take-part/linnetshaw-six-months-on/": "We ask",
}
"""Address → words that are there only where what was kept is read."""


class Installation:
    """A database of an earlier version on this leg's engine, and a folder of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.dump = gzip.decompress((HERE / name).read_bytes()).decode()

    def start_today(self) -> subprocess.Popen[str]:
        """Today's version on it: see upgraded.py."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")}
        environment = {
            **given,
            "ONEWORKFORCE_DATA_DIR": str(self.folder),
            "ONEWORKFORCE_DATABASE_URL": self.url,
            "PYTHONPATH": str(REPOSITORY),
        }
        command = [sys.executable, str(HERE / "upgraded.py")]
        return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def kept(self, columns: dict[str, list[str]] | None = None) -> Tables:
        """Every table, or of given tables the given columns."""
        found: Tables = {}
        for table, names in (columns or self.columns()).items():
            listed = ", ".join(f'"{name}"' for name in names)
            rows = self.rows(f'SELECT {listed} FROM "{table}"')  # noqa: S608
            found[table] = (names, sorted(map(_as_text, rows)))
        return found

    def columns(self) -> dict[str, list[str]]:
        """Table → its columns."""
        found: dict[str, list[str]] = {}
        for table, column in self.rows(self.COLUMNS):
            found.setdefault(table, []).append(column)
        return found

    url = ""
    COLUMNS = ""

    def rows(self, statement: str) -> list[Row]:
        raise NotImplementedError


class OnSqlite(Installation):
    """The file in its data folder."""

    COLUMNS = (
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, c.cid"
    )

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "before-the-house.sqlite.sql.gz")
        self.file = folder / "oneworkforce.sqlite3"
        with closing(sqlite3.connect(self.file)) as database:
            database.executescript(self.dump)

    def rows(self, statement: str) -> list[Row]:
        with closing(sqlite3.connect(self.file)) as database:
            return database.execute(statement).fetchall()


class OnPostgres(Installation):
    """A database of its own on the server of this leg."""

    COLUMNS = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' ORDER BY 1, ordinal_position"
    )

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "before-the-house.postgresql.sql.gz")
        self.name = f"upgrade_{uuid4().hex}"
        self.url = urlunsplit(urlsplit(postgres_url())._replace(path=f"/{self.name}"))
        self.on_the_server("CREATE DATABASE {}")
        with psycopg.connect(self.url) as database:
            database.execute(self.dump.encode())

    def on_the_server(self, statement: str) -> None:
        with psycopg.connect(postgres_url(), autocommit=True) as server:
            server.execute(sql.SQL(statement).format(sql.Identifier(self.name)))

    def rows(self, statement: str) -> list[Row]:
        with psycopg.connect(self.url) as database:
            return database.execute(statement.encode()).fetchall()


def _as_text(row: Row) -> str:
    return repr([bytes(value) if isinstance(value, memoryview) else value for value in row])


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """What was there before the house was built anew (commit 75c6c4f): the demonstration, and a row in each table."""
    folder = tmp_path_factory.mktemp("installation")
    if not runs_on_postgres():
        yield OnSqlite(folder)
        return
    made = OnPostgres(folder)
    try:
        yield made
    finally:
        made.on_the_server("DROP DATABASE {} WITH (FORCE)")


@dataclass(frozen=True)
class Upgrade:
    """What was kept before and after, which tables models read after, and what came of using it then."""

    before: Tables
    after: Tables
    tables: set[str]
    pages: dict[str, tuple[int, str]]
    done: list[str]


@pytest.fixture(scope="module")
def upgrade(installation: Installation) -> Upgrade:
    """The upgrade, once for all tests: nearly all of its time is the start of Django."""
    before = installation.kept()
    with installation.start_today() as today:
        assert today.stdin
        assert today.stdout
        tables = today.stdout.readline()
        after = installation.kept({table: columns for table, (columns, _rows) in before.items()}) if tables else {}
        used, _ = today.communicate(json.dumps([*PAGES]) + "\n")
    assert today.returncode == 0, "see what it wrote on standard error"
    return Upgrade(before, after, set(json.loads(tables)), **json.loads(used))


def test_every_table_had_rows(upgrade: Upgrade) -> None:
    assert [table for table, (_columns, rows) in upgrade.before.items() if not rows] == []


def test_every_table_has_its_model(upgrade: Upgrade) -> None:
    # A model whose label or table moved would read an empty table, and leave its rows behind in one that nobody reads.
    assert set(upgrade.before) - WITHOUT_MODEL <= upgrade.tables


def test_no_row_is_lost(upgrade: Upgrade) -> None:
    for table, (_columns, rows) in upgrade.before.items():
        there = upgrade.after[table][1]
        assert (set(rows) <= set(there)) if table in MAY_GROW else rows == there, f"{table} has changed"


@pytest.mark.parametrize(("address", "words"), PAGES.items())
def test_pages_read_what_was_kept(upgrade: Upgrade, address: str, words: str) -> None:
    status, page = upgrade.pages[address]
    assert status == 200
    assert words in page


def test_what_a_close_had_shown_is_shown_and_what_was_open_waits_for_its_close(upgrade: Upgrade) -> None:
    assert 'class="arc-fill"' in upgrade.pages[f"{OVER}/where-we-are/"][1]
    assert 'class="arc-fill"' not in upgrade.pages[f"{ASSESSMENT}/where-we-are/"][1]


def test_work_that_was_due_is_done(upgrade: Upgrade) -> None:
    assert "questionnaires: leave no traces" in upgrade.done
