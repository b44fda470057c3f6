"""The server's fault costs no message a try; a message's fault costs no other message anything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.worker import Stopping
from oneworkforce.mail import outbox, server
from oneworkforce.mail.models import Message, MessageState, Trouble
from oneworkforce.mail.rounds import AGAIN_AFTER, MailRounds
from oneworkforce.mail.worker import run_once
from tests.mail.sink import DROP, HANG, Sink
from tests.mail.world import until

pytestmark = pytest.mark.django_db
WAITING, SENT, FAILED = MessageState.WAITING, MessageState.SENT, MessageState.FAILED


@pytest.fixture
def rounds(sink: Sink) -> Iterator[MailRounds]:
    """A worker's rounds, by hand."""
    stop = Stopping()
    by_hand = MailRounds(my_name(), stop)
    yield by_hand
    by_hand.office.close()
    stop.close()


def states() -> dict[str, tuple[str, int]]:
    return {about: (state, tries) for about, state, tries in Message.objects.values_list("about", "state", "tries")}


def a_second_passes(rounds: MailRounds) -> None:
    """As if it had: the server is left alone for no longer than that."""
    rounds._not_before -= 1
    assert rounds._not_before <= time.monotonic()


def unclaimed() -> bool:
    return set(Message.objects.values_list("claimed_by", "claimed_until")) == {("", None)}


@pytest.mark.parametrize("when", ["connect", "EHLO", "MAIL"])
@pytest.mark.parametrize("answer", ["421 too busy", "451 not now", "554 go away", DROP])
def test_a_server_that_takes_nothing_costs_no_message_a_try(
    sink: Sink, rounds: MailRounds, when: str, answer: str
) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(30)))
    sink.rule = lambda said, _taken: answer if said.startswith((when, "HELO" if when == "EHLO" else when)) else None
    assert rounds.one_round() == 0
    assert rounds.one_round() == 0, "it is left alone for a while"
    assert set(states().values()) == {(WAITING, 0)}
    assert unclaimed()
    assert Trouble.objects.count() == 1
    sink.rule = None
    a_second_passes(rounds)
    assert rounds.one_round() == 5, "carefully at first"
    assert rounds.one_round() == 25
    assert len({mail.to for mail in sink.mails}) == len(sink.mails) == 30
    assert not Trouble.objects.exists()


def test_nobody_listens_for_a_while(sink: Sink, rounds: MailRounds) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(3)))
    sink.hang_up()
    assert rounds.one_round() == 0
    assert "refused" in Trouble.objects.get().said
    sink.listen()
    a_second_passes(rounds)
    assert rounds.one_round() == 3


def test_it_is_left_alone_for_longer_each_time(sink: Sink, rounds: MailRounds) -> None:
    outbox.enqueue(kind="test", abouts=["1"])
    sink.hang_up()
    waits = []
    for _try in range(9):
        rounds._not_before = 0
        rounds.one_round()
        waits.append(round(rounds._not_before - time.monotonic()))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize("when", ["RCPT", "."])
def test_one_message_that_is_refused_for_now_waits_alone(sink: Sink, rounds: MailRounds, when: str) -> None:
    outbox.enqueue(kind="test", abouts=["slow", "1", "2"])
    refusing = []

    def rule(said: str, _taken: int) -> str | None:
        refusing.append(
            said.startswith("RCPT TO:<personslow") or (bool(refusing) and refusing[-1] and said[:4] != "RCPT")
        )
        return "451 4.3.0 try later, personslow@example.org" if refusing[-1] and said.startswith(when) else None

    sink.rule = rule
    assert rounds.one_round() == 3
    assert states() == {"slow": (WAITING, 1), "1": (SENT, 0), "2": (SENT, 0)}
    slow = Message.objects.get(about="slow")
    assert slow.fault == "451 4.3.0 try later, …"
    assert timedelta(seconds=50) < slow.due - timezone.now() <= AGAIN_AFTER[0]
    assert not Trouble.objects.exists()


