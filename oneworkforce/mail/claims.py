"""Which worker sends which messages. A claim runs out by itself, or at once when its worker is dead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from oneworkforce.jobs.processes import is_dead
from oneworkforce.mail.models import Message, MessageState

LEASE = timedelta(minutes=1)
"""A claim that isn't renewed for this long is over: the worker or its machine is gone."""
RENEWED_AFTER = LEASE / 4

GOING = Q(mailing=None) | Q(mailing__paused=False)


def anything_due() -> bool:
    return _due().exists()


def claim(most: int, *, by: str) -> list[Message]:
    """Take up to `most` due messages for one worker; other workers skip them."""
    with transaction.atomic():
        due = _due().order_by("due", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        found = list(due[:most])
        if found:
            _renew([message.pk for message in found], by)
    return found


def still_to_send(messages: Collection[str], *, by: str, renew: bool) -> set[str]:
    """Which claimed messages aren't paused, cancelled, deleted or taken over. `renew`: extend their claims."""
    mine = Message.objects.filter(GOING, pk__in=messages, claimed_by=by, state=MessageState.WAITING)
    wanted = set(mine.values_list("pk", flat=True))
    if renew and wanted:
        _renew(wanted, by)
    return wanted


def let_go(messages: Iterable[str], *, by: str) -> None:
    """Give claimed messages back, unsent."""
    mine = Message.objects.filter(pk__in=list(messages), claimed_by=by)
    mine.update(claimed_by="", claimed_until=None)


def let_go_of_all(*, by: str) -> None:
    """Give back everything a worker still claims, after the database was away."""
    Message.objects.filter(state=MessageState.WAITING, claimed_by=by).update(claimed_by="", claimed_until=None)


def take_back_from_the_dead() -> None:
    """End the claims of workers that were killed on this machine."""
    claimed = Message.objects.filter(state=MessageState.WAITING).exclude(claimed_by="").order_by()
    names = set(claimed.values_list("claimed_by", flat=True).distinct())
    dead = [name for name in names if is_dead(name)]
    if dead:
        claimed.filter(claimed_by__in=dead).update(claimed_by="", claimed_until=None)


def _due():  # type: ignore[no-untyped-def]  # a QuerySet of messages
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Message.objects.filter(GOING, free, state=MessageState.WAITING, due__lte=now)


def _renew(messages: Collection[str], by: str) -> None:
    until = timezone.now() + LEASE
    Message.objects.filter(pk__in=messages).update(claimed_by=by, claimed_until=until)
