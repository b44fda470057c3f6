"""Before a close: who is still needed, and what a close now would do to small groups."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.closing import close_warnings, still_needed
from oneworkforce.assessments.commands import close_assessment
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment, make_member, make_partnership
from tests.gathering.questionnaires.given import send_many

pytestmark = pytest.mark.django_db
FRONT, LEADERS = "Front-line staff and their managers", "Leaders and managers"


def said(assessment: Assessment) -> list[str]:
    return [str(warning) for warning in close_warnings(assessment)]


def test_nobody_is_warned_where_enough_have_answered_or_nobody_has() -> None:
    assessment = make_assessment()
    assert said(assessment) == []
    assert [str(one) for one in still_needed(assessment)] == [
        f"{FRONT}: 0 answered, 10 needed.",
        f"{LEADERS}: 0 answered, 10 needed.",
    ]
    send_many(assessment, 45)  # some of them are released, and some wait
    assert said(assessment) == []
    assert [one.needed for one in still_needed(assessment)] == [f"{LEADERS}: 0 answered, 10 needed."]


def test_a_small_group_beside_a_total_stays_hidden_for_good() -> None:
    partnership = make_partnership()
    partnership.staff_groups.create(key="heads", name="Heads", audience="leaders", order=9)
    assessment = make_assessment(partnership)
    send_many(assessment, 45)
    send_many(assessment, 8, "leaders")
    beside = (
        f"{LEADERS}: 8 answered, 10 needed. If you close now, their own results, and beside them those of {FRONT}, "
        "stay hidden in this assessment even if more answer later."
    )
    assert said(assessment) == [beside]
    send_many(assessment, 2, "heads")
    alone = "If you close now, their own results stay hidden in this assessment even if more answer later."
    assert said(assessment) == [f"{LEADERS}: 8 answered, 10 needed. {alone}", f"Heads: 2 answered, 10 needed. {alone}"]
    send_many(assessment, 2, "leaders")
    send_many(assessment, 8, "heads")
    assert said(assessment) == []


def test_where_no_total_would_be_shown_a_group_can_be_mended() -> None:
    assessment = make_assessment()
    send_many(assessment, 8, "leaders")
    assert said(assessment) == [
        f"{LEADERS}: 8 answered, 10 needed. If you close now, their own results are not shown. If you open it again, "
        "that takes 10 more answers from them."
    ]


def test_opened_again_new_answers_need_to_be_enough_by_themselves() -> None:
    assessment = make_assessment()
    send_many(assessment, 45)
    for stage in (Stage.CLOSED, Stage.OPEN):
        change_stage(assessment=assessment, to=stage, by=None)
    send_many(assessment, 4)
    assert said(assessment) == [
        f"{FRONT}: 4 answered since the last close, 10 needed. If you close now, their answers are not counted. They "
        "wait for more."
    ]
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert still_needed(assessment) == []


def test_a_warning_reads_no_answer() -> None:
    one, other = make_assessment(), make_assessment()
    send_many(one, 8, "leaders", score="1")
    send_many(other, 8, "leaders", score="n")
    assert said(one) == said(other)


def test_the_command_warns_before_it_closes() -> None:
    assessment = make_assessment()
    send_many(assessment, 8, "leaders")
    result = CliRunner().invoke(close_assessment, [assessment.key])
    assert result.exit_code == 0
    warned, closed = result.stderr.splitlines()
    assert warned.startswith(f"{LEADERS}: 8 answered, 10 needed.")
    assert closed.endswith("is closed.")


@pytest.mark.parametrize(("typed", "closed"), [("y\n", True), ("n\n", False)])
def test_the_command_asks_where_somebody_is_there(monkeypatch: pytest.MonkeyPatch, typed: str, closed: bool) -> None:
    assessment = make_assessment()
    send_many(assessment, 8, "leaders")
    monkeypatch.setattr("oneworkforce.assessments.commands.somebody_is_there", lambda: True)
    result = CliRunner().invoke(close_assessment, [assessment.key], input=typed)
    assessment.refresh_from_db()
    assert (assessment.stage == Stage.CLOSED) is closed
    assert (result.exit_code == 0) is closed
    again = CliRunner().invoke(close_assessment, [assessment.key, "--yes"])
    assert again.exit_code == 0


def test_the_page_of_who_takes_part_says_how_many_are_still_needed(signed_in) -> None:  # type: ignore[no-untyped-def]
    assessment = make_assessment()
    send_many(assessment, 12)
    client = signed_in(make_member(assessment.partnership))
    page = f"/p/{assessment.partnership.key}/a/{assessment.key}/take-part/response/"
    found = client.get(page).content.decode()
    assert "Still needed before the close" in found
    assert f"{LEADERS}: 0 answered, 10 needed." in found
    assert f"{FRONT}: 12" not in found
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert "Still needed" not in client.get(page).content.decode()
