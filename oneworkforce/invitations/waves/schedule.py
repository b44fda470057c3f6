"""What goes out by itself: about once a minute, a worker looks which letters and reminders are due.

They go out from eight in the morning by the partnership's clock, also when that clock changes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.utils import timezone

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, Stage, can
from oneworkforce.invitations.letters.kinds import LetterKind
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.waves.sending import mailings_of, remind_wave, send_wave
from oneworkforce.mail.models import Message, MessageState

EIGHT = time(8)
LATEST = timedelta(days=1)
"""A missed reminder is sent on the next day, and not later."""

REMEMBERED = timedelta(days=1)
"""How long we know who was reminded: long enough not to do it twice in a day."""

logger = logging.getLogger(__name__)


def send_what_is_due(now: datetime | None = None) -> None:
    """Send the letters and reminders that are due, in every open assessment. One wave's fault stops no other wave."""
    now = now or timezone.now()
    assessments: dict[int, Assessment] = {}
    waves = Wave.objects.filter(sends=True, assessment__stage__in=(Stage.PLANNING, Stage.OPEN))
    for wave in waves.select_related("assessment__partnership").order_by("pk"):
        wave.assessment = assessments.setdefault(wave.assessment_id, wave.assessment)
        try:
            _send_of_wave(wave, now)
        except DatabaseError:
            raise
        except Exception as fault:
            logger.error("wave %s could not be sent (%s)", wave.pk, type(fault).__name__)


def forget_who_was_reminded(now: datetime | None = None) -> int:
    """Delete earlier days' reminders that went out or weren't needed; returns how many.

    Each says that somebody had not finished on a day; two together tell when somebody did. What has not arrived stays
    until somebody deals with it.
    """
    before = (now or timezone.now()) - REMEMBERED
    done = Message.objects.filter(
        kind=LetterKind.REMINDER,
        state__in=(MessageState.SENT, MessageState.NOT_NEEDED),
        mailing__created_at__lt=before,
    )
    return done.delete()[0]


def reminder_due(days: Iterable[str], today: date) -> date | None:
    """The reminder day that is due: today's, or yesterday's if it was missed, or None."""
    come = [day for day in map(date.fromisoformat, days) if day <= today]
    last = max(come, default=None)
    return last if last is not None and today - last <= LATEST else None


def _send_of_wave(wave: Wave, now: datetime) -> None:
    local = now.astimezone(ZoneInfo(wave.assessment.partnership.time_zone))
    if local.time() < EIGHT or not can(apply_dates(wave.assessment, now), Doing.ANSWER):
        return
    today = local.date()
    sent_before = mailings_of(wave).filter(kind=LetterKind.INVITATION).exists()
    if not sent_before and wave.invites_on is not None and wave.invites_on <= today:
        send_wave(wave=wave, by=None, today=today)
    day = reminder_due(wave.reminders_on, today)
    if sent_before and day is not None:
        remind_wave(wave=wave, day=day, now=now)
