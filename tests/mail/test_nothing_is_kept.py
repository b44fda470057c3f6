"""The outbox, the worker's tables and its log hold nobody's address or link."""

from __future__ import annotations

import logging

import pytest
from django.db import connection

from oneworkforce.jobs import daily
from oneworkforce.mail import outbox
from oneworkforce.mail.composing import COMPOSERS
from oneworkforce.mail.models import Message
from oneworkforce.mail.worker import run_once
from tests.mail.kinds import SECRET
from tests.mail.sink import DROP, Sink

pytestmark = pytest.mark.django_db
REFUSALS = [
    "550 <{to}> unknown",
    "451 try again, {to}",
    "421 bye {to}",
    DROP,
    "552 see https://example.org/answer/" + SECRET,
]


def everything_kept() -> str:
    """Every cell of mail's tables and of the audit log."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("mail_", "accounts_", "cache", "django_session")):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of tables
                said += [repr(row) for row in cursor.fetchall()]
    return "\n".join(said)


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("when", ["RCPT", ".", "MAIL", "connect"])
def test_whatever_the_server_says(sink: Sink, caplog: pytest.LogCaptureFixture, refusal: str, when: str) -> None:
    sink.rule = lambda said, _taken: refusal.format(to="person1@example.org") if said.startswith(when) else None
    with caplog.at_level(logging.DEBUG):
        outbox.start_mailing(
            kind="test", about="w", partnership="p", assessment="a", abouts=map(str, range(30)), by=None
        )
        run_once()
    kept = everything_kept()
    assert Message.objects.count() == 30
    for secret in ("@", SECRET, "Robin", "/answer/"):
        assert secret not in kept
        assert secret not in caplog.text


def test_whatever_goes_wrong_of_ours(
    sink: Sink, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_abouts: object) -> dict[str, object]:
        person = "person1@example.org"
        raise LookupError(person, SECRET)

    monkeypatch.setitem(COMPOSERS, "test", fail)
    monkeypatch.setattr(daily, "EVERY_DAY", {"failing": fail})
    outbox.enqueue(kind="test", abouts=["1", "2"])
    with caplog.at_level(logging.DEBUG):
        run_once()
        daily.do_what_is_due()
    assert "LookupError" in caplog.text
    for secret in ("person1", SECRET):
        assert secret not in everything_kept()
        assert secret not in caplog.text.replace('person = "person1@example.org"', "")


def test_when_all_went_well_a_message_keeps_no_time_of_it(sink: Sink) -> None:
    mailing = outbox.start_mailing(kind="test", about="w", partnership="p", assessment="a", abouts="12", by=None)
    before = set(mailing.messages.values_list("due", flat=True))
    run_once()
    assert set(mailing.messages.values_list("due", "claimed_by", "claimed_until", "fault")) == {
        (before.pop(), "", None, "")
    }
