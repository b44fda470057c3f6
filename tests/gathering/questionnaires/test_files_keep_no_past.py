"""A thief with SQLite's files, or with a backup, while invited people answer through the site.

In a process of its own, over a file, with letters through the worker. About once a minute the worker clears away what
is left of earlier versions of rows; the thief comes right after that, again and again, and looks where in the file
each waiting draft lies.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from tests.gathering.questionnaires.adversary import correlation
from tests.gathering.questionnaires.fifty import PEOPLE, K
from tests.processes import start_python

BEYOND_CHANCE_OF_MANY = 0.5
"""Mean rank correlation over more than twenty shuffles of eight rows and more: its standard deviation is below
√(1/7/20) = 0.085, so this is more than 5 of them."""

SCRIPT = """
import json, sys
import django; django.setup()
from pathlib import Path
from django.conf import settings
from oneworkforce.config.environment import SmtpServer
settings.ALLOWED_HOSTS = ["testserver"]
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.config.backup import write_backup
from oneworkforce.gathering.questionnaires.models import Draft
from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
from tests.gathering.questionnaires import fifty_invited
from tests.gathering.questionnaires.fifty import K
from tests.gathering.questionnaires.given import open_assessment
from tests.mail.sink import Sink

seen = {"places": [], "logs": [], "backups": []}
assessment = open_assessment(k=K)
crowd = fifty_invited.invite_fifty(assessment)
people = fifty_invited.invited(crowd)
file = Path(settings.DATABASES["default"]["NAME"])
log = Path(f"{file}-wal")
keys = fifty_invited.keys_of

def held(bytes_, words):
    return sum(word.encode() in bytes_ for word in words)

def everywhere():
    return b"".join(path.read_bytes() for path in settings.DATA_DIR.glob("oneworkforce.sqlite3*"))

def look(number):
    leave_no_traces()
    seen["logs"].append(log.stat().st_size)
    group = people[number].group
    waiting = set(Draft.objects.filter(sent=True, staff_group__key=group).values_list("pk", flat=True))
    held_now = file.read_bytes()
    for find in (held_now.find, held_now.rfind):
        seen["places"].append({keys(crowd)[key]: find(key.encode()) for key in waiting})
    if number in (6, 44) and len(seen["logs"]) % 2:
        back_up(f"backup-{number}")

def back_up(name):
    path = settings.DATA_DIR / name
    write_backup(path)
    copy = path.read_bytes()
    seen["backups"].append({
        "mode": path.stat().st_mode & 0o777,
        "codes": held(copy, codes), "addresses": held(copy, [one.email for one in people]),
        "keys": held(copy, keys(crowd)), "waiting": Draft.objects.count(),
        "once": max([copy.count(one.email.encode()) for one in people]),
    })

with Sink() as sink:
    settings.SMTP = SmtpServer("127.0.0.1", sink.port, "", "", "none")
    settings.MAIL_FROM = ("One Workforce", "workforce@example.org")
    settings.MAIL_BOUNCES, settings.MAIL_PER_MINUTE, settings.DEMO = "", 0, False
    fifty_invited.write_to_all(crowd, assessment, sink)
    fifty_invited.remind_half(crowd, assessment, sink)
    codes = [code for one in people for code in one.letters]
    fifty_invited.begin_and_answer(crowd)
    fifty_invited.send_one_by_one(crowd, assessment, look)
seen["codes while answering"] = held(everywhere(), codes)
seen["keys while waiting"] = held(everywhere(), keys(crowd))
change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
back_up("backup-closed")
seen["codes at last"], seen["keys at last"] = held(everywhere(), codes), held(everywhere(), keys(crowd))
seen["persons beside devices"] = held(everywhere(), [one.address for one in people] + [one.browser for one in people])
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the thief saw."""
    folder = tmp_path_factory.mktemp("files")
    shutil.copy(migrated_file, folder)
    process = start_python(folder, "-c", SCRIPT)
    said, _nothing = process.communicate(timeout=600)
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def test_the_write_ahead_log_is_empty_once_a_minute(seen: dict[str, Any]) -> None:
    assert seen["logs"] == [0] * 2 * PEOPLE


def test_places_in_the_file_do_not_tell_who_sent_when(seen: dict[str, Any]) -> None:
    for which in (0, 1):  # the first place of a key in the file, and the last: a table's, and an index's
        told = []
        for places in seen["places"][which::2]:
            found = {int(number): place for number, place in places.items()}
            assert -1 not in found.values()
            if len(found) >= 8:
                told.append(correlation({number: number for number in found}, found, list(found)))
        assert len(told) >= 20
        assert abs(mean(told)) < BEYOND_CHANCE_OF_MANY, which


def test_no_code_was_ever_in_a_file_and_no_key_outlasts_its_release(seen: dict[str, Any]) -> None:
    assert seen["keys while waiting"] >= 2 * K  # so a key that stays would be found
    assert (seen["codes while answering"], seen["codes at last"]) == (0, 0)
    assert (seen["keys at last"], seen["persons beside devices"]) == (0, 0)


def test_a_backup_holds_what_is_there_and_nothing_that_was(seen: dict[str, Any]) -> None:
    few, later, closed = seen["backups"]
    for copy in seen["backups"]:
        assert (copy["mode"], copy["codes"], copy["addresses"]) == (0o600, 0, PEOPLE)
        assert copy["keys"] == copy["waiting"]
        assert copy["once"] <= 3  # the row, and two indexes
    assert few["waiting"] == PEOPLE  # all have begun
    assert 2 * K <= later["waiting"] < PEOPLE
    assert closed["waiting"] == 0
