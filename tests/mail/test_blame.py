"""Whose fault a refusal is: never a person's where it is ours, and never ours where the address is wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from oneworkforce.jobs.processes import my_name
from oneworkforce.jobs.worker import Stopping
from oneworkforce.mail import outbox
from oneworkforce.mail.blame import WAITS, Blame, whose_fault
from oneworkforce.mail.bounces import MOST_TRIES, BouncesNoted, note_bounces
from oneworkforce.mail.faults import advice, server_advice
from oneworkforce.mail.models import Message, MessageState, Trouble
from oneworkforce.mail.rounds import MailRounds
from tests.mail.sink import Sink
from tests.mail.test_bounces import notification

OURS = {
    # Limits of an account or a service.
    "550 5.4.5 Daily user sending limit exceeded. For more information on limits go to …": Blame.LIMIT,
    "550-5.4.5 Daily SMTP relay sending limit exceeded for customer.": Blame.LIMIT,
    "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients": Blame.LIMIT,
    "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:SubmissionQuotaExceededException": Blame.LIMIT,
    "454 Throttling failure: Daily message quota exceeded": Blame.LIMIT,
    "454 Throttling failure: Maximum sending rate exceeded": Blame.LIMIT,
    "451 4.7.1 Ratelimit exceeded for sender": Blame.LIMIT,
    "550 5.7.233 Your message can't be sent because your tenant exceeded its recipient rate limit": Blame.LIMIT,
    "421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP": Blame.LIMIT,
    "452 4.5.3 Too many messages sent in this session": Blame.LIMIT,
    # Who may send.
    "550 5.1.8 Access denied, bad outbound sender AS(42004)": Blame.SENDER,
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender": Blame.SENDER,
    "554 5.2.252 SendAsDenied; workforce not allowed to send as …": Blame.SENDER,
    "554 Message rejected: Email address is not verified. The following identities failed the check": Blame.SENDER,
    "553 5.7.1 Sender address rejected: not owned by user workforce": Blame.SENDER,
    "553 5.1.7 The sender address isn't valid": Blame.SENDER,
    # Signing in.
    "530 5.7.57 Client not authenticated to send mail": Blame.SIGN_IN,
    "535 5.7.139 Authentication unsuccessful, basic authentication is disabled": Blame.SIGN_IN,
    "530-5.5.1 Authentication Required. Learn more at …": Blame.SIGN_IN,
    "554 5.7.1 Relay access denied": Blame.SIGN_IN,
    "550 relay not permitted": Blame.SIGN_IN,
    # What the domain proves.
    "550-5.7.26 This mail has been blocked because the sender is unauthenticated. DKIM = did not pass": Blame.PROOF,
    "421-4.7.26 This mail is unauthenticated, which poses a security risk": Blame.PROOF,
    "550 5.7.23 The message was rejected because of Sender Policy Framework violation": Blame.PROOF,
    "550 5.7.1 SPF check failed: example.org does not designate 192.0.2.1 as permitted sender": Blame.PROOF,
    "550 5.7.25 The IP address sending this message does not have a PTR record": Blame.PROOF,
    "550 5.7.1 Rejected by DMARC policy of example.org": Blame.PROOF,
    # The name of the machine.
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org": Blame.REPUTATION,
    "550 5.7.511 Access denied, banned sender. To request removal from this list": Blame.REPUTATION,
    "550 5.7.606 Access denied, banned sending IP [192.0.2.1]": Blame.REPUTATION,
}
THEIRS = [
    "550 5.1.1 <…>: Recipient address rejected: User unknown in virtual mailbox table",
    "550-5.1.1 The email account that you tried to reach does not exist.",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
    "552 5.2.2 The email account that you tried to reach is over quota.",
    "452 4.2.2 The recipient's inbox is out of storage space",
    "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages",
    "550 5.2.1 The email account that you tried to reach is disabled",
    "550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail",
    "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; only members may send to this group",
    "554 5.7.1 Message rejected because of its content",
    "552 5.3.4 Message size exceeds fixed limit",
    "553 5.1.3 The recipient address is not a valid RFC 5321 address",
    "450 4.7.1 Greylisted, try again in 300 seconds",
    "550 No such user here",
    "",
]


@pytest.mark.parametrize(("said", "fault"), OURS.items())
def test_a_refusal_of_us_is_known_and_says_what_to_do(said: str, fault: Blame) -> None:
    assert whose_fault(said) is fault
    assert "address" not in server_advice(said)
    assert "no fault of the address" in advice(said)


@pytest.mark.parametrize("said", THEIRS)
def test_what_is_wrong_with_an_address_is_not_taken_for_a_fault_of_ours(said: str) -> None:
    assert whose_fault(said) is Blame.PERSON


def test_each_fault_of_ours_has_its_own_advice_and_time() -> None:
    faults = set(Blame) - {Blame.PERSON}
    said = {fault: next(text for text, its in OURS.items() if its is fault) for fault in faults}
    assert len({server_advice(text) for text in said.values()}) == len(faults) == len(WAITS)


@pytest.fixture
def rounds(sink: Sink) -> Iterator[MailRounds]:
    """A worker's rounds, by hand."""
    stop = Stopping()
    by_hand = MailRounds(my_name(), stop)
    yield by_hand
    by_hand.office.close()
    stop.close()


