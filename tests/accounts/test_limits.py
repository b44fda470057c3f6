"""Tries are counted by address, for a while, and nothing of an address stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from oneworkforce.accounts import limits
from oneworkforce.accounts.limits import forget_old_tries, too_many
from tests.factories import make_member, make_partnership


class Clock:
    """The time, as the counting sees it."""

    def __init__(self) -> None:
        self.now = 1_000_000 * 600.0

    def time(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)
    return clock


@pytest.fixture
def in_a_table(db: None, settings: Any) -> None:
    """The cache as it is in use."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}


def tries(address: str, how_many: int, *, what: str = "code") -> list[bool]:
    """Whether each of so many tries was one too many, at three in ten minutes."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return [too_many(request, what, limit=3, seconds=600) for _try in range(how_many)]


def counted() -> list[tuple[Any, ...]]:
    """The rows of the cache's table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value, expires FROM cache")
        return list(cursor.fetchall())


def test_an_address_has_so_many_tries_and_each_kind_its_own(clock: Clock) -> None:
    assert tries("203.0.113.1", 5) == [False, False, False, True, True]
    assert tries("203.0.113.1", 1, what="link") == [False]
    assert tries("203.0.113.2", 1) == [False]


def test_an_office_that_never_pauses_is_not_shut_out_for_good(clock: Clock) -> None:
    refused = []
    for _minute in range(60):
        clock.now += 240
        refused += tries("203.0.113.1", 1)
    assert not any(refused)


def test_a_whole_ipv6_network_counts_as_one_address(clock: Clock) -> None:
    tries("2001:db8:0:1::1", 3)
    assert tries("2001:db8:0:1:ffff::9", 1) == [True]
    assert tries("2001:db8:0:2::1", 1) == [False]
    tries("::ffff:203.0.113.7", 3)
    assert tries("203.0.113.7", 1) == [True]


def test_what_has_expired_is_deleted_with_its_date(in_a_table: None) -> None:
    tries("203.0.113.1", 2)
    assert len(counted()) == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s", ["2001-01-01 00:00:00+00:00"])
    forget_old_tries()
    assert not counted()
    tries("203.0.113.1", 1, what="link")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s", ["2001-01-01 00:00:00+00:00"])
    tries("203.0.113.2", 1)
    assert len(counted()) == 1


def test_no_count_holds_an_address(in_a_table: None) -> None:
    user = make_member(make_partnership())
    Client(REMOTE_ADDR="203.0.113.77").post("/sign-in/", {"login": user.email, "password": "guess"})
    tries("203.0.113.77", 2)
    assert len(counted()) >= 3
    assert not re.search(r"203\.0|cb00714d", repr(counted()))
    assert user.email not in repr(counted())
