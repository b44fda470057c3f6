"""Where answers wait as one person knows most of them, pages say so, and do not say that they came too late."""

from __future__ import annotations

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from tests.factories import make_assessment, make_member
from tests.gathering.questionnaires.given import send, send_many
from tests.results.pages import page, words_of


def test_pages_say_why_answers_wait(db: None, signed_in) -> None:  # type: ignore[no-untyped-def]
    assessment = make_assessment(k=5)
    send_many(assessment, 20)
    send(assessment)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    client = signed_in(make_member(assessment.partnership))
    why = "21 people’s answers wait to be counted, since one person typed, checked or imported most of their group’s."
    first = words_of(page(client, assessment))
    assert why in first
    assert "too late" not in first
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send_many(assessment, 6, "leaders")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    whole, one = words_of(page(client, assessment)), words_of(page(client, assessment, "outcome-focus"))
    assert f"27 people answered. {why}" in whole
    assert "Front-line staff and their managers Not counted yet" in whole
    assert "Front-line staff and their managers: what 21 people said of this is not counted yet." in one
    assert "too late" not in whole + one