def states() -> set[tuple[str, int]]:
    return set(Message.objects.values_list("state", "tries"))


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["MAIL", "RCPT", "."])
@pytest.mark.parametrize("refusal", ["550 5.4.5 Daily user sending limit exceeded", "550 5.1.8 bad outbound sender"])
def test_a_refusal_of_us_holds_all_letters_and_counts_against_nobody(
    sink: Sink, rounds: MailRounds, when: str, refusal: str
) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(30)))
    sink.rule = lambda said, taken: refusal if said.startswith(when) and taken >= 3 else None
    rounds.one_round()
    assert len(sink.mails) == 3
    assert set(Message.objects.exclude(state=MessageState.SENT).values_list("state", "tries")) == {("waiting", 0)}
    assert server_advice(refusal) in outbox.trouble()
    # It is left alone for as long as such a thing takes, not for seconds.
    rounds._not_before -= 600
    assert rounds.one_round() == 0
    assert rounds._not_before > time.monotonic()
    # Then the letters go out by themselves.
    sink.rule = None
    rounds._not_before = 0
    while rounds.one_round():
        pass
    assert states() == {("sent", 0)}
    assert not Trouble.objects.exists()


def sent(sink: Sink, rounds: MailRounds, people: int) -> list[str]:
    outbox.enqueue(kind="test", abouts=map(str, range(people)))
    assert rounds.one_round() == people
    return [mail.message_id for mail in sink.mails]


@pytest.mark.django_db
def test_mail_that_comes_back_because_of_us_waits_and_goes_out_again(sink: Sink, rounds: MailRounds) -> None:
    first, _second = sent(sink, rounds, 2)
    report = notification(first, status="5.1.8", why="smtp; 550 5.1.8 Access denied, bad outbound sender AS(42004)")
    assert note_bounces(report) == BouncesNoted(ours=1)
    assert sorted(Message.objects.values_list("state", "tries")) == [("sent", 0), ("waiting", 1)]
    assert outbox.trouble().startswith("Mail comes back because of us, not of people. What is left waits.")
    # Others that wait are held as well.
    outbox.enqueue(kind="test", abouts=["more"])
    assert rounds.one_round() == 0
    Trouble.objects.update(since=timezone.now() - timedelta(hours=2))
    Message.objects.filter(state=MessageState.WAITING).update(due=timezone.now())
    assert rounds.one_round() == 2
    assert {state for state, _tries in states()} == {"sent"}
    assert "comes back" not in outbox.trouble()


@pytest.mark.django_db
def test_what_comes_back_because_of_us_again_and_again_is_told_at_last(sink: Sink, rounds: MailRounds) -> None:
    (name,) = sent(sink, rounds, 1)
    Message.objects.update(tries=MOST_TRIES)
    assert note_bounces(notification(name, status="5.7.26", why="smtp; 550 5.7.26 unauthenticated")).ours == 1
    message = Message.objects.get()
    assert message.state == MessageState.CAME_BACK
    assert "no fault of the address" in advice(message.fault)
