"""Many people send at the same moment, and somebody closes meanwhile: nobody's answers are lost, or released twice."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from tests.gathering.questionnaires.at_once import close, send_and_count
from tests.gathering.questionnaires.given import K, open_assessment

REPOSITORY = Path(__file__).resolve().parents[3]
PROCESSES, EACH = 4, 9

SET_UP = """
import django; django.setup()
from oneworkforce.config.database import bring_up_to_date
bring_up_to_date()
from tests.gathering.questionnaires.given import open_assessment
print(open_assessment().key)
"""
COUNT = """
import django; django.setup()
from oneworkforce.gathering.questionnaires.models import Draft, Sheet, Tally
print(Draft.objects.filter(sent=True).count(), Sheet.objects.count(), sum(t.sheets for t in Tally.objects.all()))
"""


def start_python(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own on an SQLite file, whatever database the other tests have."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ONEWORKFORCE_")},
        "ONEWORKFORCE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "oneworkforce.config.settings",
        "PYTHONPATH": str(REPOSITORY),
    }
    return subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True)


def output_of(process: subprocess.Popen[str]) -> str:
    """What it printed, once it has ended well."""
    said, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return said.strip()


@pytest.mark.parametrize("closing", [False, True])
def test_several_processes_on_one_sqlite_file(tmp_path: Path, closing: bool) -> None:
    key = output_of(start_python(tmp_path, "-c", SET_UP))
    script = str(Path(__file__).with_name("at_once.py"))
    senders = [start_python(tmp_path, script, key, str(EACH)) for _process in range(PROCESSES)]
    if closing:
        senders.append(start_python(tmp_path, script, key, str(EACH // 3), "close"))
    acknowledged = sum(int(output_of(sender)) for sender in senders)
    left, sheets, tallied = map(int, output_of(start_python(tmp_path, "-c", COUNT)).split())
    assert sheets == tallied
    assert left + sheets == acknowledged
    if closing:
        assert acknowledged >= EACH // 3
        assert left == 0
    else:
        assert acknowledged == PROCESSES * EACH
        assert K <= left < 2 * K


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("closing", [False, True])
def test_several_connections_to_postgresql(closing: bool) -> None:
    assessment = open_assessment()

    def sender(_number: int) -> int:
        try:
            return send_and_count(assessment.key, EACH)
        finally:
            connections.close_all()

    def closer() -> None:
        try:
            send_and_count(assessment.key, EACH // 3)
            close(assessment.key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PROCESSES + 1) as pool:
        senders = [pool.submit(sender, number) for number in range(PROCESSES)]
        if closing:
            pool.submit(closer).result()
        acknowledged = sum(future.result() for future in senders) + (EACH // 3 if closing else 0)
    left, sheets = Draft.objects.filter(sent=True).count(), Sheet.objects.count()
    assert sum(tally.sheets for tally in assessment.tallies.all()) == sheets
    assert left + sheets == acknowledged
    if closing:
        assert left == 0
    else:
        assert K <= left < 2 * K
