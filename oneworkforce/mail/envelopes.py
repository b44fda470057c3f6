"""A composed mail as bytes for the wire."""

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
    """This mail has no usable address, or a header it must not have."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the mail server is told. `name`: under which the mail may come back."""

    sender: str
    to: str
    name: str
    data: bytes


def envelope(mail: Mail, message: str) -> Envelope:
    """Put a mail into its envelope.

    :param message: the message's id; its Message-ID comes from it, so that it is the same at each try.
    :raises MailRefused: no usable address, or a header that a composer may not set.
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
    return Envelope(return_path(name) or address, to, name, b"\r\n".join([*lines, *_body(mail)]))


def _body(mail: Mail) -> Iterator[bytes]:
    """The text, with the HTML beside it if there is any. By hand, as docs/adr/0013 measured."""
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
    """The part of the Message-ID before the @. Keyed, so that a mail server's log names no row of ours."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce message " + message.encode(), "sha256").hex()[:32]


def return_path(name: str) -> str:
    """The address to which a mail comes back, of its own where the setting has braces; "" where there is no setting."""
    return settings.MAIL_BOUNCES.replace("{}", name)


def sender() -> tuple[str, str]:
    """Name and address that mail comes from; made up in the demonstration, which sends nothing."""
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
    """Encode a header's value if it isn't ASCII. Only then is it folded: some programs misread folded addresses."""
    if not value.isprintable():
        value = "".join(letter if letter.isprintable() else " " for letter in value)
    if value.isascii():
        return value[:LONGEST_HEADER]
    return Header(value, "utf-8", maxlinelen=75).encode(linesep="\r\n")
