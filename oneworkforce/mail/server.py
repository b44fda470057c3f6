"""Hands mails to a mail server over one connection, and tells whose fault a refusal is."""

from __future__ import annotations

import select
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Protocol

from django.conf import settings

from oneworkforce.mail.blame import WAITS, whose_fault
from oneworkforce.mail.composing import Mail
from oneworkforce.mail.envelopes import Envelope, sender
from oneworkforce.mail.faults import without_addresses

CONNECTING = 30
"""Seconds for the server's first answer, and for it to take each piece of a mail."""
ANSWERING = 600
"""Seconds for an answer. Some servers scan a mail for minutes; hanging up early would send it twice."""
ANSWERING_AT_THE_END = 20
"""The same, once this process was asked to stop."""
IDLE = 10
"""After this many quiet seconds we check that the connection still works."""


class Stop(Protocol):
    """How a worker is asked to stop."""

    def is_set(self) -> bool:
        """Whether it was asked."""

    def wait(self, seconds: float) -> bool:
        """Wait at most this long; returns whether it was asked."""


class OutOfReach(Exception):
    """We can't reach the server, or it takes nothing from us now. No message is at fault.

    `wait`: how long nothing more is to be tried, where what was said tells it.
    """

    wait = timedelta()


class NotNow(Exception):
    """The server doesn't take this message now, or hung up on it. Later it may."""


class Refused(Exception):
    """The server will never take this message."""


class _Patient(smtplib.SMTP):
    """Waits for answers in short slices, so that it can renew claims and hear a stop."""

    while_waiting: Callable[[], None] = staticmethod(lambda: None)
    stop: Stop | None = None
    patience = CONNECTING

    def getreply(self) -> tuple[int, bytes]:
        """The server's next answer. :raises TimeoutError: it takes too long."""
        begun = time.monotonic()
        while self.sock is not None and not _something_came(self.sock, 1):
            waited = time.monotonic() - begun
            stopping = self.stop is not None and self.stop.is_set()
            if waited > (ANSWERING_AT_THE_END if stopping else self.patience):
                self.close()
                raise TimeoutError("the server does not answer")
            self.while_waiting()
        return super().getreply()


class _PatientTLS(_Patient, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class SmtpOffice:
    """One connection to the mail server of the settings."""

    def __init__(self, *, stop: Stop | None = None, while_waiting: Callable[[], None] | None = None) -> None:
        self._stop = stop
        self._while_waiting = while_waiting or (lambda: None)
        self._smtp: _Patient | None = None
        self._last_used = 0.0
        self.answered_before = False
        """Whether this connection has taken a mail. If it ends after that, it hit the server's limit per connection."""

    @property
    def place(self) -> str:
        """Which server, for people who run the service."""
        return f"{settings.SMTP.host}:{settings.SMTP.port}"

    @property
    def is_open(self) -> bool:
        return self._smtp is not None

    def open(self) -> None:
        """Connect, if we aren't connected. :raises OutOfReach: with what the server or the network said."""
        if self._smtp is not None and time.monotonic() - self._last_used > IDLE:
            with suppress(OSError, smtplib.SMTPException):
                if self._smtp.noop()[0] == 250:
                    self._last_used = time.monotonic()
                    return
            self._drop()
        if self._smtp is not None:
            return
        self.answered_before = False
        try:
            self._smtp = self._connect()
        except smtplib.SMTPResponseException as fault:
            raise OutOfReach(_said(fault.smtp_code, fault.smtp_error)) from None
        except (OSError, smtplib.SMTPException) as fault:
            raise OutOfReach(without_addresses(str(fault) or type(fault).__name__)) from None
        self._last_used = time.monotonic()

    def close(self) -> None:
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._drop()

    @contextmanager
    def handing_over(self) -> Iterator[None]:
        """Wraps sending and noting. No transaction can span two systems, so there is none."""
        yield

    def send(self, envelope: Envelope, mail: Mail) -> None:
        """Send a mail; returns once the server has taken it.

        :raises OutOfReach: it takes nothing from us now; :raises NotNow: not this one now; :raises Refused: never.
        """
        smtp = self._smtp
        if smtp is None:
            raise OutOfReach("no connection")
        begun = False
        try:
            options = [f"ENVID={envelope.name}", "RET=HDRS"] if smtp.has_extn("dsn") else []
            self._expect(smtp.mail(envelope.sender, options), OutOfReach, OutOfReach)
            begun = True
            self._expect(smtp.rcpt(envelope.to, ["NOTIFY=FAILURE,DELAY"] if options else []), NotNow, Refused)
            self._expect(smtp.data(envelope.data), NotNow, Refused)
        except smtplib.SMTPDataError as fault:
            self._expect((fault.smtp_code, _bytes(fault.smtp_error)), NotNow, Refused)
        except (OSError, smtplib.SMTPException) as fault:
            self._drop()
            said = without_addresses(str(fault) or type(fault).__name__)
            raise (NotNow if begun else OutOfReach)(said) from None
        self._last_used = time.monotonic()
        self.answered_before = True

    def _expect(self, reply: tuple[int, bytes], for_now: type[Exception], for_good: type[Exception]) -> None:
        code, said = reply
        if code in (250, 251, 252):
            return
        if code == 421:
            self._drop()
        elif self._smtp is not None:
            try:
                self._smtp.rset()
            except (OSError, smtplib.SMTPException):
                self._drop()
        words = _said(code, said)
        if fault_is_ours := WAITS.get(whose_fault(words)):
            refusal = OutOfReach(words)
            refusal.wait = fault_is_ours
            raise refusal
        raise (for_good if 500 <= code < 600 else for_now)(words)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _connect(self) -> _Patient:
        server = settings.SMTP
        own_name = sender()[1].rpartition("@")[2]
        if server.tls == "always":
            smtp: _Patient = _PatientTLS(local_hostname=own_name, timeout=CONNECTING, context=_trust())
        else:
            smtp = _Patient(local_hostname=own_name, timeout=CONNECTING)
        smtp.stop, smtp.while_waiting = self._stop, self._while_waiting
        try:
            # Given here and not above, as the name is what the certificate is checked against.
            smtp._host = server.host  # type: ignore[attr-defined]
            code, said = smtp.connect(server.host, server.port)
            if code != 220:
                raise smtplib.SMTPResponseException(code, said)
            smtp.ehlo_or_helo_if_needed()
            if server.tls == "starttls":
                if not smtp.has_extn("starttls"):
                    raise smtplib.SMTPException(
                        "the server offers no encryption (STARTTLS); where the way to it is safe, add ?tls=none"
                    )
                code, said = smtp.starttls(context=_trust())
                if code != 220:
                    raise smtplib.SMTPResponseException(code, said)
                smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        smtp.patience = ANSWERING
        return smtp


def _something_came(sock: socket.socket, seconds: float) -> bool:
    if isinstance(sock, ssl.SSLSocket) and sock.pending():
        return True
    return bool(select.select([sock], [], [], seconds)[0])


def _trust() -> ssl.SSLContext:
    """Certificates are checked; SSL_CERT_FILE may name an authority of one's own."""
    return ssl.create_default_context()


def _said(code: int, said: bytes | str) -> str:
    return without_addresses(f"{code} {_bytes(said).decode('utf-8', 'replace')}")


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
