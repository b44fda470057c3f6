"""Work of every minute and day is done once, by whoever is first, and again only when due."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from oneworkforce.jobs import daily
from oneworkforce.jobs.models import Turn
from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.turns import take_back_turns_of_the_dead, take_turn
from oneworkforce.mail.outbox import worker_is_awake


@pytest.fixture(autouse=True)
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done; with one job for each minute and one for each day."""
    did: list[str] = []
    monkeypatch.setattr(daily, "EVERY_MINUTE", {})
    monkeypatch.setattr(daily, "EVERY_DAY", {})
    daily.every_minute("often", lambda: did.append("often"))
    daily.every_day("purge", lambda: did.append("purge"))
    return did


def later(**by: float) -> None:
    """Let time pass by moving every turn back."""
    for turn in Turn.objects.all():
        Turn.objects.filter(pk=turn.pk).update(next_at=turn.next_at - timedelta(**by))


@pytest.mark.django_db
def test_each_is_done_when_its_time_has_come(done: list[str]) -> None:
    assert daily.do_what_is_due() == ["often", "purge"]
    assert daily.do_what_is_due() == []
    later(seconds=61)
    assert daily.do_what_is_due() == ["often"]
    later(hours=24)
    assert daily.do_what_is_due() == ["often", "purge"]
    assert done == ["often", "purge", "often", "often", "purge"]
    assert Turn.objects.get(name="purge").next_at.time().isoformat() == "00:00:00"


@pytest.mark.django_db
def test_a_fault_ends_that_work_alone_and_quotes_nobody(done: list[str], caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("robin@example.org")

    daily.every_day("failing", fail)
    daily.every_day("after", lambda: done.append("after"))
    with caplog.at_level(logging.ERROR):
        assert daily.do_what_is_due() == ["often", "purge", "after"]
    assert "failing failed (ValueError)" in caplog.text
    assert "in fail" in caplog.text
    assert "robin" not in caplog.text.replace("ValueError(", "").split("raise ")[0]
    assert Turn.objects.get(name="failing").next_at < timezone.now() + timedelta(minutes=11)


@pytest.mark.django_db
def test_a_database_that_is_gone_is_the_worker_s_affair() -> None:
    def fail() -> None:
        raise OperationalError("gone")

    daily.every_minute("failing", fail)
    with pytest.raises(OperationalError):
        daily.do_what_is_due()


@pytest.mark.django_db
def test_what_a_killed_worker_had_begun_is_begun_anew_at_once() -> None:
    machine, _own, start = my_name().split("/")
    assert take_turn("purge", lease=daily.LONGEST, by=f"{machine}/999999999/{start}")
    assert take_turn("often", lease=daily.LONGEST, by="another machine/1/1")
    assert daily.do_what_is_due() == []
    take_back_turns_of_the_dead()
    assert daily.do_what_is_due(by=my_name()) == ["purge"]


@pytest.mark.django_db
def test_it_shows_whether_a_worker_is_awake(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not worker_is_awake()
    monkeypatch.setattr(daily, "EVERY_MINUTE", {"mail: look in": lambda: None})
    daily.do_what_is_due()
    assert worker_is_awake()
    later(minutes=5)
    assert not worker_is_awake()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_does_it(done: list[str]) -> None:
    def work(_number: int) -> Any:
        try:
            return daily.do_what_is_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(12)))
    assert sorted(done) == ["often", "purge"]
