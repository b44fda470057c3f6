"""Answers as rows: the same format back, shuffled, and nothing in it that points at a few people."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires import actions
from oneworkforce.gathering.questionnaires.commands import answers
from oneworkforce.gathering.questionnaires.models import Sheet
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import K, columns_of, open_assessment, send_many, write_file

pytestmark = pytest.mark.django_db


def run(what: str, assessment: Assessment, *arguments: str) -> Result:
    return CliRunner().invoke(answers, [what, assessment.key, *arguments])


def close(assessment: Assessment) -> Assessment:
    return change_stage(assessment=assessment, to=Stage.CLOSED, by=None)


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def filled(assessment: Assessment, path: Path, rows: int) -> list[list[str]]:
    """Import made-up answers, close, and give the rows of the file."""
    write_file(path, assessment, rows, groups={"frontline": 1, "leaders": 1})
    assert run("import", assessment, str(path)).exit_code == 0
    close(assessment)
    return rows_of(path)


def test_what_went_in_comes_out_shuffled_and_goes_in_again(tmp_path: Path) -> None:
    assessment = open_assessment()
    given = filled(assessment, tmp_path / "in.csv", 2000)
    orders = []
    for name in ("out.csv", "again.csv"):
        result = run("export", assessment, "-o", str(tmp_path / name))
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
        assert "2,000 rows" in result.stderr
        back = rows_of(tmp_path / name)
        assert back[0] == given[0] == columns_of(assessment)
        assert Counter(map(tuple, back)) == Counter(map(tuple, given))
        orders.append(back)
    assert orders[0] != orders[1]
    second = open_assessment()
    assert run("import", second, str(tmp_path / "out.csv")).exit_code == 0
    close(second)
    assert sorted(Sheet.objects.filter(assessment=second).values_list("sheet", "sector", "locality")) == sorted(
        Sheet.objects.filter(assessment=assessment).values_list("sheet", "sector", "locality")
    )


def test_every_combination_that_leaves_is_shared_by_k(tmp_path: Path) -> None:
    assessment = open_assessment()
    filled(assessment, tmp_path / "in.csv", 150)
    result = run("export", assessment, "-o", str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")[1:]
    assert min(Counter(tuple(row[:3]) for row in rows).values()) >= K
    assert len(rows) == 150
    blanked = sum(not row[2] for row in rows) - sum(not row[2] for row in rows_of(tmp_path / "in.csv"))
    assert blanked > 0
    assert f"Localities blanked, where fewer than {K} people share a combination: {blanked}." in result.stderr


def test_a_small_group_is_left_out_and_the_others_do_not_give_it_away(tmp_path: Path) -> None:
    """With three leaders, "everyone" less the rows of the front line would be those three."""
    assessment = open_assessment()
    send_many(assessment, 20, score="2")
    send_many(assessment, 3, "leaders", score="5")
    close(assessment)
    result = run("export", assessment, "-o", str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")[1:]
    assert {row[0] for row in rows} == {"frontline"}
    assert len(rows) == 20
    assert "Left out: staff group leaders, which has 3 rows, fewer than 5." in result.stderr
    assert "Answers blanked" in result.stderr
    assert {cell for row in rows for cell in row[3:]} == {""}


def test_before_close_nothing_leaves(tmp_path: Path) -> None:
    for stage in (Stage.PLANNING, Stage.OPEN):
        result = run("export", make_assessment(make_partnership(), stage), "-o", str(tmp_path / "out.csv"))
        assert result.exit_code == 1
        assert "so you can’t export answers" in result.stderr
        assert not list(tmp_path.iterdir())


def test_an_export_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = open_assessment()
    send_many(assessment, 20)
    close(assessment)
    path = tmp_path / "out.csv"
    path.write_text("what stood there")

    def stumble(*_arguments: object, **_details: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(actions, "record", stumble)
        with pytest.raises(RuntimeError):
            actions.export_answers(assessment=assessment, path=path, by=None)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out.csv", "what stood there")]
    assert run("export", assessment, "-o", str(path)).exit_code == 0
    assert len(rows_of(path)) == 21


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    assessment = open_assessment()
    close(assessment)
    result = run("export", assessment, "-o", str(tmp_path / "no" / "such" / "folder.csv"))
    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr
    assert "Traceback" not in result.output


def test_an_export_is_audited_in_numbers_alone(tmp_path: Path) -> None:
    assessment = open_assessment()
    send_many(assessment, 20)
    close(assessment)
    run("export", assessment, "-o", str(tmp_path / "out.csv"))
    event = Event.objects.first()
    assert event is not None
    assert (event.what, event.assessment) == ("answers exported", assessment.key)
    assert event.details == {"people": 20, "locality_blanked": 0, "sector_blanked": 0, "left_out": 0}


def test_an_assessment_nobody_answered_gives_a_header(tmp_path: Path) -> None:
    assessment = close(open_assessment())
    assert run("export", assessment, "-o", str(tmp_path / "out.csv")).exit_code == 0
    assert rows_of(tmp_path / "out.csv") == [columns_of(assessment)]
