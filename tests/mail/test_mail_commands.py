"""`oneworkforce mail` says what happened; `oneworkforce worker` works."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from oneworkforce.config.environment import SmtpServer
from oneworkforce.mail import outbox
from oneworkforce.mail.commands import mail, worker
from oneworkforce.mail.models import Message, MessageState, ShownMail
from oneworkforce.mail.worker import run_once
from tests.mail.sink import Sink
from tests.mail.test_bounces import notification

pytestmark = pytest.mark.django_db


def say(command: click.Command, *arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(command, arguments, input=given)


def test_a_test_mail_arrives(sink: Sink) -> None:
    said = say(mail, "test", "robin@example.org")
    assert said.exit_code == 0
    assert f"127.0.0.1:{sink.port} has taken the mail, from workforce@example.org" in said.output
    assert sink.mails[0].to == "robin@example.org"
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("verb", "answer", "says"),
    [
        ("connect", "554 no", "does not take our mail"),
        ("MAIL", "550 5.7.1 sender not allowed", "ONEWORKFORCE_MAIL_FROM"),
        ("MAIL", "451 4.7.1 slow down", "asks to wait"),
        ("RCPT", "550 5.1.1 no such user", "no such address"),
        ("RCPT", "450 4.2.1 not now", "another address"),
        (".", "554 5.7.1 spam", "technical staff"),
    ],
)
def test_what_the_server_objects_to_is_said(sink: Sink, verb: str, answer: str, says: str) -> None:
    sink.rule = lambda said, _taken: answer if said.startswith(verb) else None
    said = say(mail, "test", "robin@example.org")
    assert said.exit_code == 1
    assert says in said.output
    assert answer[:3] in said.output


def test_where_nobody_listens_host_and_port_are_named(sink: Sink, settings: Any) -> None:
    sink.hang_up()
    said = say(mail, "test", "robin@example.org")
    assert "Check the host and the port in ONEWORKFORCE_SMTP_URL" in said.output
    settings.SMTP = SmtpServer("no.such.host.invalid", 25, "user", "hunter2", "none")
    said = say(mail, "test", "robin@example.org")
    assert "no.such.host.invalid:25" in said.output
    assert "hunter2" not in said.output


def test_a_server_without_encryption_gets_no_password(sink: Sink, settings: Any) -> None:
    settings.SMTP = replace(settings.SMTP, tls="starttls", user="user", password="hunter2")
    said = say(mail, "test", "robin@example.org")
    assert "?tls=none" in said.output
    assert not any("235" in answer for answer in sink.said)
    sink.offers.append("AUTH PLAIN")
    settings.SMTP = replace(settings.SMTP, tls="none")
    sink.rule = lambda said, _taken: "535 5.7.8 wrong" if said.startswith("AUTH") else None
    assert "the user and the password" in say(mail, "test", "robin@example.org").output


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for localhost, with its key."""
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", str(path) + ".crt"),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The server's side of it; the client trusts it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    return context


def test_with_starttls_the_mail_goes_over_an_encrypted_connection(
    sink: Sink, settings: Any, trusted: ssl.SSLContext
) -> None:
    sink.tls = trusted
    settings.SMTP = replace(settings.SMTP, host="localhost", tls="starttls")
    outbox.enqueue(kind="test", abouts=["1", "2"])
    assert run_once() == 2
    assert len(sink.mails) == 2
    assert "220 go on" in sink.said


def test_a_certificate_of_somebody_else_is_refused(
    sink: Sink, settings: Any, trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    sink.tls = trusted
    settings.SMTP = replace(settings.SMTP, host="localhost", tls="starttls")
    said = say(mail, "test", "robin@example.org")
    assert "certificate" in said.output
    assert "Look at the encryption" in said.output
    assert not sink.mails


def test_without_a_server_it_says_what_to_set(settings: Any) -> None:
    settings.DEMO, settings.SMTP = False, None
    assert "ONEWORKFORCE_SMTP_URL" in say(mail, "test", "robin@example.org").output
    settings.DEMO = True
    assert "shown in the demonstration" in say(mail, "test", "robin@example.org").output
    assert ShownMail.objects.get().to == "robin@example.org"
    assert "not an e-mail address" in say(mail, "test", "robin").output


def test_what_came_back_is_read_from_standard_input_or_a_file(sink: Sink, tmp_path: Path) -> None:
    outbox.start_mailing(kind="test", about="w", partnership="p", assessment="a", abouts=["1", "2"], by=None)
    run_once()
    first, second = (notification(sent.message_id) for sent in sink.mails)
    assert "Came back: 1." in say(mail, "bounced", given=first).output
    (tmp_path / "bounce").write_bytes(second)
    assert "Came back: 1." in say(mail, "bounced", str(tmp_path / "bounce")).output
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.CAME_BACK}
    assert "No report: 1." in say(mail, "bounced", given=b"Subject: holiday\n\nAway").output


def test_a_worker_may_run_once(sink: Sink) -> None:
    outbox.enqueue(kind="test", abouts=map(str, range(120)))
    assert "120" in say(worker, "--once").output
    assert len(sink.mails) == 120
