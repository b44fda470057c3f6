"""An assessment is held for a purpose: who answers goes on while others list, plan and write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, connections, transaction

from oneworkforce.action_plans.actions import WantedGoal, set_goals
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.holding import WAITS_FOR, Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.letters.actions import write_words
from oneworkforce.invitations.letters.words import LetterWords, begun_with
from oneworkforce.invitations.lists.actions import invite_people
from oneworkforce.invitations.lists.reading.person import Person
from oneworkforce.plans.actions import add_activity
from tests.factories import make_assessment
from tests.gathering.questionnaires.given import open_assessment, send, start

Act = Callable[[Assessment], object]


def take_in_a_list(assessment: Assessment) -> None:
    person = Person(2, "guest@example.org", "frontline", "First wave", "Guest")
    invite_people(assessment=assessment, people=[person], by=None)


def write_a_letter(assessment: Assessment) -> None:
    begun = begun_with("invitation", "en-gb")
    words = LetterWords("invitation", "en-gb", "Tell us", begun.body)
    write_words(assessment=assessment, words=words, shown=begun.fingerprint, by=None)


def set_a_goal(assessment: Assessment) -> None:
    goals = {("complementary-roles", ""): WantedGoal(Decimal("4.0"), None)}
    set_goals(assessment=assessment, goals=goals, by=None)


def plan_something(assessment: Assessment) -> None:
    add_activity(assessment=assessment, by=None, activity="Meet")


def close(assessment: Assessment) -> None:
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)


def holding(purpose: Purpose) -> Act:
    """Something that holds an assessment for a purpose, and does nothing else."""
    return lambda assessment: hold(assessment, purpose)


@contextmanager
def under_way(act: Act, assessment: Assessment) -> Iterator[None]:
    """Somebody else has done a thing, and their transaction has not ended yet."""
    done, may_end, faults = threading.Event(), threading.Event(), []

    def somebody_else() -> None:
        try:
            with transaction.atomic():
                act(Assessment.objects.get(pk=assessment.pk))
                done.set()
                may_end.wait(60)
        except Exception as fault:
            faults.append(fault)
        finally:
            done.set()
            connections.close_all()

    thread = threading.Thread(target=somebody_else)
    thread.start()
    try:
        assert done.wait(60)
        assert not faults
        yield
    finally:
        may_end.set()
        thread.join()


def waits(act: Act, assessment: Assessment, milliseconds: int) -> bool:
    """Whether a thing has to wait for a lock, for as long as is given it at most. What it did is taken back."""
    try:
        with transaction.atomic():
            connection.cursor().execute(f"SET LOCAL lock_timeout = {milliseconds}")
            act(Assessment.objects.get(pk=assessment.pk))
            transaction.set_rollback(True)
    except OperationalError as fault:
        if "lock timeout" not in str(fault):
            raise
        return True
    return False


AT_LEAST, AT_MOST = 200, 5_000
"""How long who has to wait is given, and who has not, in milliseconds."""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_starts_saves_and_sends_does_not_wait() -> None:
    assessment = open_assessment()
    start(assessment)  # the link is there
    acts = [take_in_a_list, write_a_letter, set_a_goal, plan_something]
    for act in [*acts, *map(holding, set(Purpose) - {Purpose.ANSWERS, Purpose.STAGE})]:
        with under_way(act, assessment):
            assert not waits(send, assessment, AT_MOST)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_do_the_same_take_turns() -> None:
    for act in (take_in_a_list, write_a_letter, set_a_goal, plan_something):
        assessment = make_assessment()
        with under_way(act, assessment):
            assert waits(act, assessment, AT_LEAST)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_close_waits_for_what_hangs_on_the_stage() -> None:
    for act in (take_in_a_list, set_a_goal, plan_something, start):
        assessment = open_assessment()
        with under_way(act, assessment):
            assert waits(close, assessment, AT_LEAST)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_starts_waits_for_a_close() -> None:
    assessment = open_assessment()
    with under_way(close, assessment):
        assert waits(start, assessment, AT_LEAST)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_table_says_who_waits_for_whom() -> None:
    assessment, another = make_assessment(), make_assessment()
    for first in Purpose:
        with under_way(holding(first), assessment):
            for second in Purpose:
                expected = first == second or first in WAITS_FOR[second]
                allowed = AT_LEAST if expected else AT_MOST
                assert waits(holding(second), assessment, allowed) == expected, (first, second)
            assert not waits(holding(first), another, AT_MOST)


def test_waiting_is_mutual() -> None:
    for purpose, others in WAITS_FOR.items():
        for other in others:
            assert purpose in WAITS_FOR[other]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_outside_a_transaction() -> None:
    assessment = make_assessment()
    with pytest.raises(RuntimeError, match="transaction"):
        hold(assessment, Purpose.PLAN)


@pytest.mark.django_db
def test_who_holds_gets_it_as_it_is_now() -> None:
    seen = make_assessment(stage=Stage.OPEN)
    close(Assessment.objects.get(pk=seen.pk))
    assert hold(seen, Purpose.PLAN).stage == Stage.CLOSED
