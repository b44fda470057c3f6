"""Making waves, saying when they go out, pausing and stopping them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.waves.sending import mailings_of
from oneworkforce.mail import outbox


class WaveNotEmpty(Exception):
    """A wave with people in it can't be removed."""


class NoDate(Exception):
    """A wave without a date can't be sent on it."""


@transaction.atomic
def add_wave(
    *, assessment: Assessment, name: str, invites_on: date | None, reminders_on: list[date], by: User | None
) -> Wave:
    """Add a wave at the end; its name must be free."""
    last = assessment.waves.aggregate(last=Max("order"))["last"]
    wave: Wave = assessment.waves.create(
        name=name,
        invites_on=invites_on,
        reminders_on=_as_texts(reminders_on),
        order=0 if last is None else last + 1,
    )
    _record("wave added", wave, by)
    return wave


@transaction.atomic
def change_wave(*, wave: Wave, name: str, invites_on: date | None, reminders_on: list[date], by: User | None) -> None:
    """Change a wave's name and days. Without a day for its letters, it no longer goes out by itself."""
    locked = _locked(wave)
    before = (locked.name, locked.invites_on, locked.reminders_on)
    locked.name, locked.invites_on, locked.reminders_on = name, invites_on, _as_texts(reminders_on)
    if (locked.name, locked.invites_on, locked.reminders_on) == before:
        return
    if invites_on is None:
        locked.sends = False
    locked.save(update_fields=["name", "invites_on", "reminders_on", "sends"])
    _record("wave changed", locked, by)


@transaction.atomic
def remove_wave(*, wave: Wave, by: User | None) -> None:
    """Remove an empty wave. :raises WaveNotEmpty: somebody is in it."""
    locked = _locked(wave)
    if locked.invitations.exists():
        raise WaveNotEmpty
    _record("wave removed", locked, by)
    locked.delete()


@transaction.atomic
def send_on_date(*, wave: Wave, by: User | None) -> None:
    """Let letters go out by themselves on their day. :raises NoDate: it has none."""
    locked = _locked(wave)
    if locked.invites_on is None:
        raise NoDate
    _set_sends(locked, True, "wave scheduled", by)


@transaction.atomic
def do_not_send(*, wave: Wave, by: User | None) -> None:
    """Take that back."""
    _set_sends(_locked(wave), False, "wave not scheduled any more", by)


@transaction.atomic
def pause_wave(*, wave: Wave, by: User | None) -> None:
    """Hold what still waits, until it is resumed."""
    for mailing in mailings_of(_locked(wave)):
        outbox.pause(mailing, by=by)


@transaction.atomic
def resume_wave(*, wave: Wave, by: User | None) -> None:
    """Send what was held; for a stopped wave, its reminders go on."""
    locked = _locked(wave)
    mailings = list(mailings_of(locked))
    for mailing in mailings:
        outbox.resume(mailing, by=by)
    if mailings:
        _set_sends(locked, True, "wave goes on", by)


@transaction.atomic
def stop_wave(*, wave: Wave, by: User | None) -> int:
    """Give up waiting messages and reminders; returns how many messages."""
    locked = _locked(wave)
    given_up = 0
    for mailing in mailings_of(locked):
        outbox.resume(mailing, by=by)
        given_up += outbox.cancel(mailing, by=by)
    _set_sends(locked, False, "wave stopped", by)
    return given_up


def _locked(wave: Wave) -> Wave:
    return Wave.objects.select_for_update(of=("self",)).select_related("assessment__partnership").get(pk=wave.pk)


def _set_sends(wave: Wave, sends: bool, what: str, by: User | None) -> None:
    if wave.sends != sends:
        wave.sends = sends
        wave.save(update_fields=["sends"])
        _record(what, wave, by)


def _as_texts(days: list[date]) -> list[str]:
    return [day.isoformat() for day in sorted(set(days))]


def _record(what: str, wave: Wave, by: User | None, **details: Any) -> None:
    record(
        what,
        by=by,
        partnership=wave.assessment.partnership.key,
        assessment=wave.assessment.key,
        wave=wave.name,
        invites_on=wave.invites_on.isoformat() if wave.invites_on else "",
        reminders_on=wave.reminders_on,
        **details,
    )
