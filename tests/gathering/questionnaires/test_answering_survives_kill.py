"""The machine may fail at any moment: no answer that was acknowledged is ever lost."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

SAVES, KILL_AFTER, PEOPLE = 2000, 1000, 4
OWN = 5
"""The position on the sheet by which each person's answers are known again; the saves go to 0–3."""
SET_UP = """
import django; django.setup()
from oneworkforce.assessments.actions import change_stage, start_assessment
from oneworkforce.partnerships.actions import start_partnership
partnership = start_partnership(name="Rivermouth", by=None)
assessment = start_assessment(partnership=partnership, name="First", by=None)
change_stage(assessment=assessment, to="open", by=None)
print(assessment.group_links.get(staff_group__key="frontline").code)
"""


class Server:
    """`oneworkforce serve` as an operator starts it, over a data folder of its own, in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.database = folder / "oneworkforce.sqlite3"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")}
        environment["DJANGO_SETTINGS_MODULE"] = "oneworkforce.config.settings"
        environment["ONEWORKFORCE_DATA_DIR"] = str(folder)
        made = subprocess.run(
            [sys.executable, "-c", SET_UP], env=environment, check=True, capture_output=True, text=True
        )
        self.link = made.stdout.strip()
        command = "from oneworkforce.config.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", command, "serve", "--port", str(self.port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def kill(self) -> None:
        """Kill everything of it at once, with no chance to tidy up."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server never listened")


class Person:
    """Somebody whose browser saves as fast as it can, and notes what was acknowledged."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.acknowledged: dict[int, str] = {}
        self.unsure: dict[int, str] = {}
        page, cookie = self._read(f"/answer/{server.link}/", "")
        token = re.search(r'name="form" value="([^"]+)"', page)
        assert token
        _page, self.cookie = self._read(f"/answer/{server.link}/", cookie, {"form": token[1]})
        page, _cookie = self._read("/answer/theme/1/", self.cookie)
        found = re.search(r'name="draft" value="([^"]+)"', page)
        assert found
        self.draft = found[1]

    def save(self, position: int, answer: str) -> None:
        """Save one answer. Until it is acknowledged nobody knows whether it is there."""
        self.unsure = {position: answer}
        page, _cookie = self._read("/answer/save/", self.cookie, {"draft": self.draft, f"q{position}": answer})
        assert json.loads(page) == {"saved": True}
        self.acknowledged[position] = answer
        self.unsure = {}

    def _read(self, path: str, cookie: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        assert response.status in {200, 302}, text
        given = [value.split(";")[0] for name, value in response.getheaders() if name.lower() == "set-cookie"]
        return text, "; ".join(one for one in given if not one.endswith("=") and not one.endswith('""'))


@pytest.fixture
def server(data_folder: Path) -> Iterator[Server]:
    started = Server(data_folder)
    yield started
    started.kill()


def test_a_kill_in_the_middle_of_2000_saves_loses_no_acknowledged_answer(server: Server) -> None:
    people = [Person(server) for _person in range(PEOPLE)]
    for which, person in enumerate(people):
        person.save(OWN, "12345dn"[which])
    saved = [0] * PEOPLE
    enough = threading.Event()

    def answer(which: int) -> None:
        for number in range(SAVES // PEOPLE):
            try:
                # Each is answered again and again, always differently.
                people[which].save(number % 4, "12345dn"[number % 7])
            except (OSError, http.client.HTTPException):
                return
            saved[which] += 1
            if sum(saved) >= KILL_AFTER:
                enough.set()

    threads = [threading.Thread(target=answer, args=[which]) for which in range(PEOPLE)]
    for thread in threads:
        thread.start()
    assert enough.wait(120)
    server.kill()
    for thread in threads:
        thread.join(60)
    assert KILL_AFTER <= sum(saved) < SAVES, "the kill came in the middle"

    with sqlite3.connect(server.database) as database:
        sheets = [sheet for (sheet,) in database.execute("SELECT sheet FROM questionnaires_draft")]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(sheets) == PEOPLE
    for which, person in enumerate(people):
        (sheet,) = [sheet for sheet in sheets if sheet[OWN] == "12345dn"[which]]
        # The save under way at the kill may be there or not; every other must be.
        assert any(holds(sheet, person.acknowledged | perhaps) for perhaps in ({}, person.unsure)), sheet


def holds(sheet: str, answers: dict[int, str]) -> bool:
    """Whether a sheet has every one of these answers."""
    return all(sheet[position] == answer for position, answer in answers.items())
