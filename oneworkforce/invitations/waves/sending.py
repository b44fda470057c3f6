"""Puts letters into the outbox: a wave's invitations, its reminders, and lost links.

Nothing goes there twice: the wave's row is locked while we decide whom to write to.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from oneworkforce.accounts.models import User
from oneworkforce.assessments.stages import Doing, Stage, require
from oneworkforce.invitations.letters.kinds import LetterKind
from oneworkforce.invitations.models import Invitation, InvitationKey, Wave, random_id
from oneworkforce.mail.models import Mailing, Message, MessageState
from oneworkforce.mail.outbox import enqueue, start_mailing

ONE_HOUR = 60 * 60
"""Seconds in which one lost link at most goes out for one invitation."""

NOT_ARRIVED = (MessageState.FAILED, MessageState.CAME_BACK)
HAS_LINK = InvitationKey.objects.filter(invitation=OuterRef("pk"))


def not_written_to(people: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those who have no letter, none in the outbox, and have not finished.

    Whoever has a link was written to, even if the outbox forgot it; unless the letter was given up as a wave stopped.
    """
    letters = Message.objects.filter(kind=LetterKind.INVITATION, about=OuterRef("pk"))
    in_outbox = letters.exclude(state=MessageState.NOT_NEEDED)
    never = ~Exists(HAS_LINK) | Exists(letters.filter(state=MessageState.NOT_NEEDED))
    return people.filter(never, ~Exists(in_outbox), finished=False)


def mailings_of(wave: Wave) -> QuerySet[Mailing]:
    """A wave's mailings: letters and reminders."""
    return Mailing.objects.filter(about__startswith=f"wave {wave.pk} ", assessment=wave.assessment.key)


@transaction.atomic
def send_wave(*, wave: Wave, by: User | None, today: date | None = None) -> int:
    """Send the letter to those of a wave who have none; returns how many. Pressed twice, each still gets one.

    :param today: by the partnership's clock, if known. :raises WrongStage: the assessment is not open.
    """
    locked = Wave.objects.select_for_update(of=("self",)).select_related("assessment__partnership").get(pk=wave.pk)
    require(locked.assessment, Doing.ANSWER)
    people = list(not_written_to(locked.invitations.all()).order_by("pk").values_list("pk", flat=True))
    today = today or local_day(locked, timezone.now())
    if people:
        earlier = mailings_of(locked).filter(kind=LetterKind.INVITATION).count()
        _start(locked, LetterKind.INVITATION, f"wave {locked.pk} sending {earlier + 1}", people, by)
    if people and (not locked.sends or locked.invites_on is None or locked.invites_on > today):
        locked.sends = True
        locked.invites_on = min(locked.invites_on or today, today)
        locked.save(update_fields=["sends", "invites_on"])
    return len(people)


@transaction.atomic
def remind_wave(*, wave: Wave, day: date, now: datetime) -> int:
    """Remind those who got a letter, have not finished and want reminders; returns how many.

    Decided once for each of the wave's days. Nobody is reminded who gets a letter the same day, or whose last letter
    has not arrived or still waits.

    :param day: the reminder's day; :param now: the moment.
    """
    locked = Wave.objects.select_for_update(of=("self",)).select_related("assessment__partnership").get(pk=wave.pk)
    about = f"wave {locked.pk} reminder {day.isoformat()}"
    decided = Q(about=about, kind=LetterKind.REMINDER)
    if mailings_of(locked).filter(decided | Q(paused=True, messages__state=MessageState.WAITING)).exists():
        return 0
    zone = ZoneInfo(locked.assessment.partnership.time_zone)
    morning = datetime.combine(now.astimezone(zone).date(), datetime.min.time(), zone)
    letters = Message.objects.filter(about=OuterRef("pk"), kind__in=(LetterKind.INVITATION, LetterKind.REMINDER))
    today_or_not_there = letters.filter(
        Q(mailing__created_at__gte=morning) | Q(state__in=(MessageState.WAITING, *NOT_ARRIVED))
    )
    people = locked.invitations.filter(
        ~Exists(today_or_not_there), Exists(HAS_LINK), finished=False, no_more_mail=False
    ).exclude(pk__in=not_written_to(locked.invitations.all()).values("pk"))
    ids = list(people.order_by("pk").values_list("pk", flat=True))
    _start(locked, LetterKind.REMINDER, about, ids, None)
    return len(ids)


def ask_for_lost_links(address: str) -> None:
    """Send a new link for each open assessment that the owner of an address has not finished; one an hour at most.

    Whoever asks learns nothing: known or not, one message goes into the outbox and the page says the same. An unknown
    address makes a message about nothing, which is dropped when it would be sent. We don't keep the address.
    """
    wanted = address.strip().lower()[:254]
    waiting = Message.objects.filter(kind=LetterKind.LOST_LINK, about=OuterRef("pk"), state=MessageState.WAITING)
    goes_on = Q(assessment__closes_at=None) | Q(assessment__closes_at__gt=Now())
    known = Invitation.objects.filter(
        goes_on, ~Exists(waiting), Exists(HAS_LINK), email=wanted, finished=False, assessment__stage=Stage.OPEN
    )
    people = list(known.values_list("pk", flat=True)) or [random_id()]
    abouts = [person for person in people if _first_in_an_hour(person)] or [random_id()]
    enqueue(kind=LetterKind.LOST_LINK, abouts=abouts)


def local_day(wave: Wave, now: datetime) -> date:
    """Today by the clock of the wave's partnership."""
    return now.astimezone(ZoneInfo(wave.assessment.partnership.time_zone)).date()


def _first_in_an_hour(invitation: str) -> bool:
    key = salted_hmac("oneworkforce.lost-link", invitation, algorithm="sha256").hexdigest()
    return bool(cache.add(f"limit:{key}", 1, ONE_HOUR))


def _start(wave: Wave, kind: LetterKind, about: str, people: list[str], by: User | None) -> None:
    assessment = wave.assessment
    start_mailing(
        kind=kind,
        about=about,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        abouts=people,
        by=by,
    )
