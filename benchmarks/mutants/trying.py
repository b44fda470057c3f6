"""Runs tests over mutants in children of a process that has loaded everything already.

A change within a function is put into the live function, whose code is replaced: nothing is loaded again, so that a
mutant costs what its tests do. A change of what runs while modules are loaded, such as a class body, needs a child of a
process that has not loaded them (`Loading`).
"""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from benchmarks.mutants.children import CANNOT, SURVIVED, Children, Outcome
from benchmarks.mutants.making import Mutant
from benchmarks.mutants.reach import AT_IMPORT, REPOSITORY, Reach, steady_examples, wanted

RUN_ONCE = {"oneworkforce/ui/jinja.py"}
"""The engine of templates is made by whoever shows the first page."""
LONGEST = 20.0
"""Seconds that a test may take besides ten times what it usually does: a mutant may never end."""


class Failures:
    """A pytest plugin that knows whether a test has failed."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.failed: str | None = None
        self.pipe: int | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Of its set-up and its end, too. A child is done then: to say how a test failed takes longer than the test."""
        if call.excinfo and not isinstance(call.excinfo.value, pytest.skip.Exception):
            self.failed = item.nodeid
            self.say(item.nodeid)
            print(call.excinfo.getrepr(style="short"))

    def say(self, said: str) -> None:
        """In a child, the last that it does."""
        if self.pipe is not None:
            os.write(self.pipe, said.encode())
            os._exit(0)

    def set_alarm(self, test: str) -> None:
        """From now on, no longer than a test may take."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LONGEST + 10 * self.reach.seconds.get(test, 0.0))


class Living(Failures):
    """A pytest plugin that, in place of running the tests it has collected, tries mutants within functions."""

    def __init__(self, mutants: Sequence[Mutant], reach: Reach, children: Children, seconds: float) -> None:
        super().__init__(reach)
        self.mutants, self.children, self.seconds = mutants, children, seconds

    def pytest_configure(self) -> None:
        """Before tests are collected."""
        steady_examples()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """One child for each mutant. The database is set up before, by a test that touches it."""
        for path in sorted({mutant.path for mutant in self.mutants}):
            importlib.import_module(module_name(path))
        self.items = {item.nodeid: item for item in session.items}
        for first in [item for item in session.items if item.get_closest_marker("database")][:1]:
            first.config.hook.pytest_runtest_protocol(item=first, nextitem=session)
            if self.failed:
                raise SystemExit(f"{self.failed} fails without any mutant.")
        functions = functions_of({mutant.path for mutant in self.mutants})
        gc.collect()
        gc.freeze()
        for mutant in self.mutants:
            tests = within(self.tests(mutant), self.reach, self.seconds)
            self.children.start(mutant, len(tests), lambda pipe, m=mutant, t=tests: self.attempt(pipe, m, t, functions))
        self.children.wait_for_all()
        self.check_that_they_pass()
        return True

    def check_that_they_pass(self) -> None:
        """What killed a mutant has to pass without one, in a child like the others."""
        report, self.children.report = self.children.report, self.refuse
        for test in sorted(self.children.killers & self.items.keys()):
            self.children.start(self.mutants[0], 1, lambda pipe, t=test: self.run(pipe, [t]))
        self.children.wait_for_all()
        self.children.report = report

    def refuse(self, outcome: Outcome) -> None:
        """:raises SystemExit: where no mutant was needed for a failure."""
        if not outcome.survived:
            raise SystemExit(f"{outcome.by} fails without any mutant.")

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that run its statement."""
        return [test for test in self.reach.of(mutant.path, mutant.lines) if test in self.items]

    def attempt(self, pipe: int, mutant: Mutant, tests: Sequence[str], functions: Functions) -> str:
        """In a child: change the function, and run the tests until one fails."""
        source = mutant.source()
        if source is None or not put_in(mutant, source, functions):
            return CANNOT
        return self.run(pipe, tests)

    def run(self, pipe: int, tests: Sequence[str]) -> str:
        """Run tests until one fails."""
        self.pipe = pipe
        for place, test in enumerate(tests):
            self.set_alarm(test)
            item, after = self.items[test], self.items[tests[min(place + 1, len(tests) - 1)]]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        return SURVIVED


