"""`oneworkforce invitations import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.config.cli import oneworkforce
from oneworkforce.invitations.models import Invitation
from tests.factories import make_assessment
from tests.invitations.lists.files import HEADING, INES, OLA
from tests.invitations.lists.people import make_invitation
from tests.tables.files import csv_of, hiding_a_row, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(key="spring-27")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(oneworkforce, ["invitations", "import", *arguments])


def written(folder: Path, data: bytes, name: str = "people.csv") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_people_are_invited(assessment: Assessment, tmp_path: Path) -> None:
    done = run("spring-27", written(tmp_path, xlsx_of(HEADING, INES, OLA), "people.xlsx"))
    assert done.exit_code == 0, done.output
    assert done.stdout == "", "what is said of it goes beside what a program would read"
    assert "2 new people." in done.stderr
    assert "0 invitations changed." in done.stderr
    assert set(Invitation.objects.values_list("email", flat=True)) == {"ines@example.org", "ola@example.org"}
    assert assessment.waves.get().name == "First wave"


def test_a_check_writes_nothing(assessment: Assessment, tmp_path: Path) -> None:
    make_invitation(assessment, email="ines@example.org", name="Ines")
    path = written(tmp_path, csv_of((*HEADING, "Wave"), (*INES, "Frist wave"), (*OLA, "")))
    done = run("spring-27", path, "--check")
    assert done.exit_code == 0, done.output
    wave = "The wave “Frist wave” would be made. Or is “First wave” meant?"
    for said in ("1 new person.", "1 invitation changed.", wave, "Nothing was written."):
        assert said in done.output
    assert Invitation.objects.get().name == "Ines"
    assert assessment.waves.count() == 1


def test_the_column_to_write_to_is_asked_for_and_given(assessment: Assessment, tmp_path: Path) -> None:
    path = written(tmp_path, csv_of((*HEADING, "E-mail address"), (*INES, "moth@work.example")))
    asked = run("spring-27", path)
    assert asked.exit_code == 1
    for said in ("E-mail: ines@example.org", "E-mail address: moth@work.example", "Say which with --address."):
        assert said in asked.output
    assert not Invitation.objects.exists()
    assert run("spring-27", path, "--address", "E-mail address").exit_code == 0
    assert Invitation.objects.get().email == "moth@work.example"


def test_what_a_workbook_hides_is_taken_in_by_choice(assessment: Assessment, tmp_path: Path) -> None:
    path = written(tmp_path, hiding_a_row(HEADING, INES, OLA), "people.xlsx")
    done = run("spring-27", path, "--check")
    assert "1 row that the sheet hides or filters out was left out: line 3." in done.output
    assert "1 new person." in done.output
    assert "2 new people." in run("spring-27", path, "--check", "--with-hidden").output


def test_every_fault_is_told_with_file_and_line(assessment: Assessment, tmp_path: Path) -> None:
    path = written(tmp_path, csv_of(HEADING, ("I", "nobody", "Nurses"), INES))
    done = run("spring-27", path)
    assert done.exit_code == 1
    assert f"{path}:2: E-mail: “nobody” is not an e-mail address" in done.output
    assert f"{path}:2: Staff group: “Nurses” is not a staff group" in done.output
    assert "Nothing was written." in done.output
    assert not Invitation.objects.exists()


def test_what_holds_for_lines_that_do_not_say_it(assessment: Assessment, tmp_path: Path) -> None:
    path = written(tmp_path, csv_of(("Email",), ("ines@example.org",)))
    assert run("spring-27", path, "--staff-group", "leaders", "--wave", "Pilot").exit_code == 0
    person = Invitation.objects.get()
    assert (person.staff_group.key, person.wave.name) == ("leaders", "Pilot")
    wrong = run("spring-27", path, "--staff-group", "leadrs")
    assert wrong.exit_code == 2
    assert "Did you mean “Leaders and managers”?" in " ".join(wrong.output.split())


def test_an_assessment_that_is_over_or_that_nobody_knows(tmp_path: Path) -> None:
    make_assessment(key="over", stage=Stage.CLOSED)
    path = written(tmp_path, csv_of(HEADING, INES))
    assert "so you can’t invite people" in run("over", path).output
    assert "There are:" in run("unknown", path).output
