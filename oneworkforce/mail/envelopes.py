"""A composed mail as the bytes that go over the wire: well encoded, nothing that tracks, no header of others."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from email.utils import formataddr, formatdate
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import utf8_charset_qp
from django.core.validators import validate_email

from oneworkforce.mail.composing import Mail

LONGEST_HEADER = 900
OURS = {
    *("from", "to", "cc", "bcc", "sender", "subject", "date", "message-id", "mime-version", "auto-submitted"),
    *("return-path", "received", "content-type", "content-transfer-encoding", "content-disposition"),
}
"""Headers that a composer may not set."""


class MailRefused(ValueError):
    """A mail that may not be sent as it is: no address, or a header that would change what the mail is."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail server is told: who sends, who is to get it, under which name it may come back, and the mail."""

    sender: str
    to: str
    name: str
    data: bytes


def envelope(mail: Mail, message: str) -> Envelope:
    """Put a mail into its envelope.

    :param message: the message's id, from which its Message-ID comes: the same however often it is sent.
    :raises MailRefused: when it has no usable address, or a header that is not a composer's to set.
    """
    to, name = _one_address(mail.to), name_on_the_wire(message)
    own_name, address = sender()
    written = EmailMultiAlternatives(
        subject=" ".join(mail.subject.split()),
        body=mail.text,
        from_email=formataddr((own_name, address)),
        to=[to],
        headers={
            **{key: _header(key, value) for key, value in mail.headers.items()},
            "Date": formatdate(),
            "Message-ID": f"<{name}@{address.rpartition('@')[2]}>",
            # Holiday replies are not wanted, and nobody's mail should answer a machine's.
            "Auto-Submitted": "auto-generated",
        },
    )
    written.encoding = utf8_charset_qp
    if mail.html:
        written.attach_alternative(mail.html, "text/html")
    return Envelope(settings.MAIL_BOUNCES or address, to, name, _as_bytes(written))


def name_on_the_wire(message: str) -> str:
    """What stands before the @ of a message's Message-ID: keyed, so that a mail server's log names no row of ours."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce message " + message.encode(), "sha256").hex()[:32]


def sender() -> tuple[str, str]:
    """Name and address that mail comes from; a made-up one where the demonstration shows it only."""
    if settings.MAIL_FROM[1]:
        return settings.MAIL_FROM
    return "One Workforce", f"workforce@{urlsplit(settings.ORIGIN).hostname or 'localhost'}"


def _as_bytes(written: EmailMultiAlternatives) -> bytes:
    message: Any = written.message()  # Django's own kind of message, which takes care of line ends
    data: bytes = message.as_bytes(linesep="\r\n")
    return data


def _one_address(to: str) -> str:
    try:
        validate_email(to)
        local, _at, domain = to.rpartition("@")
        return f"{local}@{domain.encode('idna').decode()}"
    except (ValidationError, UnicodeError):
        raise MailRefused("no usable address") from None


def _header(key: str, value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,60}", key) or key.lower() in OURS:
        raise MailRefused(f"the header {key!r} is not a composer's to set")
    if not value.isprintable() or len(value) > LONGEST_HEADER:
        raise MailRefused(f"the header {key} holds what no header may")
    return value