class Loading(Failures):
    """A pytest plugin for a child that loads everything anew, with a changed file among it."""

    def __init__(self, reach: Reach, migrated: Path, tests: Sequence[str]) -> None:
        super().__init__(reach)
        self.migrated, self.order = migrated, {test: place for place, test in enumerate(tests)}

    def pytest_configure(self) -> None:
        """Before tests are collected."""
        steady_examples()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """The database is migrated already."""
        shutil.copytree(self.migrated, session.config._tmp_path_factory.getbasetemp() / "migrated")  # type: ignore[attr-defined]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Only those that are wanted, in the order wanted."""
        items[:] = sorted((item for item in items if item.nodeid in self.order), key=lambda i: self.order[i.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """No test takes for ever."""
        self.set_alarm(item.nodeid)


def try_loading(pipe: int, mutant: Mutant, reach: Reach, migrated: Path, tests: Sequence[str]) -> str:
    """In a child: put the changed file in the way of the real one, load everything, and run tests until one fails."""
    source = mutant.source()
    if source is None:
        return CANNOT
    sys.meta_path.insert(0, Changed(mutant.path, source))
    plugin = Loading(reach, migrated, tests)
    plugin.pipe = pipe
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 120)
    arguments = ["-x", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    status = pytest.main([*arguments, *wanted(tests)], plugins=[plugin])
    if status != pytest.ExitCode.OK:
        return "loading"
    return "makemigrations --check" if a_migration_is_missing() else SURVIVED


def a_migration_is_missing() -> bool:
    """What `make look` finds out of models."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    state = loader.project_state(), ProjectState.from_apps(apps)
    return bool(MigrationAutodetector(*state).changes(graph=loader.graph))


class Changed:
    """Finds one module changed."""

    def __init__(self, path: str, source: str) -> None:
        self.name, self.path, self.source = module_name(path), str(REPOSITORY / path), source

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        """Only this one."""
        if name != self.name:
            return None
        return spec_from_file_location(name, self.path, loader=_Loader(name, self.path, self.source))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.changed = source

    def get_code(self, _name: str) -> CodeType:
        return compile(self.changed, self.path, "exec", dont_inherit=True)


Functions = dict[tuple[str, str, int], list[FunctionType]]
"""By file, qualified name, and the line where each begins: all that live, decorated or not."""


def functions_of(paths: set[str]) -> Functions:
    """Every live function of these files."""
    files = {str(REPOSITORY / path): path for path in paths}
    found: Functions = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and (path := files.get(one.__code__.co_filename)):
            found[path, one.__code__.co_qualname, one.__code__.co_firstlineno].append(one)
    return found


def put_in(mutant: Mutant, source: str, functions: Functions) -> bool:
    """Give the live functions their changed code; False where there is none, or it has other variables around it."""
    changed = compile(source, str(REPOSITORY / mutant.path), "exec", dont_inherit=True)
    for code in codes(changed):
        if code.co_firstlineno == mutant.function and (
            live := functions.get((mutant.path, code.co_qualname, code.co_firstlineno))
        ):
            if any(one.__code__.co_freevars != code.co_freevars for one in live):
                return False
            for one in live:
                one.__code__ = code
            return True
    return False


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code and those in it, from the outside to the inside."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def module_name(path: str) -> str:
    """`oneworkforce/ui/forms.py` → `oneworkforce.ui.forms`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def within(tests: Sequence[str], reach: Reach, seconds: float) -> list[str]:
    """As many of the first tests as usually take no longer together."""
    taken, total = [], 0.0
    for test in tests:
        total += reach.seconds[test]
        if taken and total > seconds:
            break
        taken.append(test)
    return taken


def runs_while_loading(mutant: Mutant, reach: Reach) -> bool:
    """Whether its statement runs before any test does, or once in a process."""
    once = mutant.function is None or mutant.path in RUN_ONCE
    return once or AT_IMPORT in reach.of(mutant.path, mutant.lines)
