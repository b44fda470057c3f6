"""The legs that the tests stand on: SQLite, PostgreSQL, Chromium. What is not on this machine is skipped, and named.

A pytest plugin (`pytest_plugins = ["tests.legs"]` in conftest.py) and the facts that `python -m tests` needs.

ONEWORKFORCE_TEST_POSTGRES   address of a PostgreSQL server where databases may be made
ONEWORKFORCE_TEST_CHROMIUM   path of Chromium, where it is not on PATH
ONEWORKFORCE_TEST_ALL_LEGS   1: anything skipped is a failure
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache

import pytest

POSTGRES_BY_DEFAULT = "postgres://postgres@127.0.0.1:5432/test"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDS_CHROMIUM = "Chromium is not here; apt-get install chromium"
NEEDS_POSTGRES = "only on PostgreSQL"
GIVE_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def postgres_url() -> str:
    """Where a PostgreSQL for the tests is expected."""
    return os.environ.get("ONEWORKFORCE_TEST_POSTGRES") or POSTGRES_BY_DEFAULT


@cache
def postgres_is_there() -> bool:
    """Whether that server answers within two seconds."""
    import psycopg

    try:
        psycopg.connect(postgres_url(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@cache
def chromium() -> str | None:
    """The path of Chromium, or None."""
    given = os.environ.get("ONEWORKFORCE_TEST_CHROMIUM")
    if given:
        return shutil.which(given)
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def all_legs_are_wanted() -> bool:
    """Whether a skipped test is a failure, as in continuous integration."""
    return os.environ.get("ONEWORKFORCE_TEST_ALL_LEGS") == "1"


def runs_on_postgres() -> bool:
    """Whether this run's database is PostgreSQL."""
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


def touches_database(item: pytest.Item) -> bool:
    """Whether a test is given this run's database.

    By its mark, or by a fixture that it uses, however far down. pytest-django keeps the database from all other tests:
    one that reached for it would fail, so none is told apart wrongly.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(GIVE_DATABASE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, and skip what needs a leg that this run does not have."""
    for item in items:
        if touches_database(item):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("browser") and not chromium():
            item.add_marker(pytest.mark.skip(reason=NEEDS_CHROMIUM))
        if item.get_closest_marker("postgres") and not runs_on_postgres():
            item.add_marker(pytest.mark.skip(reason=NEEDS_POSTGRES))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where all legs are wanted, a run with a skipped test has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and all_legs_are_wanted() and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which legs one run stood on; `python -m tests` says it once for both runs."""
    if "ONEWORKFORCE_TEST_LEG" not in os.environ:
        terminalreporter.write_line(f"Legs: {', '.join(_legs_of_this_run())}")


def _legs_of_this_run() -> Iterator[str]:
    yield "PostgreSQL" if runs_on_postgres() else "SQLite"
    yield "Chromium" if chromium() else f"no Chromium ({NEEDS_CHROMIUM})"
