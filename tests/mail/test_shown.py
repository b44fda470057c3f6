"""The demonstration keeps mail to be looked at; nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from oneworkforce.mail import outbox
from oneworkforce.mail.models import Message, MessageState, ShownMail
from oneworkforce.mail.rounds import MailRounds
from oneworkforce.mail.shown import forget_shown, show, shown_mails
from oneworkforce.mail.worker import run_once
from tests.mail.kinds import a_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.DEMO, settings.SMTP = True, None


def test_what_is_due_is_shown_and_counts_as_sent() -> None:
    outbox.enqueue(kind="test", abouts=["1", "2", "finished 3"])
    assert run_once() == 3
    assert {mail.to for mail in shown_mails("somewhere")} == {"person1@example.org", "person2@example.org"}
    assert not shown_mails("elsewhere").exists()
    assert Message.objects.filter(state=MessageState.SENT).count() == 2
    first = shown_mails("somewhere").first()
    assert first is not None
    assert first.html.startswith("<p>")
    assert "List-Unsubscribe" in first.headers


def test_a_mail_is_never_shown_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing and noting happen together or not at all."""

    def fail(*_arguments: object, **_more: object) -> None:
        raise RuntimeError

    outbox.enqueue(kind="test", abouts=["1"])
    with monkeypatch.context() as patched:
        patched.setattr(MailRounds, "_note", fail)
        with pytest.raises(RuntimeError):
            run_once()
    assert not ShownMail.objects.exists()
    assert run_once() == 1
    assert ShownMail.objects.count() == 1


def test_outside_the_demonstration_nothing_is_kept_and_nothing_is_shown(settings: Any) -> None:
    show(a_mail("1"))
    settings.DEMO = False
    assert not shown_mails("somewhere").exists()
    with pytest.raises(RuntimeError):
        show(a_mail("2"))
    assert ShownMail.objects.count() == 1


def test_it_is_forgotten_with_the_person() -> None:
    show(a_mail("1"))
    show(a_mail("2"))
    forget_shown("Person1@example.org")
    assert [mail.to for mail in ShownMail.objects.all()] == ["person2@example.org"]
