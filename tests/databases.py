"""Databases for tests, a plugin in conftest.py: migrated once in a run, then copied.

Every process that runs tests has a database of its own, and many tests start processes over a file of their own. The
migrations take seconds, a copy takes milliseconds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.legs import postgres_url, runs_on_postgres

FILE = "oneworkforce.sqlite3"
PREPARE = """
import django; django.setup()
from django.db import connection
from oneworkforce.config.database import bring_up_to_date
bring_up_to_date()
connection.close()
"""
FILLED_BY_MIGRATING = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables whose rows every test finds, and none changes."""


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def migrated_file(shared_folder: Path) -> Path:
    """An SQLite file with every table and no data: for reading only."""
    folder = shared_folder / "migrated"
    with one_at_a_time(shared_folder):
        if not folder.exists():
            making = shared_folder / "migrating"
            environment = {
                **{name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")},
                "ONEWORKFORCE_DATA_DIR": str(making),
                "DJANGO_SETTINGS_MODULE": "oneworkforce.config.settings",
            }
            subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True, capture_output=True)
            making.rename(folder)
    return folder / FILE


@pytest.fixture
def data_folder(migrated_file: Path, tmp_path: Path) -> Path:
    """A data folder with a database that is up to date and empty, for a process of its own."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(migrated_file, folder / FILE)
    return folder


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for a module whose tests all look at what was written once; without a transaction around it."""
    with django_db_blocker.unblock():
        yield
        empty_what_is_not()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
    shared_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The database of this process, in place of pytest-django's: a copy of the one that was migrated."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and serves_pages(request.session.items):
            copy_file(request.getfixturevalue("migrated_file"), tmp_path_factory.mktemp("served"))
        elif connection.vendor == "sqlite":
            fill_memory(request.getfixturevalue("migrated_file"))
        else:
            copy_on_the_server(shared_folder)
    usual, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, empty_what_is_not
    yield
    TransactionTestCase._fixture_teardown = usual
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(None, verbosity=0)


def serves_pages(items: list[pytest.Item]) -> bool:
    """Whether a server answers a browser in this run.

    Its requests would share one connection to a database in memory, transactions and all, and now and then one of two
    at once would find a table locked: as no installation ever does.
    """
    return any("live_server" in getattr(item, "fixturenames", ()) for item in items)


def copy_file(file: Path, folder: Path) -> None:
    """Point the connection, and those of the server's threads, at a copy of a file."""
    connection.close()
    connection.settings_dict["NAME"] = str(shutil.copy(file, folder))
    # No test cuts the power, and each commit would wait some 1.7 ms for the disk.
    connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


def fill_memory(file: Path) -> None:
    """Point the connection at a database in memory, and copy a file into it."""
    connection.close()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as migrated:
        migrated.backup(connection.connection)


def copy_on_the_server(shared_folder: Path) -> None:
    """Point the connection at a copy of a database that the first process to come here has migrated."""
    creation, test = connection.creation, connection.settings_dict["TEST"]
    mine, migrated = creation._get_test_db_name(), name_of_the_migrated()
    connection.close()
    with one_at_a_time(shared_folder):
        made = shared_folder / migrated
        if not made.exists():
            test["NAME"] = migrated
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            made.touch()
    connection.close()
    connection.close_pool()
    with one_at_a_time(shared_folder), creation._nodb_cursor() as cursor:
        name = connection.ops.quote_name
        cursor.execute(f"DROP DATABASE IF EXISTS {name(mine)}")
        cursor.execute(f"CREATE DATABASE {name(mine)} TEMPLATE {name(migrated)}")
    test["NAME"] = connection.settings_dict["NAME"] = mine


def name_of_the_migrated() -> str:
    """What the database is called on the server that the others are copied from."""
    return f"test_{urlsplit(postgres_url()).path.strip('/')}_migrated"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave nothing on the server, once every process of the run has ended."""
    if runs_on_postgres() and not hasattr(session.config, "workerinput"):
        with closing(psycopg.connect(postgres_url(), autocommit=True)) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name_of_the_migrated()}"')


def empty_what_is_not(_case: TransactionTestCase | None = None) -> None:
    """Empty the tables that a test has filled.

    In place of Django's flush, which empties all of them and writes those of content types and permissions anew.
    """
    with connection.cursor() as cursor:
        tables = [
            connection.ops.quote_name(table)
            for table in connection.introspection.table_names(cursor)
            if table not in FILLED_BY_MIGRATING
        ]
        looks = [f"SELECT '{table.strip(chr(34))}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables]  # noqa: S608
        cursor.execute(" UNION ALL ".join(looks))
        filled = [connection.ops.quote_name(table) for (table,) in cursor.fetchall()]
        if filled and connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
        elif filled:
            with connection.constraint_checks_disabled():
                for table in filled:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process of this run is in here."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
