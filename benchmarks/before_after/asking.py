"""What a walk asks and gets: requests and answers as bytes, cookies, and the forms of a page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

AS_A_BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Sec-Fetch-Site": "same-origin",
}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `pressed`: somebody did something; what follows it by itself, as a redirect does, is not."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=lambda: AS_A_BROWSER)
    body: bytes | None = None
    pressed: bool = True

    def as_bytes(self, cookies: str, address: str) -> bytes:
        """As it goes over the wire. :param address: whom a proxy would name as the one who asks."""
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1", f"X-Forwarded-For: {address}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if cookies:
            lines.append(f"Cookie: {cookies}")
        if self.body is not None:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + (self.body or b"")


@dataclass(frozen=True)
class Got:
    """One answer."""

    path: str
    status: int
    head: bytes
    body: bytes

    @cached_property
    def text(self) -> str:
        """The body as a browser reads it."""
        return unpacked(self.body, *self.header(b"content-encoding")).decode()

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it."""
        return b"\r\ncontent-type: text/html" in self.head.lower()

    def header(self, name: bytes) -> list[str]:
        """Every value of a header."""
        found = re.findall(rb"\r\n" + name + rb":[ \t]*([^\r\n]*)", self.head, re.IGNORECASE)
        return [value.decode() for value in found]


Walk = Generator[Ask, Got, None]


class Cookies:
    """What one browser keeps."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, str]] = {}

    def keep(self, got: Got) -> None:
        """Do with Set-Cookie headers what a browser does."""
        if b"set-cookie" not in got.head.lower():
            return
        for header in got.header(b"set-cookie"):
            name, _equals, value = header.split(";")[0].partition("=")
            path = re.search(r";\s*path=([^;]*)", header, re.IGNORECASE)
            if "max-age=0" in header.lower():
                self._kept.pop(name, None)
            else:
                self._kept[name] = value, path[1] if path else "/"

    def for_path(self, path: str) -> str:
        """The Cookie header of a request."""
        return "; ".join(f"{name}={value}" for name, (value, under) in self._kept.items() if path.startswith(under))


def post(path: str, fields: list[tuple[str, str]]) -> Ask:
    """A form, sent from a page that tells nobody where it was."""
    headers = {**AS_A_BROWSER, "Content-Type": FORM, "Origin": "null"}
    return Ask("POST", path, headers, urlencode(fields).encode())


def unpacked(body: bytes, encoding: str = "") -> bytes:
    """A body as it was before it was packed."""
    if encoding == "gzip":
        return zlib.decompress(body, 31)
    if encoding == "br":
        import brotli

        return bytes(brotli.decompress(body))
    return body


def led_to(got: Got) -> str:
    """Where a redirect leads."""
    parts = urlsplit(urljoin(got.path, got.header(b"location")[0]))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def hidden(text: str) -> list[tuple[str, str]]:
    """The hidden fields of a form, or of a whole page."""
    return [(name, unescape(value)) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)]
