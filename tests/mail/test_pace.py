"""All workers share the limit per minute."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.worker import Stopping
from oneworkforce.mail import outbox
from oneworkforce.mail.pace import places
from oneworkforce.mail.rounds import MailRounds
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("per_minute", [1, 7, 60, 90, 600, 10_000])
@pytest.mark.parametrize("workers", [1, 3])
def test_no_minute_has_more_and_none_that_matters_has_less(per_minute: int, workers: int) -> None:
    """Five minutes on a clock of our own; each worker asks as often as it may."""
    clock, sent = NOON, []
    while clock < NOON + timedelta(minutes=5):
        for _worker in range(workers):
            booked, first = places(100, per_minute=per_minute, now=clock)
            sent += [first + number * timedelta(minutes=1) / per_minute for number in range(booked)]
        clock += timedelta(seconds=0.25 if per_minute < 10_000 else 0.1)
    assert len(sent) == len(set(sent))
    sent.sort()
    crowded = [late - early for early, late in zip(sent, sent[per_minute:], strict=False)]
    assert min(crowded) >= timedelta(minutes=1) - timedelta(milliseconds=1)
    assert len(sent) >= 5 * per_minute * 0.95


def test_after_a_quiet_time_nothing_is_made_up_for() -> None:
    places(1, per_minute=60, now=NOON)
    booked, first = places(100, per_minute=60, now=NOON + timedelta(hours=1))
    assert (booked, first) == (1, NOON + timedelta(hours=1))


def test_a_worker_keeps_to_it(sink: Sink, settings: Any) -> None:
    settings.MAIL_PER_MINUTE = 600
    outbox.enqueue(kind="test", abouts=map(str, range(40)))
    stop = Stopping()
    rounds = MailRounds(my_name(), stop)
    begun = time.monotonic()
    while len(sink.mails) < 25:
        rounds.one_round()
    assert 2.3 <= time.monotonic() - begun <= 10
    rounds.office.close()
    stop.close()
