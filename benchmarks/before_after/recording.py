"""Records what a real browser asks for while somebody answers, from the first page to the thanks.

    python -m benchmarks.before_after.recording BUILD FILE

Chromium is at a small proxy, which writes down every request as it goes over the wire: pages, styles, scripts, one
save for each answer, the service worker, the pages that are kept for going on offline. Whoever answers takes a moment
for each question (PACE), so that scripts that save now and then do so as they would.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import threading
from dataclasses import asdict
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.before_after.asking import FORM, hidden, unpacked
from benchmarks.before_after.scripted_walk import HIDDEN, LINK, Recorded
from benchmarks.before_after.side import Side
from benchmarks.builds import Build
from benchmarks.every_page.__main__ import ARGUMENTS, chromium
from benchmarks.every_page.respondents import FORWARD, press

PACE = 2500  # milliseconds for a question
LEFT_OUT = {"host", "connection", "cookie", "content-length", "x-forwarded-for"}
MOST_PAGES = 30


class Proxy(ThreadingHTTPServer):
    """Hands requests on to a server, and keeps them in the order in which they came."""

    daemon_threads = True

    def __init__(self, port: int, link: str) -> None:
        super().__init__(("127.0.0.1", 0), Handed)
        self.port, self.link = port, link
        self.lock = threading.Lock()
        self.kept: list[dict[str, Any]] = []
        self.values: dict[str, set[str]] = {}


class Handed(BaseHTTPRequestHandler):
    """One request, handed on."""

    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_GET(self) -> None:
        """Hand it on, note it, and give back what comes."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) if self.command == "POST" else None
        with self.server.lock:
            entry = self._entry(body)
            self.server.kept.append(entry)
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        come = answer.read()
        connection.close()
        entry["status"] = answer.status
        if "text/html" in (answer.headers["Content-Type"] or ""):
            text = unpacked(come, answer.headers["Content-Encoding"] or "").decode()
            with self.server.lock:
                for name, value in hidden(text):
                    self.server.values.setdefault(name, set()).add(value)
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.headers.items():
            if name.lower() not in {"connection", "transfer-encoding", "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(come)))
        self.end_headers()
        self.wfile.write(come)

    do_POST = do_GET

    def log_message(self, *_anything: Any) -> None:
        """Say nothing."""

    def _entry(self, body: bytes | None) -> dict[str, Any]:
        origin = f"http://{self.headers['Host']}"
        headers = {
            name: value.replace(origin, "http://127.0.0.1")
            for name, value in self.headers.items()
            if name.lower() not in LEFT_OUT
        }
        fields = None
        if body is not None:
            if not self.headers.get("Content-Type", "").startswith(FORM):
                raise ValueError(f"{self.path} was sent {self.headers.get('Content-Type')}: teach this how to play it")
            fields = [
                (name, HIDDEN if value in self.server.values.get(name, ()) and len(value) > 5 else value)
                for name, value in parse_qsl(body.decode(), keep_blank_values=True)
            ]
        path = self.path.replace(self.server.link, LINK)
        return asdict(Recorded(self.command, path, headers, fields, 0))


def record(build: Build, file: Path, folder: Path) -> None:
    """Answer one questionnaire of a build in Chromium, and write down what it asked for."""
    from playwright.sync_api import sync_playwright

    side = Side("recorded", build, folder / "recorded" / file.stem)
    side.make()
    with side.served() as server, sync_playwright() as playwright:
        proxy = Proxy(server.port, side.code())
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"http://127.0.0.1:{proxy.server_port}/answer/{proxy.link}/")
        for _page in range(MOST_PAGES):
            page.wait_for_timeout(PACE)
            if "/answer/sent/" in page.url:
                break
            answer(page)
            press(page, FORWARD)
        else:
            raise SystemExit(f"No end of pages: {page.url}")
        page.wait_for_timeout(PACE)
        browser.close()
        proxy.shutdown()
    if side.taken_in() != 1:
        raise SystemExit("What was answered while recording is not in the database.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(proxy.kept, indent=1))


def answer(page: Any) -> None:
    """Whatever a page asks, one thing after the other."""
    for name in ("sector", "locality"):
        if page.locator(f"input[name={name}]").count():
            page.locator(f"input[name={name}]").nth(1).check(force=True)
            page.wait_for_timeout(PACE)
    for question in dict.fromkeys(re.findall(r'name="(q\d+)"', page.content())):
        page.locator(f"input[name={question}][value='3']").check(force=True)
        page.wait_for_timeout(PACE)
    if "theme/1/" in page.url:
        page.locator("textarea[name=comment]").press_sequentially("We know whom to ring, and when.", delay=60)
        page.wait_for_timeout(PACE)


def recorded(name: str, build: Build, recordings: Path, folder: Path) -> Path:
    """The recording of a build, which is made where it is not there; says what it holds."""
    file = recordings / f"{name}.json"
    if not file.is_file():
        print(f"Recording {name} …", flush=True)
        record(build, file, folder)
    kept: list[dict[str, Any]] = json.loads(file.read_text())
    saves = sum(entry["method"] == "POST" and "save" in entry["path"] for entry in kept)
    print(f"Recording of {name}: {len(kept)} requests, {saves} of them saves")
    return file


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="oneworkforce-recording-") as given:
        record(Build(Path(sys.argv[1]).absolute()), Path(sys.argv[2]).absolute(), Path(given))
