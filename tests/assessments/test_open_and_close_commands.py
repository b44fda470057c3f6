"""`oneworkforce open` and `oneworkforce close`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from oneworkforce.assessments.commands import close_assessment, open_assessment
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment, make_partnership

pytestmark = pytest.mark.django_db


def test_opening_and_closing_by_key() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    for command, stage in ((open_assessment, Stage.OPEN), (close_assessment, Stage.CLOSED)):
        for said in ("is", "already"):
            result = CliRunner().invoke(command, [assessment.key])
            assert (result.exit_code, result.stdout) == (0, "")
            assert said in result.stderr
            assessment.refresh_from_db()
            assert assessment.stage == stage
    assert assessment.times_closed == 1


def test_opening_warns_of_groups_that_are_too_small_to_be_shown() -> None:
    partnership = make_partnership()
    partnership.staff_groups.filter(key="leaders").update(people=7)
    partnership.staff_groups.filter(key="frontline").update(people=70)
    result = CliRunner().invoke(open_assessment, [make_assessment(partnership, Stage.PLANNING).key])
    assert "has 7 people" in result.stderr
    partnership.staff_groups.filter(key="leaders").update(people=1)
    result = CliRunner().invoke(open_assessment, [make_assessment(partnership, Stage.PLANNING).key])
    assert "has 1 person." in result.stderr
    assert "70" not in result.stderr


@pytest.mark.parametrize("command", [open_assessment, close_assessment])
def test_an_unknown_key_or_a_wrong_stage_is_said(command) -> None:  # type: ignore[no-untyped-def]
    result = CliRunner().invoke(command, ["nothing-like-it"])
    assert result.exit_code == 1
    assert "There is no assessment “nothing-like-it”" in result.stderr
    archived = make_assessment(stage=Stage.ARCHIVED)
    if command is open_assessment:
        result = CliRunner().invoke(command, [archived.key])
        assert result.exit_code == 1
        assert "can’t go straight from there" in result.stderr
