"""Some months after the close, everything that names people is erased."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone

from oneworkforce.accounts.audit import record
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.invitations.letters.kinds import TO_INVITED_PEOPLE
from oneworkforce.invitations.lists.actions import forget_old_lists
from oneworkforce.invitations.models import Invitation, InvitationKey, UploadedList
from oneworkforce.invitations.numbers import keep_numbers
from oneworkforce.mail.models import Mailing, Message, ShownMail
from oneworkforce.mail.outbox import forget

ERASED = "invitations erased"
"""The event of a purge: how many invitations and messages, and the months of the setting."""

OVER = (Stage.CLOSED, Stage.ARCHIVED)
KINDS = tuple(TO_INVITED_PEOPLE)
NAMING_PEOPLE: tuple[type[Model], ...] = (Invitation, InvitationKey, UploadedList, Message, ShownMail)


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased of one assessment."""

    assessment: str
    invitations: int
    messages: int


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def erased_on(assessment: Assessment) -> date | None:
    """The day, by the partnership's clock, on which invitations are erased.

    Before the close: the day that follows from the planned one; None if none is planned.
    """
    closed = assessment.closed_at if assessment.stage in OVER else None
    closed = closed or assessment.closing_moment()
    if closed is None:
        return None
    partnership = assessment.partnership
    return months_later(closed.astimezone(ZoneInfo(partnership.time_zone)).date(), partnership.keep_invitations_months)


def purge(now: datetime | None = None) -> list[Purged]:
    """Erase what is due, each assessment in its own transaction, and lists older than a day. Twice does no harm.

    An open or reopened assessment keeps its invitations until the months after its next close are over.
    """
    now = now or timezone.now()
    forget_old_lists(now)
    # A day's end closes an assessment as soon as anybody looks at it: here somebody does.
    for assessment in _with_people().filter(stage=Stage.OPEN, closes_at__lte=now):
        apply_dates(assessment, now)
    done = [_purge(assessment, now) for assessment in _with_people().filter(stage__in=OVER)]
    _leave_no_traces()
    return [purged for purged in done if purged]


@transaction.atomic
def _purge(assessment: Assessment, now: datetime) -> Purged | None:
    # Somebody may open it again at this moment.
    assessment = hold(assessment, Purpose.PEOPLE)
    due = erased_on(assessment)
    zone = ZoneInfo(assessment.partnership.time_zone)
    if assessment.stage not in OVER or due is None or now.astimezone(zone).date() < due:
        return None
    people = list(assessment.invitations.select_for_update().values_list("pk", flat=True))
    keep_numbers(assessment)
    mailings = Mailing.objects.filter(assessment=assessment.key, kind__in=KINDS)
    messages = Message.objects.filter(mailing__in=mailings).count()
    mailings.delete()
    forget(people)
    purged = Purged(assessment.key, len(people), messages)
    ShownMail.objects.filter(assessment=assessment.key).delete()
    InvitationKey.objects.filter(invitation__assessment=assessment).delete()
    Invitation.objects.filter(assessment=assessment).delete()
    record(
        ERASED,
        by=None,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        invitations=purged.invitations,
        messages=purged.messages,
        months=assessment.partnership.keep_invitations_months,
    )
    return purged


def _leave_no_traces() -> None:
    """Make PostgreSQL drop the rows erased since yesterday.

    SQLite overwrites deleted rows, and the worker empties its write-ahead log each minute (gathering/questionnaires).
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    tables = ", ".join(f'"{model._meta.db_table}"' for model in NAMING_PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (SKIP_LOCKED) {tables}")


def _with_people() -> QuerySet[Assessment]:
    """Assessments to which anybody is still invited."""
    anybody = Exists(Invitation.objects.filter(assessment=OuterRef("pk")))
    return Assessment.objects.select_related("partnership").filter(anybody).order_by("pk")
