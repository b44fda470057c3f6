"""A visitor who asks the site's WSGI application itself: no test client, no server, so that only the site is timed."""

from __future__ import annotations

import io
import re
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol
from urllib.parse import urlencode

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and the seconds of this process's CPU that it took to make."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    cpu: float

    @property
    def text(self) -> str:
        """The body as a browser reads it."""
        packed = self.header("Content-Encoding") == "gzip"
        return (zlib.decompress(self.body, 31) if packed else self.body).decode()

    def header(self, name: str) -> str:
        """A header's value, however its name is written; empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


@dataclass(slots=True)
class Visitor:
    """Sends what a browser sends: its cookies, its headers, forms urlencoded. `cpu` adds up what the site has used."""

    application: Application
    cookies: dict[str, str] = field(default_factory=dict)
    cpu: float = 0.0

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._keep(asked(self.application, self.environ(path)))

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._keep(asked(self.application, self.environ(path, form)))

    def environ(self, path: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a WSGI server would hand over for one request; it can be asked once."""
        body = urlencode(form).encode() if form is not None else b""
        made = {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if form is not None:
            made.update(CONTENT_TYPE="application/x-www-form-urlencoded", CONTENT_LENGTH=str(len(body)))
        return made

    def _keep(self, answer: Answer) -> Answer:
        self.cpu += answer.cpu
        for header, value in answer.headers:
            if header == "Set-Cookie":
                keep_cookie(self.cookies, value)
        return answer


def asked(application: Application, environ: dict[str, Any]) -> Answer:
    """One request, timed from the call to the last byte of its body."""
    told: list[Any] = []
    before = time.process_time()
    body = application(environ, lambda status, headers: told.extend((status, headers)))
    whole = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return Answer(int(told[0][:3]), told[1], whole, time.process_time() - before)


def keep_cookie(cookies: dict[str, str], header: str) -> None:
    """Do with a Set-Cookie header what a browser does."""
    name, _equals, value = header.split(";")[0].partition("=")
    if "max-age=0" in header.lower():
        cookies.pop(name, None)
    else:
        cookies[name] = value


class Walker(Protocol):
    """Whoever asks: gives a page's text, or where it leads instead."""

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        ...

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form, following no redirect."""
        ...


def walk(visitor: Walker, link: str, comment: str = "") -> int:
    """Answer everything as somebody without a script does: see each page, fill it in, send it, go where it leads.

    :param link: a group's code. :returns: how many requests it took; 12 where each form gives the page that comes next.
    """
    address, text, requests = f"/answer/{link}/", visitor.get(f"/answer/{link}/").text, 1
    for _page in range(40):
        found = MAIN_FORM.search(text)
        assert found is not None, f"{address} has no form to go on with"  # noqa: S101
        form = {**hidden(found[0]), **dict.fromkeys(re.findall(r'name="(q\d+)"', found[0]), "3")}
        if 'name="sector"' in found[0]:
            form.update(sector="", locality="locality-0")
        if comment and 'name="q0"' in found[0]:
            form.update(comment=comment)
        address = unescape(given[1]) if (given := ACTION.search(found[0])) else address
        answer = visitor.post(address, form)
        requests += 1
        while answer.status == 302:
            address = answer.header("Location")
            answer, requests = visitor.get(address), requests + 1
        assert answer.status == 200, f"{answer.status} for {address}"  # noqa: S101
        text = answer.text
        if 'name="text"' in text:
            return requests
    raise AssertionError("no end in sight")


MAIN_FORM = re.compile(r'<form method="post"(?:(?!name="place").)*?</form>', re.DOTALL)
"""The first form but for those that switch the language."""
ACTION = re.compile(r'<form [^>]*action="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """A page's hidden fields."""
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}
