"""What a start loads. Counted in a process of its own, and never timed: what is not loaded takes no time."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps

from oneworkforce.config.cli import COMMANDS
from oneworkforce.config.loading import loading
from oneworkforce.when_needed import PLACES, found, when_needed
from tests.databases import FILE
from tests.processes import environment_for

LOADED = """
import sys
from oneworkforce.config.cli import oneworkforce
try:
    oneworkforce(sys.argv[1:])
finally:
    print("modules:", *sorted(sys.modules), file=sys.stderr)
"""
HEAVY = (
    "numpy",
    "openpyxl",
    "python_calamine",
    "typst",
    "yaml",
    "jinja2",
    "granian",
    "segno",
    "allauth.account.views",
    "PIL",
)
MOST_MODULES = 700
"""It is 659; Django with only its own apps is 536. It was 1,229 before registrations named their functions."""

PARTNERSHIP = """
key: fernvale
name: Fernvale Partnership
framework: one-childrens-workforce
people: [{name: Ola Officer, email: ola.officer@example.org, role: officer}]
localities: {town: Town}
assessments: [{key: fernvale-2026, name: Fernvale 2026, stage: open}]
"""


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded at its end."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, env=environment_for(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split("modules:")[1].split())


@pytest.fixture(scope="module")
def listing(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What `assessments --json` has loaded, with an assessment to list."""
    folder = tmp_path_factory.mktemp("starting")
    shutil.copy(migrated_file, folder / FILE)
    file = folder / "fernvale.yaml"
    file.write_text(PARTNERSHIP)
    loaded_by(folder, "load", str(file))
    return loaded_by(folder, "assessments", "--json")


def test_a_list_of_assessments_loads_no_page_no_figure_and_no_pack(listing: set[str]) -> None:
    assert not listing & set(HEAVY)
    assert not [name for name in listing if name.startswith("oneworkforce.") and name.endswith((".views", ".urls"))]
    assert "oneworkforce.gathering.questionnaires.people" in listing  # it did ask who answered
    assert len(listing) <= MOST_MODULES


def test_a_database_that_is_up_to_date_is_told_by_names_alone(listing: set[str]) -> None:
    assert not [name for name in listing if ".migrations." in name and name.startswith("oneworkforce.")]


FORKING = """
import gc, sys
from oneworkforce.config.cli import _start_django
_start_django()
from oneworkforce.config.database import close_before_forking
from oneworkforce.config.loading import load_for_web_processes
load_for_web_processes()
assert gc.isenabled() and gc.get_freeze_count() > 100_000, gc.get_freeze_count()
close_before_forking()
shared = set(sys.modules)
if not __import__("os").fork():
    from wsgiref.util import setup_testing_defaults
    from oneworkforce.config.wsgi import application
    asked, said = {}, []
    setup_testing_defaults(asked)
    page = b"".join(application(asked, lambda status, headers, *_: said.append(status)))
    print(said, b"</html>" in page, "still loaded:", *sorted(set(sys.modules) - shared))
    print("shared:", *sorted(shared))
else:
    __import__("os").wait()
"""


def test_web_processes_find_what_the_first_page_needs_loaded_before_they_fork(data_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKING], env=environment_for(data_folder), capture_output=True, text=True
    )
    page, shared = done.stdout.splitlines()
    said, still_loaded = page.split(" still loaded:")
    assert said == "['200 OK'] True", done.stderr
    assert len(still_loaded.split()) <= 8, still_loaded  # 5: what puts sign-in and messages on a page
    assert not {"openpyxl", "typst", "segno"} & set(shared.split())


@pytest.mark.parametrize("failing", [False, True])
def test_garbage_is_looked_for_again_after_loading(failing: bool) -> None:
    class LoadingFailed(Exception):
        pass

    try:
        with suppress(LoadingFailed), loading():
            assert not gc.isenabled()
            if failing:
                raise LoadingFailed
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_help_starts_no_django(tmp_path: Path) -> None:
    assert "django" not in loaded_by(tmp_path, "--help")


@pytest.mark.parametrize("place", sorted(PLACES))
def test_what_is_registered_by_name_is_there_in_an_app(place: str) -> None:
    assert callable(found(place))
    module = place.partition(":")[0]
    assert [app for app in apps.get_app_configs() if module.startswith(f"{app.name}.")]


def test_a_name_is_looked_up_at_the_call_and_not_before() -> None:
    stands_for = when_needed("oneworkforce.no_such_module:nothing")
    PLACES.discard("oneworkforce.no_such_module:nothing")
    with pytest.raises(ModuleNotFoundError):
        stands_for()


@pytest.mark.parametrize("place", [place for place, _needs, _line in COMMANDS.values()])
def test_every_command_is_where_the_list_says(place: str) -> None:
    assert callable(found(place))
