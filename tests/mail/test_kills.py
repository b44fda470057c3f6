"""Workers are killed, the server goes and comes back: nothing is lost, and little is doubled."""

from __future__ import annotations

import contextlib
import re
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.legs import runs_on_postgres
from tests.mail.sink import Gate, Sink
from tests.mail.world import World, until

pytestmark = pytest.mark.django_db(transaction=True)
MESSAGES = 400


@pytest.fixture
def taking() -> Iterator[Sink]:
    with Sink() as listening:
        yield listening


@pytest.fixture
def world(taking: Sink, data_folder: Path) -> Iterator[World]:
    """A database for processes: an SQLite file, or this leg's test database on PostgreSQL."""
    url = ""
    if runs_on_postgres():
        given = connection.settings_dict
        url = f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    made = World(data_folder, taking.port, url)
    yield made
    for worker in made.workers:
        worker.kill()
        worker.communicate()
    connection.close()


def doubled(sink: Sink) -> Counter[str]:
    """Addresses with more than one mail, and how many more; fails if their Message-IDs differ."""
    ids: dict[str, set[str]] = {}
    for mail in sink.mails:
        ids.setdefault(mail.to, set()).add(mail.message_id)
    assert all(len(of_one) == 1 for of_one in ids.values()), "sent again under another Message-ID"
    return Counter(mail.to for mail in sink.mails) - Counter(dict.fromkeys(ids, 1))


def people(sink: Sink) -> int:
    return len({mail.to for mail in sink.mails})


def test_two_kills_and_a_server_that_goes_away(world: World, taking: Sink) -> None:
    world.start_mailing(MESSAGES)
    first = world.worker()
    until(lambda: len(taking.mails) >= 90)
    first.send_signal(signal.SIGKILL)
    second = world.worker()
    until(lambda: len(taking.mails) >= 180)
    taking.hang_up()
    until(world.is_in_trouble)
    taking.listen()
    until(lambda: len(taking.mails) >= 230)
    for refusal, when in (("421 4.3.2 shutting down", ""), ("451 4.3.0 not now", "MAIL")):
        taking.rule = lambda said, _taken, refusal=refusal, when=when: refusal if said.startswith(when) else None  # type: ignore[misc]
        until(lambda refusal=refusal: refusal in taking.said)  # type: ignore[misc]
    taking.rule = None
    until(lambda: len(taking.mails) >= 300)
    second.send_signal(signal.SIGKILL)
    world.worker()
    # A mail that was in the hand as the server hung up is tried again after a minute; all others at once.
    until(lambda: people(taking) >= MESSAGES - 1)
    until(lambda: world.states().get("sent", 0) >= MESSAGES - 1)
    world.hasten()
    until(lambda: world.states() == {"sent": MESSAGES})
    said = world.end()
    assert people(taking) == MESSAGES
    assert doubled(taking).total() <= 3, "one for each kill, and one for the connection that was cut"
    assert "example.org" not in said
    assert "SECRETC0DE" not in said


def test_killed_between_the_server_s_word_and_its_being_noted(world: World, taking: Sink) -> None:
    world.start_mailing(120)
    worker = world.worker("die-before-noting", "37")
    assert worker.wait(60) == -signal.SIGKILL
    assert len(taking.mails) == 37
    assert world.states() == {"sent": 36, "waiting": 84}
    begun = time.monotonic()
    world.worker()
    until(lambda: len(taking.mails) == 121)
    assert time.monotonic() - begun < 15, "the claims of the dead are taken back at once, and not after a minute"
    world.end()
    assert world.states() == {"sent": 120}
    assert doubled(taking).total() == 1


