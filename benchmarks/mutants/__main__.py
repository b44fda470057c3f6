"""Mutation testing: what no test would notice. See README.md beside this.

python -m benchmarks.mutants reach FILE TESTS…                         which test runs which line; adds to the file
python -m benchmarks.mutants try FILE OUTCOMES PACKAGE [--sample 150 --seed 8]
python -m benchmarks.mutants try FILE OUTCOMES PACKAGE --again         those that survived, once there are new tests
python -m benchmarks.mutants show OUTCOMES                             the score, and what survived
"""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from typing import Any

MIGRATE = """
import django; django.setup()
from django.db import connection
from oneworkforce.config.database import bring_up_to_date
bring_up_to_date()
connection.close()
"""
NOT_OURS = ("numpy", "jinja2", "openpyxl", "psycopg", "hypothesis.strategies", "django.test", "django.forms")
PACKAGES = ["analysis", "assessments", "invitations", "reporting", "home", "ui"]


def main() -> None:
    """Do what is asked for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "oneworkforce.config.settings"
    said = arguments()
    if said.what == "reach":
        from benchmarks.mutants.reach import measure

        measure(said.file, PACKAGES, said.tests)
    elif said.what == "try":
        try_mutants(said)
    else:
        show(said.outcomes)


def arguments() -> Namespace:
    """What the command line says."""
    parser = ArgumentParser(prog="python -m benchmarks.mutants")
    commands = parser.add_subparsers(dest="what", required=True)
    reach = commands.add_parser("reach")
    reach.add_argument("file", type=Path)
    reach.add_argument("tests", nargs="+")
    trying = commands.add_parser("try")
    trying.add_argument("file", type=Path)
    trying.add_argument("outcomes", type=Path)
    trying.add_argument("package", choices=PACKAGES)
    trying.add_argument("--sample", type=int, help="so many at random instead of all")
    trying.add_argument("--seed", type=int, default=8)
    trying.add_argument("--again", action="store_true", help="only those that survived before")
    trying.add_argument("--only", default="", help="only those whose id begins so")
    trying.add_argument("--processes", type=int, default=1)
    trying.add_argument("--seconds", type=float, default=60, help="no more tests than usually take so long")
    showing = commands.add_parser("show")
    showing.add_argument("outcomes", type=Path)
    return parser.parse_args()


def chosen(said: Namespace) -> list[Any]:
    """The mutants to try: every one of a package, or a sample."""
    from benchmarks.mutants.making import mutants_of
    from benchmarks.mutants.reach import REPOSITORY

    files = sorted((REPOSITORY / "oneworkforce" / said.package).rglob("*.py"))
    paths = [str(file.relative_to(REPOSITORY)) for file in files if "migrations" not in file.parts]
    every = [mutant for path in paths for mutant in mutants_of(path, REPOSITORY)]
    known = {one["id"]: one["by"] for one in outcomes(said.outcomes)}
    if said.again:
        return [mutant for mutant in every if known.get(mutant.id) == "survived" and mutant.id.startswith(said.only)]
    if said.sample:
        random.Random(said.seed).shuffle(every)  # noqa: S311
        sample = []
        while every and len(sample) < said.sample:
            mutant = every.pop(0)
            if mutant.source() is not None:
                sample.append(mutant)
        every = sorted(sample, key=lambda mutant: (mutant.path, mutant.line, mutant.column))
    return [mutant for mutant in every if mutant.id not in known and mutant.id.startswith(said.only)]


def try_mutants(said: Namespace) -> None:
    """Try each, and write down what became of it as it comes."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from benchmarks.mutants import children as saying
    from benchmarks.mutants import trying
    from benchmarks.mutants.reach import AT_IMPORT, Reach

    reach, mutants, began = Reach(said.file), chosen(said), time.perf_counter()
    print(f"{len(mutants)} mutants to try", flush=True)
    said.outcomes.parent.mkdir(parents=True, exist_ok=True)
    written = said.outcomes.open("a")

    def report(outcome: saying.Outcome) -> None:
        if outcome.by == saying.CANNOT and outcome.mutant.source() is not None:
            cannot.append(outcome.mutant)
            return
        if outcome.by != saying.CANNOT:
            print(saying.as_line(outcome), file=written, flush=True)
        if outcome.survived:
            print(f"{outcome.mutant.id}  {outcome.mutant.before}  →  {outcome.mutant.after}", flush=True)

    cannot: list[Any] = []
    children = saying.Children(said.processes, report)
    loading = [mutant for mutant in mutants if trying.runs_while_loading(mutant, reach)]
    living = [mutant for mutant in mutants if mutant not in loading]

    def load(some: list[Any]) -> None:
        for mutant in some:
            own = [test for test in reach.of_file(mutant.path) if test != AT_IMPORT]
            own.sort(key=lambda test: not test.startswith(f"tests/{said.package}/"))
            tests = trying.within(own, reach, said.seconds)
            attempt = partial(trying.try_loading, mutant=mutant, reach=reach, migrated=migrated, tests=tests)
            children.start(mutant, len(tests), attempt)
        children.wait_for_all()

    with tempfile.TemporaryDirectory(prefix="oneworkforce-mutants-") as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        migrated = migrate(Path(folder))
        preload()
        if living:
            tried = os.fork()
            if not tried:
                run_living(trying, living, reach, children, said.seconds)
                load(cannot)
                os._exit(0)
            os.waitpid(tried, 0)
        load(loading)
    print(f"{time.perf_counter() - began:.0f} s")
    show(said.outcomes)


def run_living(trying: Any, living: list[Any], reach: Any, children: Any, seconds: float) -> None:
    """Those within functions, in a pytest of their own."""
    import pytest

    from benchmarks.mutants.reach import wanted

    plugin = trying.Living(living, reach, children, seconds)
    tests = {test for mutant in living for test in reach.of(mutant.path, mutant.lines)}
    arguments = ["-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    pytest.main([*arguments, *wanted(tests)], plugins=[plugin])


def migrate(folder: Path) -> Path:
    """A folder with a database that is migrated, as tests/databases.py makes one."""
    making = folder / "migrated"
    environment = {**os.environ, "ONEWORKFORCE_DATA_DIR": str(making)}
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, check=True)  # noqa: S603
    for extra in making.iterdir():
        if extra.is_dir():
            shutil.rmtree(extra)
    return making


def preload() -> None:
    """What is no part of this project, so that children do not load it again and again."""
    for name in NOT_OURS:
        importlib.import_module(name)


def outcomes(file: Path) -> list[dict[str, Any]]:
    """What is known; of a mutant that was tried again, what came last."""
    lines = file.read_text().splitlines() if file.exists() else []
    return list({one["id"]: one for one in map(json.loads, lines)}.values())


def show(file: Path) -> None:
    """The score, and each that survived."""
    every = outcomes(file)
    survived = [one for one in every if one["by"] == "survived"]
    for one in survived:
        print(f"{one['id']}  {one['before']}  →  {one['after']}   ({one['tests']} tests)")
    killed = len(every) - len(survived)
    print(f"{len(every)} mutants, {killed} killed, {killed / max(len(every), 1):.1%}")


if __name__ == "__main__":
    main()
