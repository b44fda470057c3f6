"""A copy of the database: whole, private, never over another file, and without anything that was there before."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from oneworkforce.config.backup import backup

COMMAND = "import sys; sys.argv[0] = 'oneworkforce'; from oneworkforce.config.cli import main; main()"
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); " + COMMAND
GIVEN = """
import django; django.setup()
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft
from oneworkforce.gathering.questionnaires.saving.saves import save_answers, save_comment
from oneworkforce.gathering.questionnaires.models import Draft
from tests.gathering.questionnaires.given import open_assessment, start
assessment = open_assessment()
for word in ("waits", "deleted"):
    code = start(assessment)
    save_answers(key=draft_key(code), changes={0: "3"})
    save_comment(key=draft_key(code), theme="complementary-roles", text=f"this {word}")
    if word == "deleted":
        Draft.objects.get(pk=draft_key(code)).delete()
    else:
        send_draft(key=draft_key(code))
"""


def run(folder: Path, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python over a data folder of its own."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "ONEWORKFORCE_DATABASE_URL"},
        "ONEWORKFORCE_DATA_DIR": str(folder / "data"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DJANGO_SETTINGS_MODULE": "oneworkforce.config.settings",
    }
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, umask=0)


@pytest.fixture(scope="module")
def given(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database in which answers wait, and others were deleted."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "data").mkdir(mode=0o700)
    shutil.copy(migrated_file, folder / "data")
    made = run(folder, GIVEN)
    assert made.returncode == 0, made.stderr
    return folder / "data"


@pytest.fixture
def folder(given: Path, tmp_path: Path) -> Path:
    """A folder with a copy of that."""
    shutil.copytree(given, tmp_path / "data")
    return tmp_path


def test_the_copy_is_whole_private_and_without_a_past(folder: Path) -> None:
    copy = folder / "copy.sqlite3"
    ran = run(folder, COMMAND, "backup", copy)
    assert ran.returncode == 0, ran.stderr
    assert copy.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA freelist_count").fetchall() == [(0,)]
        assert database.execute("SELECT text FROM questionnaires_draftcomment").fetchall() == [("this waits",)]
        assert database.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 30
    assert b"this deleted" not in copy.read_bytes()
    assert copy.read_bytes().count(b"this waits") == 1
    assert sorted(path.name for path in folder.iterdir()) == ["copy.sqlite3", "data"]


def test_a_file_that_is_there_stays(folder: Path) -> None:
    copy = folder / "copy.sqlite3"
    copy.write_text("mine")
    ran = run(folder, COMMAND, "backup", copy)
    assert ran.returncode == 1
    assert "is there already" in ran.stderr
    assert copy.read_text() == "mine"


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    ran = run(folder, FULL, "backup", folder / "copy.sqlite3")
    assert ran.returncode == 1
    assert "Nothing was left there" in ran.stderr
    assert [path.name for path in folder.iterdir()] == ["data"]


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    ran = run(folder, COMMAND, "backup", folder / "nowhere" / "copy.sqlite3")
    assert ran.returncode == 1
    assert "No such file or directory" in ran.stderr


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_says_how_it_is_done() -> None:
    ran = CliRunner().invoke(backup, ["copy"])
    assert ran.exit_code == 1
    assert "pg_dump --format=custom --file=copy" in ran.output
