"""What to send, and how it went. A message never holds an address, a text or a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.jobs.models import Turn
from oneworkforce.mail.faults import advice, server_advice
from oneworkforce.mail.models import LOOK_IN, Mailing, Message, MessageState, Trouble

CHUNK = 500
STILL_AWAKE = timedelta(minutes=3)
HELD_FOR = timedelta(hours=1)
"""How long nothing is sent after mail came back because of us."""


@dataclass(frozen=True, slots=True)
class MailingProgress:
    """How many messages of a mailing are in each state."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    came_back: int = 0
    not_needed: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.sent + self.failed + self.came_back + self.not_needed


@dataclass(frozen=True, slots=True)
class Problem:
    """A message that did not arrive. `said`: the server's words, without addresses."""

    about: str
    state: MessageState
    advice: str
    said: str


def enqueue(*, kind: str, abouts: Iterable[str], mailing: Mailing | None = None, due: datetime | None = None) -> None:
    """Put a message into the outbox for each `about` that the mailing doesn't have yet.

    Without a mailing, a message is deleted within a minute of being sent, and leaves no record.

    :param kind: who composes them (`composing.composes`); :param due: not before this; None: at once.
    """
    due = due or timezone.now()
    for some in _in_chunks(abouts):
        Message.objects.bulk_create(
            (Message(kind=kind, about=about, mailing=mailing, due=due) for about in some), ignore_conflicts=True
        )


@transaction.atomic
def start_mailing(
    *,
    kind: str,
    about: str,
    partnership: str,
    assessment: str,
    abouts: Iterable[str],
    by: User | None,
    due: datetime | None = None,
) -> Mailing:
    """Send many messages together. Started again, the same mailing gains those that were missing.

    :param about: what it is for, such as a wave's id and date; with `kind` it names the mailing.
    :param abouts: what each message is about.
    """
    mailing, made = Mailing.objects.get_or_create(
        kind=kind, about=about, defaults={"partnership": partnership, "assessment": assessment}
    )
    before = 0 if made else mailing.messages.count()
    enqueue(kind=kind, abouts=abouts, mailing=mailing, due=due)
    added = mailing.messages.count() - before
    if made or added:
        _record("mailing started" if made else "mailing added to", mailing, by, messages=added)
    return mailing


@transaction.atomic
def pause(mailing: Mailing, *, by: User | None) -> None:
    """Stop sending a mailing, within about a second, until it is resumed."""
    if Mailing.objects.filter(pk=mailing.pk, paused=False).update(paused=True):
        _record("mailing paused", mailing, by)
    mailing.paused = True


@transaction.atomic
def resume(mailing: Mailing, *, by: User | None) -> None:
    if Mailing.objects.filter(pk=mailing.pk, paused=True).update(paused=False):
        _record("mailing resumed", mailing, by)
    mailing.paused = False


@transaction.atomic
def cancel(mailing: Mailing, *, by: User | None) -> int:
    """Never send what still waits; returns how many. What was sent stays sent."""
    given_up = mailing.messages.filter(state=MessageState.WAITING).update(state=MessageState.NOT_NEEDED)
    if given_up:
        _record("mailing cancelled", mailing, by, messages=given_up)
    return given_up


@transaction.atomic
def retry(mailing: Mailing, *, by: User | None, abouts: Sequence[str] | None = None) -> int:
    """Send again what failed or came back, as new messages; returns how many. `abouts`: only these."""
    lost = mailing.messages.filter(state__in=[MessageState.FAILED, MessageState.CAME_BACK])
    if abouts is not None:
        lost = lost.filter(about__in=abouts)
    again = list(lost.select_for_update().values_list("about", flat=True))
    if again:
        for some in _in_chunks(again):
            mailing.messages.filter(about__in=some, state__in=[MessageState.FAILED, MessageState.CAME_BACK]).delete()
        enqueue(kind=mailing.kind, abouts=again, mailing=mailing)
        _record("mailing tried again", mailing, by, messages=len(again))
    return len(again)


