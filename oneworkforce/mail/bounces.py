"""Mail that came back: reads delivery status notifications (RFC 3464) and marks their messages."""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from oneworkforce.mail import outbox
from oneworkforce.mail.blame import Blame, whose_fault
from oneworkforce.mail.envelopes import name_on_the_wire
from oneworkforce.mail.faults import LONGEST, without_addresses
from oneworkforce.mail.models import Message, MessageState

MOST_TRIES = 5
"""How often a letter goes out again that came back because of us."""

_MBOX_LINE = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_NAME = re.compile(r"<([0-9a-f]{32})@[^<>\s]+>")
STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
HEADER_PARTS = {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}


@dataclass(frozen=True, slots=True)
class BounceReport:
    """What one notification says. `names`: possible Message-IDs of the mail; `action`: as in the RFC."""

    names: frozenset[str]
    action: str
    said: str


@dataclass(frozen=True, slots=True)
class BouncesNoted:
    """How many messages came back, were only late or aren't known, and how many mails were no report.

    `ours`: messages that came back because of us; they wait, and go out again.
    """

    came_back: int = 0
    late: int = 0
    unknown: int = 0
    no_report: int = 0
    ours: int = 0


def note_bounces(data: bytes) -> BouncesNoted:
    """Mark the messages that came back, with the reason. `data`: one notification, or an mbox of them."""
    came_back = late = unknown = no_report = ours = 0
    reasons: dict[str, str] = {}
    failed: list[BounceReport] = []
    for mail in _mails(data):
        report = read_report(mail)
        if report is None:
            no_report += 1
        elif report.action == "failed":
            failed.append(report)
            reasons |= dict.fromkeys(report.names, report.said)
        else:
            late += 1
    messages = _messages_called(set(reasons)) if reasons else {}
    for report in failed:
        known = [messages[name] for name in report.names if name in messages]
        if whose_fault(report.said) is not Blame.PERSON:
            ours += _back_to_waiting(known, report.said)
            unknown += not known
            continue
        marked = Message.objects.filter(pk__in=known, state=MessageState.SENT).update(
            state=MessageState.CAME_BACK, fault=report.said
        )
        came_back += marked
        unknown += not known
    return BouncesNoted(came_back, late, unknown, no_report, ours)


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


def read_report(data: bytes) -> BounceReport | None:
    """Read one mail; None if it is no delivery status notification."""
    mail = email.message_from_bytes(data, policy=email.policy.compat32)
    names: set[str] = set()
    action = said = ""
    found = False
    for part in mail.walk():
        kind = part.get_content_type()
        if kind in STATUS_PARTS:
            found = True
            for block in _enclosed(part):
                if envelope_id := _field(block, "Original-Envelope-Id"):
                    names.add(envelope_id)
                # With several recipients, which ours never have, one that failed counts for all.
                if (its := _field(block, "Action").lower()) and action != "failed":
                    action = its
                    why = _field(block, "Diagnostic-Code").partition(";")[2]
                    said = without_addresses(f"{_field(block, 'Status')} {why}")
        elif kind == "message/rfc822" or kind in HEADER_PARTS:
            names |= set(_NAME.findall(_message_id(part)))
    return BounceReport(frozenset(names), action, said[:LONGEST]) if found and action else None


def _mails(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"From "):
        yield data
        return
    yield from (mail for mail in _MBOX_LINE.split(data) if mail.strip())


def _enclosed(part: email.message.Message) -> list[email.message.Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, email.message.Message)] if isinstance(payload, list) else []


def _field(block: email.message.Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _message_id(part: email.message.Message) -> str:
    """The Message-ID of a mail enclosed whole or as headers only."""
    if whole := _enclosed(part):
        return str(whole[0].get("Message-ID", ""))
    content = part.get_payload(decode=True)
    enclosed = email.message_from_bytes(content) if isinstance(content, bytes) else email.message_from_string("")
    return str(enclosed.get("Message-ID", ""))


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
