"""What is due is sent once, and its outcome noted."""

from __future__ import annotations

import pytest

from oneworkforce.mail import outbox
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.worker import run_once
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db


def test_every_message_of_a_mailing_is_sent_once_over_one_connection(sink: Sink) -> None:
    mailing = outbox.start_mailing(
        kind="test", about="wave-1", partnership="here", assessment="now", abouts=map(str, range(250)), by=None
    )
    assert run_once() == 250
    assert sorted(mail.to for mail in sink.mails) == sorted(f"person{number}@example.org" for number in range(250))
    assert len({mail.message_id for mail in sink.mails}) == 250
    assert sink.connections == 1
    assert outbox.progress(mailing) == outbox.MailingProgress(sent=250)
    assert run_once() == 0


def test_what_is_not_needed_any_more_is_not_sent(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=["1", "finished 2", "3"])
    run_once()
    assert sorted(mail.to for mail in sink.mails) == ["person1@example.org", "person3@example.org"]
    assert Message.objects.get(about="finished 2").state == MessageState.NOT_NEEDED