def forget(abouts: Iterable[str]) -> None:
    """Delete every message about these, sent or not: for a purge, or for somebody who asked to be erased."""
    for some in _in_chunks(abouts):
        Message.objects.filter(about__in=some).delete()


def progress(mailing: Mailing) -> MailingProgress:
    """How far a mailing is, in one query."""
    return progress_of([mailing])[mailing.pk]


def progress_of(mailings: Iterable[Mailing]) -> dict[int, MailingProgress]:
    """How far several mailings are, by id, in one query."""
    counts: dict[int, Counter[str]] = {mailing.pk: Counter() for mailing in mailings}
    found = Message.objects.filter(mailing__in=list(counts)).values_list("mailing", "state")
    for mailing, state, number in found.annotate(number=Count("pk")).order_by():
        counts[mailing][MessageState(state).name.lower()] = number
    return {mailing: MailingProgress(**of_states) for mailing, of_states in counts.items()}


def problems(mailing: Mailing, *, most: int = 500) -> list[Problem]:
    """The messages that did not arrive, each with advice; at most `most`."""
    lost = mailing.messages.filter(state__in=[MessageState.FAILED, MessageState.CAME_BACK]).order_by("fault", "pk")
    return [
        Problem(about, MessageState(state), advice(fault), fault)
        for about, state, fault in lost.values_list("about", "state", "fault")[:most]
    ]


def can_send() -> bool:
    """Whether mail can go out, or be shown in the demonstration."""
    return not what_to_set()


def what_to_set() -> str:
    """Which setting is missing before we can send mail, as a sentence; "" if none."""
    if settings.DEMO and not settings.SMTP:
        return ""
    if not settings.SMTP:
        return _("No mail can be sent yet: the setting ONEWORKFORCE_SMTP_URL must name a mail server.")
    if not settings.MAIL_FROM[1]:
        return _("No mail can be sent yet: the setting ONEWORKFORCE_MAIL_FROM must say whom it comes from.")
    return ""


def trouble() -> str:
    """Why mail isn't being sent now, in a sentence or two; "" if it is."""
    if said := what_to_set():
        return said
    if is_held():
        said = _("Mail comes back because of us, not of people. What is left waits. %(advice)s It was said: %(said)s")
        what = Trouble.CAME_BACK
    else:
        said = _("The mail server takes no mail of ours now. It is tried again by itself. %(advice)s It said: %(said)s")
        what = Trouble.SERVER
    if now := Trouble.objects.filter(what=what).first():
        return said % {"advice": server_advice(now.said), "said": now.said}
    if not worker_is_awake():
        return _("Nothing is being sent: the mail worker does not run. Start it with “oneworkforce worker”.")
    return ""


def is_held() -> bool:
    """Whether nothing is sent for now, since mail came back for a fault of ours less than an hour ago."""
    return Trouble.objects.filter(what=Trouble.CAME_BACK, since__gt=timezone.now() - HELD_FOR).exists()


def hold(said: str) -> None:
    """Send nothing for an hour: mail came back because of us. `said`: why, without addresses."""
    Trouble.objects.update_or_create(what=Trouble.CAME_BACK, defaults={"said": said, "since": timezone.now()})


def worker_is_awake() -> bool:
    """Whether a worker was at work in the last three minutes."""
    return Turn.objects.filter(name=LOOK_IN, next_at__gt=timezone.now() - STILL_AWAKE).exists()


def _record(what: str, mailing: Mailing, by: User | None, **details: object) -> None:
    record(
        what,
        by=by,
        partnership=mailing.partnership,
        assessment=mailing.assessment,
        kind=mailing.kind,
        about=mailing.about,
        **details,
    )


def _in_chunks(things: Iterable[str]) -> Iterator[list[str]]:
    left = iter(things)
    while some := list(islice(left, CHUNK)):
        yield some
