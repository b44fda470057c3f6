"""What a mail that came back says: which of ours it was, whether it failed, and why.

Reports are read leniently. RFC 3464 and RFC 6533 say how they should be; gateways write them with spaces before colons,
encode what should stand plain, leave out our Message-ID, or send a few sentences and no report at all.
"""

from __future__ import annotations

import binascii
import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings

from oneworkforce.mail.faults import LONGEST, without_addresses

STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
FAILED = {"failed", "expired"}
"""What a report says of a mail that never arrives; RFC 3464 knows the first, some gateways say the second."""

_MARK = r"[0-9a-f]{32}"
_OUR_NAME = re.compile(rf"\b({_MARK})@[\w.-]+")
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_TO_US = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "Resent-To")
_BY_A_MACHINE = re.compile(r"mailer-daemon|postmaster|mail delivery|delivery (?:sub)?system|no-?reply", re.IGNORECASE)
_NOT_DELIVERED = re.compile(
    r"could(?: not|n.t) be delivered|not (?:been )?delivered|undeliver(?:able|ed)|delivery (?:has )?failed"
    r"|delivery (?:status notification \()?failure|failed permanently|returned to sender|unable to deliver"
    r"|wasn.t delivered|message (?:was )?rejected",
    re.IGNORECASE,
)
_ONLY_LATE = re.compile(r"\bdelay(?:ed)?\b|will (?:be retried|retry|keep trying)|still trying", re.IGNORECASE)
_WHY = re.compile(
    r"^.*(?:\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b|user unknown|no such|not exist|mailbox (?:is )?full|quota).*$",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_READ = 2_000_000
DEEPEST = 20
"""Parts within parts that are looked into: a mail can be nested without end."""


@dataclass(frozen=True, slots=True)
class BounceReport:
    """What one mail that came back says. `names`: those of ours that it may be; `failed`: it never arrives.

    `complaint`: it did arrive, and its reader has told their provider that it is junk (ARF, RFC 5965).
    """

    names: frozenset[str]
    failed: bool
    said: str
    complaint: bool = False


def read_report(data: bytes) -> BounceReport | None:
    """Read one mail; None if it does not say that another could not be delivered."""
    mail = email.message_from_bytes(data[:LONGEST_READ], policy=email.policy.compat32)
    names = _marks_of_the_return_path(mail)
    actions: list[str] = []
    said = ""
    plain: list[str] = []
    feedback = ""
    for part in _parts(mail, 0):
        kind = part.get_content_type()
        text = _text(part)
        names |= set(_OUR_NAME.findall(text))
        if kind in STATUS_PARTS:
            fields = [(name.lower(), " ".join(value.split())) for name, value in _FIELD.findall(text)]
            names |= {value for name, value in fields if name == "original-envelope-id" and re.fullmatch(_MARK, value)}
            found, why = _of_status(fields)
            actions += found
            said = said or why
        elif kind == "message/feedback-report":
            feedback = next((value.lower() for name, value in _FIELD.findall(text) if name == "Feedback-Type"), "abuse")
        elif kind == "text/plain":
            plain.append(text)
    if feedback:
        wanted = feedback.startswith("not-spam")
        return None if wanted else BounceReport(frozenset(names), False, "", complaint=True)
    if not actions:
        return _from_sentences(mail, names, "\n".join(plain))
    # With several recipients, which ours never have, one that failed counts for all.
    return BounceReport(frozenset(names), bool(FAILED & set(actions)), said[:LONGEST])


def _of_status(fields: list[tuple[str, str]]) -> tuple[list[str], str]:
    """What became of each recipient, and why the first that failed did, else of the first."""
    actions, why, first = [], "", ""
    action = status = diagnostic = ""

    def end() -> None:
        nonlocal why, first, action, status, diagnostic
        if action or status:
            told = _exact(status, diagnostic)
            actions.append(action or ("failed" if status.startswith("5") else "delayed"))
            why = why or (told if actions[-1] in FAILED else "")
            first = first or told
        action = status = diagnostic = ""

    for name, value in fields:
        if name in ("final-recipient", "original-recipient") and (action and status):
            end()
        elif name == "action":
            if action:
                end()
            action = value.lower().partition(" ")[0]
        elif name == "status":
            status = value
        elif name == "diagnostic-code":
            diagnostic = value.partition(";")[2] or value
    end()
    return actions, why or first


def _exact(status: str, diagnostic: str) -> str:
    """The code and the words; of two codes the more exact one, for 5.0.0 says nothing."""
    found, better = _STATUS.search(status), _STATUS.search(diagnostic)
    if better and (not found or (found[2], better[2] != "0") == ("0", True)):
        status = better[0]
    return without_addresses(f"{status} {diagnostic}".strip())


def _from_sentences(mail: email.message.Message, names: set[str], text: str) -> BounceReport | None:
    """A gateway's few sentences: only of a machine, and only where one of our mails is named."""
    sender = f"{mail.get('From', '')} {mail.get('Return-Path', '')}"
    subject = str(mail.get("Subject", ""))
    if not names or not (_BY_A_MACHINE.search(sender) or "<>" in sender):
        return None
    if not _NOT_DELIVERED.search(f"{subject}\n{text}"):
        return None
    why = _WHY.search(text)
    line = without_addresses(why[0].strip(" -*>\t")) if why else without_addresses(subject)
    late = bool(_ONLY_LATE.search(f"{subject}\n{text}")) and not re.search(r"\b5\d\d\b|\b5\.\d", line)
    return BounceReport(frozenset(names), not late, line[:LONGEST])


def _marks_of_the_return_path(mail: email.message.Message) -> set[str]:
    """The name of the mail that came back to an address of its own, as `envelopes.return_path` makes it."""
    before, braces, after = settings.MAIL_BOUNCES.partition("{}")
    if not braces:
        return set()
    address = re.compile(rf"{re.escape(before)}({_MARK}){re.escape(after)}", re.IGNORECASE)
    told = " ".join(str(value) for name in _TO_US for value in mail.get_all(name, []))
    return {found.lower() for found in address.findall(told)}


def _parts(part: email.message.Message, depth: int) -> Iterator[email.message.Message]:
    yield part
    payload = part.get_payload()
    if depth < DEEPEST and isinstance(payload, list):
        for one in payload:
            if isinstance(one, email.message.Message):
                yield from _parts(one, depth + 1)


def _text(part: email.message.Message) -> str:
    """A part as text, its headers first: decoded, where a gateway has encoded it."""
    headers = "\n".join(f"{name}: {value}" for name, value in part.items())
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes) or not isinstance(part.get_payload(), list):
        return f"{headers}\n\n{payload.decode('utf-8', 'replace') if isinstance(payload, bytes) else ''}"
    enclosed = [one for one in part.get_payload() if isinstance(one, email.message.Message)]
    # The blocks of a status, or the headers of an enclosed mail, whose own parts are looked at by themselves.
    blocks = ["\n".join(f"{name}: {value}" for name, value in one.items()) for one in enclosed]
    bodies = [str(one.get_payload()) for one in enclosed if not one.is_multipart()]
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        # No standard lets a mail be encoded so, and Python reads the letters as the enclosed mail's text.
        with suppress(binascii.Error, ValueError):
            bodies = [binascii.a2b_base64("".join(bodies)).decode("utf-8", "replace")]
    return "\n".join([headers, "", *blocks, *bodies])
