"""An analyst adds actions, changes them, follows them, and takes them away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from oneworkforce.accounts.models import Event
from oneworkforce.action_plans.actions import add_action, change_action, record_progress
from oneworkforce.action_plans.models import Action, ActionState
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from tests.action_plans.plans import address, date_fields, form_id_of, text_of, theme

TYPED = {
    "what": "Hold a first joint induction day.",
    "lead": "Learning and development",
    "measure": "All nine sectors took part.",
    "progress": "this field is not on the form",
    **date_fields("starts_on", "1", "9", "2027"),
    **date_fields("due_on", "31", "March", "2028"),
}


@pytest.fixture
def action(assessment: Assessment) -> Action:
    return add_action(assessment=assessment, what="Refresh the strategy.", lead="Head of service", by=None)


def test_an_added_action_stands_on_the_page(analyst: Client, viewer: Client, assessment: Assessment) -> None:
    one = theme(assessment)
    response = analyst.post(address(assessment, "action-add"), TYPED | {"theme": one.id})
    assert response["Location"].endswith("#actions")
    action = assessment.actions.get()
    assert (action.starts_on, action.due_on) == (date(2027, 9, 1), date(2028, 3, 31))
    assert (action.theme, action.state, action.progress) == (one.id, ActionState.NOT_STARTED, "")
    text = text_of(viewer.get(address(assessment, "what-we-will-do")))
    assert "Hold a first joint induction day. How we will know: All nine sectors took part." in text
    assert f"{one.name} Learning and development from 1 September 2027 due 31 March 2028 Not started" in text


def test_the_button_pressed_twice_adds_one(analyst: Client, assessment: Assessment) -> None:
    page = address(assessment, "action-add")
    typed = TYPED | {"form_id": form_id_of(analyst, page)}
    for _twice in range(2):
        assert analyst.post(page, typed).status_code == 302
    assert assessment.actions.count() == 1
    assert Event.objects.filter(what="action added").count() == 1


def test_the_same_form_with_other_words_adds_another(analyst: Client, assessment: Assessment) -> None:
    page = address(assessment, "action-add")
    typed = TYPED | {"form_id": form_id_of(analyst, page)}
    analyst.post(page, typed)
    analyst.post(page, typed | {"what": "Hold a second one."})
    assert assessment.actions.count() == 2


def test_the_id_of_the_form_outlives_a_fault(analyst: Client, assessment: Assessment) -> None:
    page = address(assessment, "action-add")
    response = analyst.post(page, TYPED | {"form_id": "this-very-form", "what": ""})
    assert 'name="form_id" value="this-very-form"' in response.content.decode()


def test_due_before_start_is_a_fault_and_nothing_typed_is_lost(analyst: Client, assessment: Assessment) -> None:
    typed = TYPED | date_fields("due_on", "1", "8", "2027")
    response = analyst.post(address(assessment, "action-add"), typed)
    assert "The action would be due before it starts. Change one of the dates." in text_of(response)
    for kept in ("Hold a first joint induction day.", "Learning and development", 'value="2027"', "All nine sectors"):
        assert kept in response.content.decode()
    assert not assessment.actions.exists()


def test_due_on_the_day_it_starts_is_no_fault(analyst: Client, assessment: Assessment) -> None:
    analyst.post(address(assessment, "action-add"), TYPED | date_fields("due_on", "1", "9", "2027"))
    assert assessment.actions.get().due_on == date(2027, 9, 1)


def test_ongoing_and_due_on_a_day_is_a_fault(analyst: Client, assessment: Assessment) -> None:
    response = analyst.post(address(assessment, "action-add"), TYPED | {"ongoing": "on"})
    assert "An ongoing action has no due date." in text_of(response)
    assert not assessment.actions.exists()
    analyst.post(address(assessment, "action-add"), TYPED | {"ongoing": "on"} | date_fields("due_on", "", "", ""))
    assert "ongoing" in text_of(analyst.get(address(assessment, "what-we-will-do")))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"what": " "}, "Say what will be done."),
        ({"what": "x" * 2001}, "“What will be done” can have at most 2,000 characters."),
        ({"theme": "no-such-theme"}, "Choose a theme from the list."),
        (date_fields("starts_on", "32", "1", "2027"), "Starts on: Give a date that exists"),
        (date_fields("due_on", "1", "1", "28"), "Due on: Give the year in four figures"),
    ],
)
def test_each_fault_has_its_words(analyst: Client, assessment: Assessment, typed: dict[str, str], fault: str) -> None:
    response = analyst.post(address(assessment, "action-add"), TYPED | typed)
    assert fault in text_of(response)
    assert not assessment.actions.exists()


def test_a_change_is_saved_and_its_fields_are_named(analyst: Client, assessment: Assessment, action: Action) -> None:
    record_progress(action=action, state="under way", progress="Begun.", by=None)
    page = address(assessment, "action-edit", pk=action.pk)
    assert "Head of service" in analyst.get(page).content.decode()
    analyst.post(page, TYPED)
    action.refresh_from_db()
    assert action.what == "Hold a first joint induction day."
    assert (action.state, action.progress) == ("under way", "Begun."), "progress has a page of its own"
    changed = Event.objects.get(what="action changed").details["changed"]
    assert changed == ["what", "lead", "starts_on", "due_on", "measure"]
    analyst.post(page, TYPED)
    assert Event.objects.filter(what="action changed").count() == 1, "the same again changes nothing"


def test_progress_in_words(analyst: Client, assessment: Assessment, action: Action) -> None:
    page = address(assessment, "action-progress", pk=action.pk)
    assert action.what in text_of(analyst.get(page))
    analyst.post(page, {"state": "under way", "progress": "Two of three days held."})
    text = text_of(analyst.get(address(assessment, "what-we-will-do")))
    assert "Under way Two of three days held." in text
    assert "Choose how far the action is." in text_of(analyst.post(page, {"state": "finished", "progress": "kept"}))


def test_removing_asks_first_and_twice_does_no_harm(analyst: Client, assessment: Assessment, action: Action) -> None:
    page = address(assessment, "action-remove", pk=action.pk)
    assert action.what in text_of(analyst.get(page))
    assert assessment.actions.exists()
    for _twice in range(2):
        assert analyst.post(page).status_code == 302
    assert not assessment.actions.exists()
    assert Event.objects.get(what="action removed").details == {"action": action.pk, "text": action.what}
    assert analyst.get(page).status_code == 302


def test_a_passed_date_is_said_in_words_until_it_is_done(
    analyst: Client, assessment: Assessment, action: Action
) -> None:
    change_action(action=action, due_on=timezone.localdate() - timedelta(days=2), by=None)
    page = address(assessment, "what-we-will-do")
    assert "The date has passed" in text_of(analyst.get(page))
    record_progress(action=action, state="done", progress="", by=None)
    assert "The date has passed" not in text_of(analyst.get(page))


def test_an_archived_assessment_keeps_its_actions_and_what_was_typed(
    analyst: Client, assessment: Assessment, action: Action
) -> None:
    for stage in (Stage.CLOSED, Stage.ARCHIVED):
        change_stage(assessment=assessment, to=stage, by=None)
    page = address(assessment, "action-edit", pk=action.pk)
    response = analyst.post(page, TYPED)
    assert "is archived, so you can’t" in text_of(response)
    assert "Hold a first joint induction day." in response.content.decode()
    assert "so you can’t change" in text_of(analyst.get(page, follow=True))
    response = analyst.post(address(assessment, "action-remove", pk=action.pk), follow=True)
    assert "is archived, so you can’t" in text_of(response)
    assert assessment.actions.get().what == "Refresh the strategy."


@pytest.mark.parametrize(
    "dates",
    [
        {"ongoing": True, "due_on": date(2028, 1, 1)},
        {"starts_on": date(2028, 1, 2), "due_on": date(2028, 1, 1)},
    ],
)
def test_dates_that_do_not_go_together_reach_no_plan(assessment: Assessment, action: Action, dates: dict) -> None:
    with pytest.raises(ValueError, match="date"):
        add_action(assessment=assessment, what="No", by=None, **dates)
    with pytest.raises(ValueError, match="date"):
        change_action(action=action, by=None, **dates)
    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.actions.create(what="Past every action", **dates)
