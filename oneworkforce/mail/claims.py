"""Which worker sends which messages: claims that end by themselves, and at once when their worker is dead."""

from __future__ import annotations

import hashlib
import os
import platform
import time
import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from oneworkforce.mail.models import Message, MessageState, Turn
from oneworkforce.mail.turns import take_back_turns

LEASE = timedelta(minutes=1)
"""A claim that is not renewed for so long ends: its worker, or its worker's machine, has gone."""
RENEWED_AFTER = LEASE / 4

GOING = Q(mailing=None) | Q(mailing__paused=False)


@cache
def my_name() -> str:
    """This process, so that another on the same machine can tell whether it still lives: machine/process/start."""
    return f"{_machine()}/{os.getpid()}/{_start_of(os.getpid()) or format(time.time_ns(), 'x')}"


def anything_due() -> bool:
    """Whether some message could be claimed now."""
    return _due().exists()


def claim(most: int, *, by: str) -> list[Message]:
    """Take up to so many due messages for one worker; others pass them over until the claim ends."""
    with transaction.atomic():
        due = _due().order_by("due", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        found = list(due[:most])
        if found:
            _renew([message.pk for message in found], by)
    return found


def still_to_send(messages: Collection[str], *, by: str, renew: bool) -> set[str]:
    """Which of one's claimed messages are still wanted: not paused, cancelled, deleted, or taken by somebody else.

    :param renew: whether to make their claims last anew.
    """
    mine = Message.objects.filter(GOING, pk__in=messages, claimed_by=by, state=MessageState.WAITING)
    wanted = set(mine.values_list("pk", flat=True))
    if renew and wanted:
        _renew(wanted, by)
    return wanted


def let_go(messages: Iterable[str], *, by: str) -> None:
    """Give claimed messages back, as if they had never been claimed."""
    mine = Message.objects.filter(pk__in=list(messages), claimed_by=by)
    mine.update(claimed_by="", claimed_until=None)


def let_go_of_all(*, by: str) -> None:
    """Give back whatever a worker may still have claimed, after the database was away."""
    Message.objects.filter(state=MessageState.WAITING, claimed_by=by).update(claimed_by="", claimed_until=None)


def take_back_from_the_dead() -> None:
    """End the claims, and the turns, of workers that were killed on this machine."""
    claimed = Message.objects.filter(state=MessageState.WAITING).exclude(claimed_by="").order_by()
    names = set(claimed.values_list("claimed_by", flat=True).distinct())
    names |= set(Turn.objects.exclude(held_by="").values_list("held_by", flat=True))
    dead = [name for name in names if _is_dead(name)]
    if dead:
        claimed.filter(claimed_by__in=dead).update(claimed_by="", claimed_until=None)
        take_back_turns(dead)


def _due():  # type: ignore[no-untyped-def]  # a QuerySet of messages
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Message.objects.filter(GOING, free, state=MessageState.WAITING, due__lte=now)


def _renew(messages: Collection[str], by: str) -> None:
    until = timezone.now() + LEASE
    Message.objects.filter(pk__in=messages).update(claimed_by=by, claimed_until=until)


def _is_dead(name: str) -> bool:
    """Whether a worker of this machine has ended. Of another machine's nothing can be known: its claims end in time."""
    machine, _slash, rest = name.partition("/")
    number, _slash, start = rest.partition("/")
    if machine != _machine() or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return name != my_name()
    if (now := _start_of(int(number))) is not None:
        return now != start
    if Path("/proc/self/stat").exists():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


@cache
def _machine() -> str:
    """This machine as processes see it: one start of one system, and one container's view of its processes."""
    seen = [platform.node(), format(uuid.getnode(), "x")]
    for path in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        try:
            seen.append(os.readlink(path) if path.endswith("ns/pid") else Path(path).read_text().strip())
        except OSError:
            continue
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:12]


def _start_of(process: int) -> str | None:
    """When a process began, in ticks of the system's clock; None where it has ended, or the system does not say."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    # The command's name stands in brackets and may hold anything; the rest is numbers. A zombie (Z) has ended.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[19]
