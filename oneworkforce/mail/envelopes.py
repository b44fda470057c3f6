"""A composed mail as the bytes that go over the wire: well encoded, nothing that tracks, no header of others."""

from __future__ import annotations

import binascii
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from email.utils import formataddr, formatdate, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
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
    headers = {
        "Date": formatdate(),
        "From": formataddr((own_name, address)),
        "To": to,
        "Subject": _in_ascii(" ".join(mail.subject.split())),
        "Message-ID": f"<{name}@{address.rpartition('@')[2]}>",
        # Holiday replies are not wanted, and nobody's mail should answer a machine's.
        "Auto-Submitted": "auto-generated",
        **{key: _header(key, value) for key, value in mail.headers.items()},
        "MIME-Version": "1.0",
    }
    lines = [f"{key}: {value}".encode("ascii") for key, value in headers.items()]
    return Envelope(settings.MAIL_BOUNCES or address, to, name, b"\r\n".join([*lines, *_body(mail)]))


def _body(mail: Mail) -> Iterator[bytes]:
    """What follows a mail's headers, line by line: the text and, where there is one, the HTML beside it.

    Written here, as the standard library takes eight times as long over it.
    """
    if not mail.html:
        yield from _part("plain", mail.text)
        return
    # Quoted-printable never holds "=_", so the boundary cannot be in what it parts.
    yield b'Content-Type: multipart/alternative; boundary="=_one"'
    yield b""
    for kind, text in (("plain", mail.text), ("html", mail.html)):
        yield b"--=_one"
        yield from _part(kind, text)
    yield b"--=_one--"
    yield b""


def _part(kind: str, text: str) -> Iterator[bytes]:
    yield f"Content-Type: text/{kind}; charset=utf-8".encode("ascii")
    yield b"Content-Transfer-Encoding: quoted-printable"
    yield b""
    lines = "\n".join(text.splitlines()) + "\n"
    yield binascii.b2a_qp(lines.encode(), istext=True).replace(b"\n", b"\r\n")


def name_on_the_wire(message: str) -> str:
    """What stands before the @ of a message's Message-ID: keyed, so that a mail server's log names no row of ours."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce message " + message.encode(), "sha256").hex()[:32]


def sender() -> tuple[str, str]:
    """Name and address that mail comes from; a made-up one where the demonstration shows it only."""
    if settings.MAIL_FROM[1]:
        return settings.MAIL_FROM
    return "One Workforce", f"workforce@{urlsplit(settings.ORIGIN).hostname or 'localhost'}"


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
    return formataddr(parseaddr(value)) if key.lower() == "reply-to" else _in_ascii(value)


def _in_ascii(value: str) -> str:
    """A header's value, encoded where it is not ASCII. Folded only then: some programs misread a folded address."""
    if not value.isprintable():
        value = "".join(letter if letter.isprintable() else " " for letter in value)
    if value.isascii():
        return value[:LONGEST_HEADER]
    return Header(value, "utf-8", maxlinelen=75).encode(linesep="\r\n")
