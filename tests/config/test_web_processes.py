"""`serve`'s web processes share nothing of the database, so that no answer is lost between them."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from tests.config.test_worker_child import SERVE, answers, until
from tests.legs import runs_on_postgres
from tests.processes import environment_for

PEOPLE, THEMES, PROCESSES = 8, 2, 2
SET_UP = """
import django; django.setup()
from tests.gathering.questionnaires.given import open_assessment
print(open_assessment().group_links.get(staff_group__key="frontline").code)
"""
KEPT = "SELECT sheet FROM questionnaires_draft WHERE sent UNION ALL SELECT sheet FROM questionnaires_sheet"


def environment(folder: Path) -> dict[str, str]:
    """What an operator would set, for a data folder and this leg's database."""
    url = ""
    if runs_on_postgres():
        given = connection.settings_dict
        place = f"{given['HOST']}:{given['PORT']}/{given['NAME']}"
        url = f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@{place}"
    return environment_for(
        folder,
        ONEWORKFORCE_BEHIND_PROXY="1",
        ONEWORKFORCE_DATABASE_URL=url,
        ONEWORKFORCE_WORKERS=str(PROCESSES),
    )


class Serving:
    """`oneworkforce serve` as an operator starts it, on this leg's database, with an assessment open to answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        given = environment(folder)
        made = subprocess.run([sys.executable, "-c", SET_UP], env=given, check=True, stdout=subprocess.PIPE, text=True)
        self.link = made.stdout.strip()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "-c", SERVE, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, start_new_session=True)

    def web_processes(self) -> list[int]:
        """The children that answer requests: all but the mail worker, which is a command of its own."""
        own = Path(f"/proc/{self.process.pid}/cmdline").read_bytes()
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in found if Path(f"/proc/{child}/cmdline").read_bytes() == own]

    def opened(self, process: int) -> set[str]:
        """The sockets that a process has, and the files in the data folder."""
        found = set()
        for descriptor in Path(f"/proc/{process}/fd").iterdir():
            what = os.readlink(descriptor)
            if what.startswith(("socket:", str(self.folder))):
                found.add(what)
        return found

    def kept(self) -> Counter[str]:
        """Every sheet that was sent, whether it waits or is released."""
        if runs_on_postgres():
            with connection.cursor() as cursor:
                cursor.execute(KEPT)
                return Counter(sheet for (sheet,) in cursor.fetchall())
        with closing(sqlite3.connect(self.folder / "oneworkforce.sqlite3")) as database:
            return Counter(sheet for (sheet,) in database.execute(KEPT))

    def end(self) -> None:
        """Stop it kindly, so that its mail worker has left the database too."""
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Person:
    """Somebody without scripts, at an address of their own, who answers one questionnaire after the other."""

    def __init__(self, serving: Serving, number: int) -> None:
        self.port, self.link, self.address = serving.port, serving.link, f"192.0.2.{number}"
        self.chance = random.Random(number)
        self.sheets: list[dict[int, str]] = []
        """Of each questionnaire that the website says is sent: position on the sheet → answer."""

    def answer(self, questionnaires: int) -> None:
        for _questionnaire in range(questionnaires):
            self.cookies: dict[str, str] = {}
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as self.asked:
                self.sheets.append(self._answer_one())

    def _answer_one(self) -> dict[int, str]:
        start = f"/answer/{self.link}/"
        self._ask(start, hidden(self._ask(start)))
        given = {}
        for theme in range(1, THEMES + 1):
            page = self._ask(f"/answer/theme/{theme}/")
            said = {name: self.chance.choice("12345") for name in re.findall(r'name="(q\d+)"', page)}
            assert said
            self._ask(f"/answer/theme/{theme}/", hidden(page) | said)
            given.update({int(name[1:]): answer for name, answer in said.items()})
        self._ask("/answer/send/", {"draft": hidden(self._ask("/answer/check/"))["draft"]})
        self._ask("/answer/sent/")
        return given

    def _ask(self, path: str, form: dict[str, str] | None = None) -> str:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": self.address,
        }
        self.asked.request("GET" if form is None else "POST", path, form and urlencode(form), headers)
        answer = self.asked.getresponse()
        page = answer.read().decode()
        if answer.status != (200 if form is None else 302):
            raise http.client.HTTPException(f"{answer.status} for {path}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return page


def hidden(page: str) -> dict[str, str]:
    """A page's hidden fields."""
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def answer_at_once(serving: Serving, numbers: range, questionnaires: int) -> list[dict[int, str]]:
    """Let people answer so many questionnaires each, and return the sheets they sent; fails if anything went wrong."""
    people = [Person(serving, number) for number in numbers]
    with ThreadPoolExecutor(len(people)) as pool:
        ended = [pool.submit(person.answer, questionnaires) for person in people]
    wrong = Counter(repr(one.exception()) for one in ended if one.exception())
    assert not wrong
    return [sheet for person in people for sheet in person.sheets]


@pytest.fixture
def serving(data_folder: Path, transactional_db: None) -> Iterator[Serving]:
    started = Serving(data_folder)
    try:
        until(lambda: answers(str(started.port)))
        until(lambda: len(started.web_processes()) == PROCESSES)
        yield started
    finally:
        started.end()
        connection.close()


def test_web_processes_share_no_connection_and_lose_no_answer(serving: Serving) -> None:
    killed, other = serving.web_processes()
    # They fork from this one: it has the socket on which all listen, and nothing of the database.
    assert len(serving.opened(serving.process.pid)) == 1

    sent = answer_at_once(serving, range(PEOPLE), questionnaires=3)
    os.kill(killed, signal.SIGKILL)
    until(lambda: len({*serving.web_processes()} - {killed, other}) == 1)
    sent += answer_at_once(serving, range(PEOPLE, 2 * PEOPLE), questionnaires=1)

    kept = Counter(sheet.replace("-", ".") for sheet in serving.kept().elements())
    length = len(next(iter(kept)))
    assert len(sent) == 4 * PEOPLE
    assert kept == Counter("".join(sheet.get(place, ".") for place in range(length)) for sheet in sent)


PARENT = """
import os, threading
import django; django.setup()
from django.db import connection
from oneworkforce.config.database import close_before_forking
connection.ensure_connection()
{before}
close_before_forking()
if child := os.fork():
    assert os.waitpid(child, 0)[1] == 0
connection.ensure_connection()
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", "would share this connection"),
        ("threading.Thread(target=threading.Event().wait, name='left over', daemon=True).start()", "run: left over"),
    ],
)
def test_what_forked_processes_would_share_is_refused(tmp_path: Path, db: None, before: str, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PARENT.format(before=before)],
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert said in ran.stderr.splitlines()[-1]
