"""Mail that came back: reads delivery status notifications (RFC 3464) and marks their messages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from oneworkforce.mail import outbox
from oneworkforce.mail.blame import Blame, whose_fault
from oneworkforce.mail.composing import HEARERS
from oneworkforce.mail.envelopes import name_on_the_wire
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.reports import BounceReport, read_report

MOST_TRIES = 5
"""How often a letter goes out again that came back because of us."""

_MBOX_LINE = re.compile(rb"^From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d[^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
"""How each mail of an mbox begins: with a time. A sentence that begins with “From” has none."""


@dataclass(frozen=True, slots=True)
class BouncesNoted:
    """How many messages came back, were only late or aren't known, and how many mails were no report.

    `ours`: messages that came back because of us; they wait, and go out again. `complaints`: those marked as junk,
    whose readers are not written to any more.
    """

    came_back: int = 0
    late: int = 0
    unknown: int = 0
    no_report: int = 0
    ours: int = 0
    complaints: int = 0


def note_bounces(data: bytes) -> BouncesNoted:
    """Mark the messages that came back, with the reason. `data`: one notification, or an mbox of them."""
    came_back = late = unknown = no_report = ours = complaints = 0
    names: set[str] = set()
    told: list[BounceReport] = []
    for mail in _mails(data):
        report = read_report(mail)
        if report is None:
            no_report += 1
        elif report.failed or report.complaint:
            told.append(report)
            names |= report.names
        else:
            late += 1
    messages = _messages_called(names) if names else {}
    for report in told:
        known = [messages[name] for name in report.names if name in messages]
        if report.complaint:
            complaints += _heard(known)
            unknown += not known
            continue
        if whose_fault(report.said) is not Blame.PERSON:
            ours += _back_to_waiting(known, report.said)
            unknown += not known
            continue
        marked = Message.objects.filter(pk__in=known, state=MessageState.SENT).update(
            state=MessageState.CAME_BACK, fault=report.said
        )
        came_back += marked
        unknown += not known
    return BouncesNoted(came_back, late, unknown, no_report, ours, complaints)


def _heard(messages: list[str]) -> int:
    """Tell whoever writes such messages that their readers do not want them; returns how many."""
    abouts: dict[str, list[str]] = defaultdict(list)
    for kind, about in Message.objects.filter(pk__in=messages).values_list("kind", "about"):
        abouts[kind].append(about)
    for kind, some in abouts.items():
        if kind in HEARERS:
            HEARERS[kind](some)
    return sum(map(len, abouts.values()))


def _back_to_waiting(messages: list[str], said: str) -> int:
    """Let messages go out again later whose refusal was ours, and hold the others meanwhile; returns how many."""
    sent = Message.objects.filter(pk__in=messages, state=MessageState.SENT)
    again = sent.filter(tries__lt=MOST_TRIES).update(
        state=MessageState.WAITING, due=timezone.now() + outbox.HELD_FOR, tries=F("tries") + 1, fault=said
    )
    given_up = sent.filter(tries__gte=MOST_TRIES).update(state=MessageState.CAME_BACK, fault=said)
    if again or given_up:
        outbox.hold(said)
    return again + given_up


def _mails(data: bytes) -> Iterator[bytes]:
    """The mails of an mbox; or the one that a pipe brought, which may begin with such a line too."""
    if not _MBOX_LINE.match(data):
        yield data
        return
    yield from (mail for mail in _MBOX_LINE.split(data) if mail.strip())


def _messages_called(names: set[str]) -> dict[str, str]:
    """Message ids by name on the wire. The name is keyed, so we have to try every message."""
    found: dict[str, str] = {}
    kept = Message.objects.exclude(state=MessageState.NOT_NEEDED).order_by()
    for message in kept.values_list("pk", flat=True).iterator():
        if (name := name_on_the_wire(message)) in names:
            found[name] = message
            if len(found) == len(names):
                break
    return found
