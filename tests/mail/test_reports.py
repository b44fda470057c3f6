"""Mail that came back from many systems: found by its return path or our Message-ID, with the more exact reason."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from oneworkforce.mail import outbox
from oneworkforce.mail.bounces import BouncesNoted, note_bounces
from oneworkforce.mail.faults import advice
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.reports import read_report
from oneworkforce.mail.worker import run_once
from tests.mail.sink import Sink

NAME = "0123456789abcdef" * 2
OURS = f"<{NAME}@example.org>"


@pytest.fixture(autouse=True)
def _return_paths(settings: Any) -> None:
    settings.MAIL_BOUNCES = "bounces+{}@example.org"


def report(
    status: str,
    enclosed: str = "",
    *,
    text: str = "It did not arrive.",
    kind: str = "delivery-status",
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.example>",
    to: str = "bounces@example.org",
) -> bytes:
    """A report as RFC 3464 has it: sentences, a status, and what is enclosed of our mail with its part's headers."""
    parts = [
        f"Content-Type: text/plain\n\n{text}",
        f"Content-Type: message/{kind}\n\n{status}",
        *([enclosed] if enclosed else []),
    ]
    body = "".join(f"--=_b\n{part}\n" for part in parts)
    return (
        f"Return-Path: <>\nFrom: {sender}\nTo: {to}\nSubject: Undelivered Mail Returned to Sender\n"
        f'MIME-Version: 1.0\nContent-Type: multipart/report; report-type={kind}; boundary="=_b"\n\n{body}--=_b--\n'
    ).encode()


def sentences(
    subject: str, text: str, *, sender: str = "postmaster@partner.example", to: str = f"bounces+{NAME}@example.org"
) -> bytes:
    """A gateway's own words, and no report."""
    return f"From: {sender}\nTo: {to}\nSubject: {subject}\nContent-Type: text/plain\n\n{text}\n".encode()


def headers(kind: str = "text/rfc822-headers", name: str = OURS, field: str = "Message-ID") -> str:
    return f"Content-Type: {kind}\n\nFrom: One Workforce <workforce@example.org>\n{field}: {name}\nSubject: Hello\n"


WHOLE = f"From: workforce@example.org\nMessage-ID: {OURS}\n\nDear Robin\n"
NOBODY = "5.1.1 550 5.1.1 User unknown"
UNKNOWN = """Final-Recipient: rfc822; p@x.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown
"""
DENIED = "Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.\n"
MTA = "Reporting-MTA: dns; mx.example\n\n"
MARKED = f"bounces+{NAME}@example.org"

ENCODED = (
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(WHOLE.encode()).decode()
)

CASES: dict[str, tuple[bytes, str]] = {
    # What wrote it → the mail, and what its message says afterwards.
    "Postfix": (report(MTA + UNKNOWN, headers()), NOBODY),
    "Postfix, the whole mail back": (report(MTA + UNKNOWN, f"Content-Type: message/rfc822\n\n{WHOLE}"), NOBODY),
    "a space before each colon": (
        report(
            f"Original-Envelope-Id : {NAME}\nAction : failed\nStatus : 5.0.0\n"
            "Diagnostic-Code : smtp;550 5.1.1 No such user\n"
        ),
        "5.1.1 550 5.1.1 No such user",
    ),
    "RFC 6533, eight bits": (
        report(MTA + UNKNOWN, headers("message/global-headers"), kind="global-delivery-status"),
        NOBODY,
    ),
    "a relay that gave our mail a name of its own": (
        report(MTA + UNKNOWN, headers(name="<0102-x@relay.example>"), to=MARKED),
        NOBODY,
    ),
    "nothing enclosed": (report(MTA + UNKNOWN, to=MARKED), NOBODY),
    "our name in a field of its own": (
        report(f"Reporting-MTA: dns; mx.example\nX-Original-Message-ID: {OURS}\n\n{UNKNOWN}"),
        NOBODY,
    ),
    "our name among references": (report(MTA + UNKNOWN, headers(field="References")), NOBODY),
    "the mail back in base64": (
        report(MTA + UNKNOWN, ENCODED),
        NOBODY,
    ),
    "expired instead of failed": (
        report(MTA + "Action: expired\nStatus: 5.4.7\nDiagnostic-Code: smtp; unable to get mx info\n", headers()),
        "5.4.7 unable to get mx info",
    ),
    "a status that says nothing": (
        report(MTA + "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\n", headers()),
        "5.2.2 552 5.2.2 mailbox full",
    ),
    "no action at all": (report(MTA + "Final-Recipient: rfc822; p@x.example\nStatus: 5.1.1\n", headers()), "5.1.1"),
    "an action with a remark": (report(MTA + "Action: failed (permanently)\nStatus: 5.1.1\n", headers()), "5.1.1"),
    "a diagnostic over two lines": (
        report(MTA + "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n  User unknown\n", headers()),
        NOBODY,
    ),
    "a diagnostic without a kind": (
        report(MTA + "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: User unknown\n", headers()),
        "5.1.1 User unknown",
    ),
    "Exchange Online": (
        report(MTA + "Action: failed\nStatus: 5.4.1\n" + DENIED, headers()),
        "5.4.1 550 5.4.1 Recipient address rejected: Access denied.",
    ),
    "a gateway's sentences": (
        sentences(
            "[Postmaster] Email Delivery Failure",
            "Your e-mail could not be delivered.\n-- 5.4.1 Recipient address rejected: Access denied.",
        ),
        "5.4.1 Recipient address rejected: Access denied.",
    ),
    "qmail": (
        sentences(
            "failure notice",
            "Hi. This is a mail program. It was not delivered.\n\n"
            f"<p@x.example>:\n550 5.1.1 no such user\n\n--- Below this line is a copy.\nMessage-ID: {OURS}\n",
            sender="MAILER-DAEMON@mx.example",
            to="bounces@example.org",
        ),
        "550 5.1.1 no such user",
    ),
    "an answer without a code": (
        sentences(
            "Undeliverable: How do we work together?",
            "User unknown at this host.",
            sender="Mail Delivery Subsystem <x@y.example>",
        ),
        "User unknown at this host.",
    ),
    "delivered to, by a pipe": (
        f"Delivered-To: {MARKED}\n".encode() + report(MTA + UNKNOWN),
        NOBODY,
    ),
}


