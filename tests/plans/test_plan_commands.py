"""`oneworkforce plan import` and `plan export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.config.cli import COMMANDS
from oneworkforce.plans.commands import plan
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> Result:
    return CliRunner().invoke(plan, [str(argument) for argument in arguments])


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment()


def test_the_console_script_finds_it() -> None:
    assert COMMANDS["plan"][0] == "oneworkforce.plans.commands:plan"


def test_imports_appending_or_replacing_and_exports_the_same_cells(assessment: Assessment, tmp_path: Path) -> None:
    file, out = tmp_path / "plan.csv", tmp_path / "out.csv"
    file.write_text("activity,when\nMeet,- June 1\n")
    for arguments, count in (((), 1), ((), 2), (("--replace",), 1)):
        done = run("import", assessment.key, file, *arguments)
        assert (done.exit_code, done.stdout) == (0, "")
        assert assessment.planned_activities.count() == count
    written = run("export", assessment.key, "-o", out)
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr == f"Written: {out}, with 1 line.\n"
    text = "when,activity,method,themes,groups,participants,lead,progress,state\r\n- June 1,Meet,,,,,,,planned\r\n"
    assert out.read_bytes() == text.encode()
    assert run("export", assessment.key).stdout_bytes == text.encode()


def test_says_when_lines_were_in_the_plan_already(assessment: Assessment, tmp_path: Path) -> None:
    assessment.planned_activities.create(activity="Typed on screen", themes=["outcome-focus"], groups=["leaders"])
    file, more = tmp_path / "plan.csv", tmp_path / "more.csv"
    more.write_text("activity,when\nMeet,- June 1\nMeet,- June 1\n")
    assert "already" not in run("import", assessment.key, more).stderr
    run("export", assessment.key, "-o", file)
    again = run("import", assessment.key, file)
    assert "3 of these lines were in the plan already, and are there twice now; --replace" in again.stderr
    assert "already" not in run("import", assessment.key, file, "--replace").stderr


def test_lists_every_fault_and_imports_nothing(assessment: Assessment, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("activity,themes,method\nFine,1,\n,9,\nMeet,,poll\n")
    done = run("import", assessment.key, file, "--replace")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()[:-1]] == [
        [f"{file}:3", "activity"], [f"{file}:3", "themes"], [f"{file}:4", "method"],
    ]  # fmt: skip
    assert done.stderr.splitlines()[-1] == "Error: Nothing was imported: there are 3 faults to put right."
    assert not assessment.planned_activities.exists()


def test_says_what_is_wrong(assessment: Assessment, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("activity\nMeet\n")
    for done, says in (
        (run("import", "nowhere", file), "no assessment “nowhere”"),
        (run("export", "nowhere"), "no assessment “nowhere”"),
        (run("import", assessment.key, tmp_path / "none.csv"), "does not exist"),
        (run("export", assessment.key, "-o", tmp_path / "none" / "plan.csv"), "could not be written"),
    ):
        assert done.exit_code != 0
        assert says in done.stderr
        assert isinstance(done.exception, SystemExit)


def test_an_archived_plan_is_not_imported_into(tmp_path: Path) -> None:
    assessment = make_assessment(stage=Stage.ARCHIVED)
    file = tmp_path / "plan.csv"
    file.write_text("activity\nMeet\n")
    done = run("import", assessment.key, file)
    assert done.exit_code == 1
    assert "archived" in done.stderr
    assert not assessment.planned_activities.exists()