def test_a_message_is_given_up_after_the_last_of_its_tries(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=["1"])
    sink.rule = lambda said, _taken: "450 4.2.1 not now" if said.startswith("RCPT") else None
    for turn in range(len(AGAIN_AFTER) + 1):
        assert states()["1"] == (WAITING, turn)
        Message.objects.update(due=timezone.now())
        run_once()
    assert states()["1"][0] == FAILED
    assert sum(AGAIN_AFTER, timedelta()) > timedelta(days=2)


@pytest.mark.parametrize("when", ["RCPT", "DATA", "."])
def test_a_refusal_for_good_ends_that_message_alone(sink: Sink, rounds: MailRounds, when: str) -> None:
    outbox.enqueue(kind="test", abouts=["gone", "1", "2"])
    about = []

    def rule(said: str, _taken: int) -> str | None:
        about.append("gone" if "persongone" in said else "" if said.startswith("RCPT") or not about else about[-1])
        return "550 5.1.1 <persongone@example.org>: no such user" if about[-1] and said.startswith(when) else None

    sink.rule = rule
    assert rounds.one_round() == 3
    assert states() == {"gone": (FAILED, 0), "1": (SENT, 0), "2": (SENT, 0)}
    assert "example.org" not in Message.objects.get(about="gone").fault


def test_a_server_that_refuses_all_for_now_spends_few_tries(sink: Sink, rounds: MailRounds) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(60)))
    sink.rule = lambda said, _taken: "452 4.3.1 disk full" if said.startswith("RCPT") else None
    for _round in range(4):
        rounds._not_before = 0
        rounds.one_round()
    spent = [tries for _state, tries in states().values()]
    assert sum(spent) == 20
    assert max(spent) == 1
    assert Trouble.objects.exists()


def test_a_server_that_refuses_all_for_good_is_asked_slowly(sink: Sink, rounds: MailRounds) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(100)))
    sink.rule = lambda said, _taken: "554 5.7.1 not wanted here" if said.startswith("RCPT") else None
    for _round in range(3):
        rounds.one_round()
    assert Message.objects.filter(state=FAILED).count() == 20
    assert Message.objects.filter(state=WAITING).count() == 80


def test_a_connection_that_ends_after_some_mails_is_made_anew_at_once(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(25)))
    sink.rule = lambda said, taken: "421 enough for now" if said.startswith("MAIL") and _is_limit(sink, taken) else None
    assert run_once() == 25
    assert len({mail.to for mail in sink.mails}) == len(sink.mails) == 25
    assert sink.connections == 3
    assert set(states().values()) == {(SENT, 0)}


def _is_limit(sink: Sink, taken: int) -> bool:
    """Ten mails a connection."""
    return taken == 10 * sink.connections


def test_a_message_that_makes_the_server_hang_up_does_not_hold_up_others(sink: Sink, rounds: MailRounds) -> None:
    outbox.enqueue(kind="test", abouts=["poison", *map(str, range(20))])
    sink.rule = lambda said, _taken: DROP if "personpoison" in said else None
    for _round in range(10):
        rounds._not_before = 0
        rounds.one_round()
    assert states().pop("poison") == (WAITING, 1)
    assert Message.objects.filter(state=SENT).count() == 20


def test_a_server_that_never_answers_is_given_up(
    sink: Sink, rounds: MailRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "ANSWERING", 1)
    outbox.enqueue(kind="test", abouts=["1"])
    sink.rule = lambda said, _taken: HANG if said == "." else None
    rounds.one_round()
    assert states()["1"] == (WAITING, 1)
    assert unclaimed()


def test_claims_last_while_the_server_takes_its_time(
    sink: Sink, rounds: MailRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneworkforce.mail.claims.RENEWED_AFTER", timedelta(milliseconds=100))
    renewed: list[Any] = []

    def rule(said: str, _taken: int) -> str | None:
        if said == "." and not renewed:
            renewed.append(None)
            until(lambda: len(seen) >= 2)
        return None

    seen: list[int] = []
    keep = rounds._keep_claims
    rounds.office._while_waiting = lambda: (keep(), seen.append(len(rounds._claimed)))  # type: ignore[union-attr]
    outbox.enqueue(kind="test", abouts=["1", "2"])
    sink.rule = rule
    assert rounds.one_round() == 2
    assert seen[:2] == [2, 2]
    assert len(sink.mails) == 2