@pytest.mark.parametrize("system", CASES)
def test_it_is_found_and_says_why(system: str) -> None:
    mail, said = CASES[system]
    found = read_report(mail)
    assert found is not None
    assert NAME in found.names
    assert (found.failed, found.said) == (True, said)


@pytest.mark.parametrize("system", CASES)
def test_every_kind_of_line_end_reads_the_same(system: str) -> None:
    mail = CASES[system][0]
    assert read_report(mail.replace(b"\n", b"\r\n")) == read_report(mail)


def test_a_mailbox_that_denies_access_is_no_address() -> None:
    assert "no such address" in advice(CASES["Exchange Online"][1])


@pytest.mark.parametrize(
    "mail",
    [
        report(MTA + "Action: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 451 4.4.1 later\n", headers()),
        report(MTA + "Action: relayed\nStatus: 2.0.0\n", headers()),
        sentences("Delivery delayed", "It has not been delivered yet. We will keep trying."),
    ],
)
def test_what_is_late_has_not_failed(mail: bytes) -> None:
    found = read_report(mail)
    assert found is not None
    assert not found.failed


@pytest.mark.parametrize(
    "mail",
    [
        sentences("On holiday", "I am away until Monday.", sender="Robin <robin@partner.example>"),
        sentences("Re: the survey", "My mail could not be delivered, here again.", sender="robin@partner.example"),
        sentences("Delivery failed", "It could not be delivered.", to="somebody@example.org"),
        sentences("Weekly report", "All is well.", sender="postmaster@partner.example"),
    ],
)
def test_what_people_write_is_no_report(mail: bytes) -> None:
    assert read_report(mail) is None


def test_parts_within_parts_without_end_are_not_followed() -> None:
    nested = b"Content-Type: message/rfc822\n\n" * 400 + b"Subject: x\n\nx"
    assert read_report(nested) is None


@pytest.mark.django_db
def test_each_mail_comes_back_to_an_address_of_its_own(sink: Sink, settings: Any) -> None:
    settings.MAIL_BOUNCES = "bounces+{}@example.org"
    outbox.enqueue(kind="test", abouts=["1", "2"])
    run_once()
    first, second = sink.mails
    assert first.sender != second.sender
    assert first.sender.startswith("<bounces+")
    name = first.message_id.partition("@")[0]
    # Whatever a relay made of the mail: the address to which it came back is enough.
    back = report(MTA + UNKNOWN, to=f"bounces+{name}@example.org")
    assert note_bounces(back) == BouncesNoted(came_back=1)
    assert Message.objects.filter(state=MessageState.CAME_BACK).count() == 1
    # A mark that somebody has made up finds nothing.
    made_up = report(MTA + UNKNOWN, to=f"bounces+{'f' * 32}@example.org")
    assert note_bounces(made_up) == BouncesNoted(unknown=1)


@pytest.mark.django_db
def test_one_mail_of_a_pipe_is_one_mail(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=["1"])
    run_once()
    name = sink.mails[0].message_id
    mail = b"From MAILER-DAEMON  Mon Nov 23 09:01:00 2026\n" + report(
        MTA + UNKNOWN, headers(name=f"<{name}>"), text="From the 1st of November this mailbox is closed.\nFrom now on …"
    )
    assert note_bounces(mail) == BouncesNoted(came_back=1)


def complaint(kind: str = "abuse", enclosed: str = "") -> bytes:
    """What a provider sends whose customer has pressed “junk”: ARF, RFC 5965."""
    status = f"Feedback-Type: {kind}\nUser-Agent: Provider/1.0\nVersion: 1\n"
    return report(status, enclosed or f"Content-Type: message/rfc822\n\n{WHOLE}", kind="feedback-report")


def test_a_complaint_is_no_letter_that_came_back() -> None:
    found = read_report(complaint())
    assert found is not None
    assert (found.complaint, found.failed, set(found.names)) == (True, False, {NAME})
    assert read_report(complaint("not-spam")) is None
