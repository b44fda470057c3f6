"""A mail server that keeps what it is given, and a kind of message to send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from oneworkforce.config.environment import SmtpServer
from oneworkforce.mail.composing import COMPOSERS
from tests.mail.kinds import compose_test_message
from tests.mail.sink import Sink


@pytest.fixture(autouse=True)
def _a_kind_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMPOSERS, "test", compose_test_message)


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server, named in the settings."""
    with Sink() as listening:
        settings.SMTP = SmtpServer("127.0.0.1", listening.port, "", "", "none")
        settings.MAIL_FROM = ("One Workforce", "workforce@example.org")
        settings.MAIL_BOUNCES, settings.MAIL_PER_MINUTE, settings.DEMO = "", 0, False
        yield listening