def test_a_living_worker_s_claims_are_left_alone(world: World, taking: Sink) -> None:
    world.start_mailing(150)
    stalled = world.worker("stall-before-noting", "20")
    until(lambda: len(taking.mails) == 20)
    other = world.worker()
    until(lambda: len(taking.mails) == 70)
    assert world.worker("once").wait(60) == 0
    assert people(taking) == len(taking.mails) == 70, "the other 80 are claimed by one that lives"
    stalled.send_signal(signal.SIGKILL)
    stalled.wait(10)
    world.worker()
    until(lambda: people(taking) == 150)
    until(lambda: world.states() == {"sent": 150})
    assert other.poll() is None
    world.end()
    assert doubled(taking).total() == 1


def test_several_workers_send_each_message_once(world: World, taking: Sink) -> None:
    world.start_mailing(MESSAGES)
    workers = [world.worker() for _worker in range(3)]
    until(lambda: len(taking.mails) >= MESSAGES)
    until(lambda: world.states() == {"sent": MESSAGES})
    assert all(worker.poll() is None for worker in workers)
    world.end()
    assert not doubled(taking)
    assert taking.connections >= 2


def test_asked_to_stop_a_worker_finishes_the_mail_in_its_hand(world: World, taking: Sink) -> None:
    taking.rule = gate = Gate(30)
    world.start_mailing(100)
    worker = world.worker()
    until(lambda: len(taking.mails) == 30 and taking.said[-1].startswith("354"))
    worker.terminate()
    gate.open(30)
    assert worker.wait(30) == 0
    assert len(taking.mails) == 31
    assert world.states() == {"sent": 31, "waiting": 69}
    taking.rule = None
    world.worker()
    until(lambda: world.states() == {"sent": 100})
    assert not doubled(taking)


def test_a_pause_in_the_middle_takes_hold_and_nothing_is_lost(world: World, taking: Sink) -> None:
    taking.rule = gate = Gate(60)
    world.start_mailing(MESSAGES)
    world.worker()
    until(lambda: len(taking.mails) == 60)
    world.change("pause")
    gate.open(60)
    until(lambda: not world.is_claimed())
    paused_at = len(taking.mails)
    assert paused_at < MESSAGES
    assert world.worker("once").wait(60) == 0
    assert len(taking.mails) == paused_at
    world.change("resume")
    until(lambda: len(taking.mails) == MESSAGES)
    world.end()
    assert world.states() == {"sent": MESSAGES}
    assert not doubled(taking)


@pytest.mark.postgres
def test_a_worker_outlives_a_database_that_hangs_up(world: World, taking: Sink) -> None:
    moments = (60, 150, 250)
    taking.rule = gate = Gate(*moments)
    world.start_mailing(MESSAGES)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        ours = [pid for (pid,) in cursor.fetchall()]
    worker = world.worker()
    for taken in moments:
        until(lambda taken=taken: len(taking.mails) == taken)  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> ALL(%s)",
                [ours],
            )
            assert cursor.fetchall()
        gate.open(taken)
    until(lambda: world.states() == {"sent": MESSAGES})
    assert worker.poll() is None
    assert "closed connection" in world.end()
    assert not doubled(taking), "a mail that the server has is noted once the database is back"


def test_a_worker_waits_for_a_database_file_that_is_locked(world: World, taking: Sink) -> None:
    if runs_on_postgres():
        return
    world.start_mailing(60)
    taking.rule = gate = Gate(20)
    worker = world.worker()
    until(lambda: gate.reached(20))  # so the mail before it is noted
    with contextlib.closing(sqlite3.connect(world.file, isolation_level=None)) as other:
        until(lambda: _locks(other))
        gate.open(20)
        until(lambda: len(taking.mails) == 21)
        turns = _turns_given_up(worker)
        until(lambda: _turns_given_up(worker) > turns + 10)  # SQLite waits in short naps
        assert len(taking.mails) == 21, "it goes on when it has noted the mail in its hand"
        other.execute("ROLLBACK")
    until(lambda: world.states() == {"sent": 60})
    assert not doubled(taking)


def _turns_given_up(worker: subprocess.Popen[str]) -> int:
    """How often a process has gone to sleep of itself."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    return int(re.findall(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.MULTILINE)[0])


def _locks(other: sqlite3.Connection) -> bool:
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True
