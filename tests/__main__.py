"""Run every test: `python -m tests`, or `make test`. Arguments go to pytest.

Three legs: SQLite, the journeys in Chromium, and once more on PostgreSQL whatever touches the database. Each runs in as
many processes as there are cores; `-n 0` runs all in one. What the tests of the SQLite leg never run is printed after
it, unless only some tests were asked for. The last line names what was skipped.
"""

import os
import subprocess
import sys

from tests import legs

IN_PROCESSES = ["-n", str(os.cpu_count()), "--dist", "worksteal"]
# Of branches too, as pyproject.toml says. Journeys are left out: they would take half as long again.
COVERAGE = ["--cov", "--cov-report", "term:skip-covered"]
# Browsers, workers and servers are real, and a busy machine may be slow. What fails is run once more, and named.
ONCE_MORE = ["--reruns", "1", "-rR"]
PASSED, NOTHING_COLLECTED = 0, 5


def run_pytest(leg: str, *arguments: str, database_url: str = "") -> int:
    """Run pytest once and return its status; a selection that leaves a leg without tests is no failure."""
    print(f"\n--- {leg}", flush=True)
    environment = {**os.environ, "ONEWORKFORCE_TEST_LEG": leg, "ONEWORKFORCE_DATABASE_URL": database_url}
    # Compiling all sources anew for each of the processes that tests start takes minutes.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pytest", "-q", *IN_PROCESSES, *ONCE_MORE, *arguments, *sys.argv[1:]]
    status = subprocess.run(command, env=environment, check=False).returncode
    return PASSED if status == NOTHING_COLLECTED and sys.argv[1:] else status


def main() -> int:
    """Run the legs that are here, name the others, and return the status of the whole."""
    said, missing = [], []
    coverage = [] if sys.argv[1:] else COVERAGE
    statuses = [run_pytest("SQLite", "-m", "not postgres and not browser", *coverage)]
    said.append("SQLite ran")
    if legs.chromium():
        statuses.append(run_pytest("Chromium", "-m", "browser"))
        said.append("Chromium ran")
    else:
        missing.append("Chromium skipped (not found; apt-get install chromium)")
    if legs.postgres_is_there():
        statuses.append(
            run_pytest("PostgreSQL", "-m", "database and not browser and not once", database_url=legs.postgres_url())
        )
        said.append("PostgreSQL ran")
    else:
        missing.append(f"PostgreSQL skipped (no server at {legs.postgres_url()}; apt-get install postgresql)")
    failed = any(statuses) or (missing and legs.all_legs_are_wanted())
    print(f"\n{'FAILED' if failed else 'Passed'}. Legs: {' · '.join(said + missing)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
