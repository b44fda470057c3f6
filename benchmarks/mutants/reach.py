"""Which tests run which lines: measured once, with coverage's contexts, and kept in a file.

Only what tests run in their own process counts: a mutant lives there. So journeys, and tests of processes of their own,
are of no use here; nor are those marked `once`, which take long.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import coverage
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CHOSEN = ["-m", "not browser and not postgres and not once"]
AT_IMPORT = ""


def wanted(tests: Iterable[str]) -> list[str]:
    """Arguments for pytest: the files of these tests. Those of `analysis` need no Django, and start at once without."""
    files = sorted({test.partition("::")[0] for test in tests})
    if all(file.startswith("tests/analysis/") for file in files):
        return ["-c", str(Path(__file__).with_name("plain.ini")), f"--rootdir={REPOSITORY}", *files]
    return [*CHOSEN, *files]


class Reach:
    """Tests by line, and how long each takes. The context `AT_IMPORT`: what runs while modules are loaded."""

    def __init__(self, file: Path) -> None:
        kept = json.loads(file.read_text())
        self.seconds: dict[str, float] = kept["seconds"]
        self.tests: dict[str, dict[int, list[str]]] = {
            path: {int(line): tests for line, tests in lines.items()} for path, lines in kept["tests"].items()
        }

    def of(self, path: str, lines: range) -> list[str]:
        """The tests that run any of these lines, the quickest first, and AT_IMPORT among them.

        One case of each test comes before the second of any: the quickest of all are hundreds of pages refused.
        """
        found = {test for line in lines for test in self.tests.get(path, {}).get(line, ())}
        cases: Counter[str] = Counter()
        turns = []
        for test in sorted(found, key=lambda test: self.seconds.get(test, 0.0)):
            name = test.partition("[")[0]
            turns.append((cases[name], self.seconds.get(test, 0.0), test))
            cases[name] += 1
        return [test for _turn, _seconds, test in sorted(turns)]

    def of_file(self, path: str) -> list[str]:
        """The tests that run anything in a file."""
        lines = self.tests.get(path, {})
        return self.of(path, range(max(lines, default=0) + 1))


class Measuring:
    """A pytest plugin that writes down the tests of each line."""

    def __init__(self, sources: list[str]) -> None:
        self.seconds: dict[str, float] = {}
        self.coverage = coverage.Coverage(data_file=None, branch=False, config_file=False, source=sources)
        self.coverage.start()

    def pytest_configure(self) -> None:
        """Before tests are collected."""
        steady_examples()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Lines run in a test are its own."""
        self.coverage.switch_context(item.nodeid)
        began = time.perf_counter()
        result = yield
        self.seconds[item.nodeid] = round(time.perf_counter() - began, 4)
        self.coverage.switch_context(AT_IMPORT)
        return result

    def write(self, file: Path) -> None:
        """Keep what was seen, in place of what the file said of these tests."""
        self.coverage.stop()
        kept = json.loads(file.read_text()) if file.exists() else {"seconds": {}, "tests": {}}
        tests: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for path, lines in kept["tests"].items():
            for line, of_line in lines.items():
                tests[path][line] = [test for test in of_line if test not in self.seconds]
        data = self.coverage.get_data()
        for path in data.measured_files():
            for line, of_line in data.contexts_by_lineno(path).items():
                found = tests[str(Path(path).relative_to(REPOSITORY))][str(line)]
                found += [test for test in of_line if test not in found]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"seconds": {**kept["seconds"], **self.seconds}, "tests": tests}))


def steady_examples() -> None:
    """The same examples each time, as many as ever, and no time spent on a nicer one once a test has failed."""
    from hypothesis import Phase, settings  # not before pytest, which rewrites its asserts

    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    settings.load_profile("mutants")


def measure(file: Path, packages: list[str], arguments: list[str]) -> None:
    """Run tests, and keep which lines of the packages each of them runs; beside what is known of other tests."""
    plugin = Measuring([str(REPOSITORY / "oneworkforce" / package) for package in packages])
    status = pytest.main(["-q", "-p", "no:cacheprovider", *CHOSEN, *arguments], plugins=[plugin])
    plugin.write(file)
    if status != pytest.ExitCode.OK:
        raise SystemExit("Some tests fail without any mutant.")
