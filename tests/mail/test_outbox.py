"""Starting, pausing, resuming, cancelling and retrying a mailing each leave an event; messages leave none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from oneworkforce.accounts.models import Event, User
from oneworkforce.mail import outbox
from oneworkforce.mail.models import Mailing, Message, MessageState, Trouble
from oneworkforce.mail.worker import look_in, run_once
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db


def start(abouts: range | list[str], **more: Any) -> Mailing:
    given = {"kind": "test", "about": "wave-1", "partnership": "here", "assessment": "now", "by": None, **more}
    return outbox.start_mailing(abouts=map(str, abouts), **given)


def events() -> list[tuple[str, dict[str, Any]]]:
    return [(event.what, event.details) for event in Event.objects.order_by("id")]


def test_a_mailing_is_made_once_however_often_it_is_started() -> None:
    by = User.objects.create_user("officer@example.org", "Officer")
    first = start(range(1200), by=by)
    again = start(range(1200), by=by)
    assert first.pk == again.pk
    assert outbox.progress(first) == outbox.MailingProgress(waiting=1200)
    assert events() == [("mailing started", {"kind": "test", "about": "wave-1", "messages": 1200})]
    assert Event.objects.get().by == by


def test_started_again_it_gains_who_was_missing() -> None:
    start(range(3))
    mailing = start(range(5))
    assert outbox.progress(mailing).waiting == 5
    assert [details["messages"] for _what, details in events()] == [3, 2]


def test_another_kind_or_purpose_is_another_mailing() -> None:
    assert len({start([]).pk, start([], kind="other").pk, start([], about="wave-2").pk}) == 3


def test_progress_of_many_mailings_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    mailings = [start(range(number), about=f"wave-{number}") for number in range(4)]
    Message.objects.filter(mailing=mailings[3], about="0").update(state=MessageState.CAME_BACK)
    Message.objects.filter(mailing=mailings[3], about="1").update(state=MessageState.FAILED)
    with django_assert_num_queries(1):
        found = outbox.progress_of(mailings)
    assert found[mailings[0].pk] == outbox.MailingProgress()
    assert found[mailings[3].pk] == outbox.MailingProgress(waiting=1, came_back=1, failed=1)
    assert found[mailings[3].pk].all == 3


def test_nothing_of_a_paused_mailing_is_sent_until_it_is_resumed(sink: Sink) -> None:
    mailing = start(range(5))
    outbox.pause(mailing, by=None)
    outbox.pause(mailing, by=None)
    outbox.enqueue(kind="test", abouts=["other"])
    run_once()
    assert [mail.to for mail in sink.mails] == ["personother@example.org"]
    outbox.resume(mailing, by=None)
    run_once()
    assert outbox.progress(mailing).sent == 5
    assert [what for what, _details in events()] == ["mailing started", "mailing paused", "mailing resumed"]


def test_what_still_waits_of_a_cancelled_mailing_is_never_sent(sink: Sink) -> None:
    mailing = start(range(3))
    Message.objects.filter(about="0").update(state=MessageState.SENT)
    assert outbox.cancel(mailing, by=None) == 2
    assert run_once() == 0
    assert outbox.progress(mailing) == outbox.MailingProgress(sent=1, not_needed=2)


def test_what_is_not_due_yet_waits(sink: Sink) -> None:
    start(range(2), due=timezone.now() + timedelta(hours=1))
    assert run_once() == 0


def test_what_failed_is_tried_again_as_a_new_message(sink: Sink) -> None:
    mailing = start(range(4))
    Message.objects.filter(about__in=["0", "1"]).update(state=MessageState.FAILED, tries=9, fault="550 no")
    Message.objects.filter(about="2").update(state=MessageState.CAME_BACK)
    before = set(Message.objects.values_list("pk", flat=True))
    assert outbox.retry(mailing, by=None, abouts=["0"]) == 1
    assert outbox.retry(mailing, by=None) == 2
    assert outbox.retry(mailing, by=None) == 0
    assert outbox.progress(mailing).waiting == 4
    assert len(set(Message.objects.values_list("pk", flat=True)) - before) == 3
    assert set(Message.objects.values_list("tries", "fault")) == {(0, "")}
    run_once()
    assert len(sink.mails) == 4


def test_problems_say_what_to_do() -> None:
    mailing = start(range(3))
    Message.objects.filter(about="0").update(state=MessageState.FAILED, fault="550 5.1.1 no such user")
    Message.objects.filter(about="1").update(state=MessageState.CAME_BACK, fault="5.2.2 over quota")
    found = {problem.about: problem for problem in outbox.problems(mailing)}
    assert set(found) == {"0", "1"}
    assert "no such address" in found["0"].advice
    assert "mailbox is full" in found["1"].advice
    assert found["1"].said == "5.2.2 over quota"


def test_messages_about_somebody_are_forgotten() -> None:
    start(range(3))
    outbox.enqueue(kind="other", abouts=["1"])
    outbox.forget(["1"])
    assert set(Message.objects.values_list("about", flat=True)) == {"0", "2"}


def test_a_single_message_leaves_once_it_is_sent(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=["1"])
    mailing = start(range(1))
    run_once()
    look_in()
    assert list(Message.objects.values_list("mailing", flat=True)) == [mailing.pk]
    assert not Event.objects.exclude(what="mailing started").exists()


def test_it_says_what_keeps_mail_from_being_sent(settings: Any) -> None:
    settings.DEMO, settings.SMTP, settings.MAIL_FROM = False, None, ("", "")
    assert not outbox.can_send()
    assert "ONEWORKFORCE_SMTP_URL" in outbox.trouble()
    settings.SMTP = object()
    assert not outbox.can_send()
    assert "ONEWORKFORCE_MAIL_FROM" in outbox.what_to_set()
    settings.MAIL_FROM = ("", "workforce@example.org")
    assert outbox.can_send()
    assert "oneworkforce worker" in outbox.trouble()
    Trouble.objects.create(what="mail server", said="421 busy", since=timezone.now())
    assert "421 busy" in outbox.trouble()
    settings.DEMO, settings.SMTP = True, None
    assert outbox.can_send()


def test_without_a_mail_server_everything_waits(settings: Any) -> None:
    settings.DEMO, settings.SMTP = False, None
    mailing = start(range(2))
    assert run_once() == 0
    assert outbox.progress(mailing).waiting == 2
