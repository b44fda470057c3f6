"""Mail that came back marks its message with the reason; nobody's address is kept."""

from __future__ import annotations

import pytest

from oneworkforce.mail import outbox
from oneworkforce.mail.bounces import BouncesNoted, note_bounces
from oneworkforce.mail.faults import advice, without_addresses
from oneworkforce.mail.models import Mailing, Message, MessageState
from oneworkforce.mail.reports import read_report
from oneworkforce.mail.worker import run_once
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db
UNKNOWN = "f" * 32 + "@example.org"


def notification(
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    why: str = "smtp; 550 5.1.1 <person1@example.org>: Recipient address rejected: User unknown",
    enclosed: str = "text/rfc822-headers",
    envelope_id: str = "",
) -> bytes:
    """What a mail server sends back, after RFC 3464."""
    original = f"Message-ID: <{message_id}>\nTo: person1@example.org\nSubject: How do we work together?\n"
    return f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: workforce@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
{f"Original-Envelope-Id: {envelope_id}" if envelope_id else "X-Queue-ID: 4F2C1"}
Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000 (GMT)

Final-Recipient: rfc822; person1@example.org
Original-Recipient: rfc822;person1@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: {why}

--=_b
Content-Type: {enclosed}

{original}{"" if enclosed.startswith("text") else chr(10) + "Dear Robin"}
--=_b--
""".encode()


@pytest.fixture
def sent(sink: Sink) -> dict[str, str]:
    """Message-IDs by what they are about: three of them, sent."""
    outbox.start_mailing(kind="test", about="w", partnership="p", assessment="a", abouts=["1", "2", "3"], by=None)
    run_once()
    return {mail.to.removeprefix("person").partition("@")[0]: mail.message_id for mail in sink.mails}


def state_of(about: str) -> tuple[str, str]:
    return Message.objects.values_list("state", "fault").get(about=about)  # type: ignore[return-value]


@pytest.mark.parametrize("enclosed", ["text/rfc822-headers", "message/rfc822"])
def test_it_is_found_by_its_message_id(sent: dict[str, str], enclosed: str) -> None:
    assert note_bounces(notification(sent["1"], enclosed=enclosed)) == BouncesNoted(came_back=1)
    state, fault = state_of("1")
    assert state == MessageState.CAME_BACK
    assert fault == "5.1.1 550 5.1.1 <…>: Recipient address rejected: User unknown"
    assert state_of("2") == (MessageState.SENT, "")
    problem = outbox.problems(Mailing.objects.get())[0]
    assert (problem.about, problem.state) == ("1", MessageState.CAME_BACK)
    assert "no such address" in problem.advice


def test_it_is_found_by_its_envelope_where_no_headers_come_back(sent: dict[str, str]) -> None:
    name = sent["2"].partition("@")[0]
    assert note_bounces(notification("something@else", envelope_id=name)).came_back == 1
    assert state_of("2")[0] == MessageState.CAME_BACK


def test_one_that_is_only_late_is_left_alone(sent: dict[str, str]) -> None:
    late = notification(sent["1"], action="delayed", status="4.4.1")
    assert note_bounces(late) == BouncesNoted(late=1)
    assert state_of("1") == (MessageState.SENT, "")


def test_a_full_mailbox_is_another_matter_than_a_wrong_address(sent: dict[str, str]) -> None:
    note_bounces(notification(sent["1"], status="4.2.2", why="smtp; 452 4.2.2 over quota"))
    assert "mailbox is full" in advice(state_of("1")[1])


def test_an_mbox_of_many_is_read_whole(sent: dict[str, str]) -> None:
    mbox = b"\n".join(
        b"From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n" + mail
        for mail in (
            notification(sent["1"]),
            notification(UNKNOWN),
            notification(sent["3"], action="delayed"),
            b"From: robin@example.org\nSubject: On holiday\n\nI am away.\n",
            notification(sent["2"]),
            notification(sent["2"]),
        )
    )
    assert note_bounces(mbox) == BouncesNoted(came_back=2, late=1, unknown=1, no_report=1)
    assert {about for about in "123" if state_of(about)[0] == MessageState.CAME_BACK} == {"1", "2"}


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\x00\xff" * 50,
        b"From \n",
        b"Content-Type: message/delivery-status\n\n",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n--x--",
        notification(UNKNOWN)[:700],
    ],
)
def test_what_is_no_report_harms_nothing(sent: dict[str, str], junk: bytes) -> None:
    assert note_bounces(junk).came_back == 0


def test_a_message_that_still_waits_is_not_marked(sent: dict[str, str]) -> None:
    Message.objects.filter(about="1").update(state=MessageState.WAITING)
    assert note_bounces(notification(sent["1"])).came_back == 0


def test_a_report_with_several_recipients_counts_as_failed_if_one_did() -> None:
    both = notification(UNKNOWN, action="delivered").replace(
        b"\n--=_b\nContent-Type: text/rfc822", b"\nAction: failed\nStatus: 5.2.1\n\n--=_b\nContent-Type: text/rfc822"
    )
    report = read_report(both)
    assert report is not None
    assert report.failed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 <robin@example.org>: no", "550 <…>: no"),
        (b"552 robin.o'hara+x@mail.example.org \r\n over  quota", "552 … over quota"),
        ("554 see https://example.org/why?a=robin%40example.org", "554 see …"),
        ("550 \x1b[31mred", "550 [31mred"),
        ("x" * 900, "x" * 500),
    ],
)
def test_what_a_server_said_is_kept_without_addresses(said: str | bytes, kept: str) -> None:
    assert without_addresses(said) == kept


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("550 5.1.1 no such user", "no such address"),
        ("5.1.10 550", "no such address"),
        ("552 5.2.2 full", "full"),
        ("550 5.2.1 disabled", "another address"),
        ("552 5.3.4 too big", "tomorrow"),
        ("4.4.7 expired", "after the @"),
        ("550 5.7.1 spam", "technical staff"),
        ("451 4.6.0 odd", "tomorrow"),
        ("550 no", "refused"),
        ("not written: KeyError", "could not be written"),
        ("", "could not be delivered"),
    ],
)
def test_there_is_always_something_to_do(fault: str, says: str) -> None:
    assert says in advice(fault)
