"""Many people send at the same moment, and somebody closes meanwhile: nobody's answers are lost, or released twice."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing as closed_after
from pathlib import Path

import pytest
from django.db import connections

from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from tests.gathering.questionnaires.at_once import close, send_and_count
from tests.gathering.questionnaires.given import K, open_assessment
from tests.processes import let_go, output_of, start_python

PROCESSES, EACH = 4, 9

SET_UP = """
import django; django.setup()
from tests.gathering.questionnaires.given import open_assessment
print(open_assessment().key)
"""
COUNT = """
SELECT (SELECT count(*) FROM questionnaires_draft WHERE sent), (SELECT count(*) FROM questionnaires_sheet),
       (SELECT sum(sheets) FROM questionnaires_tally)
"""


@pytest.mark.parametrize("closing", [False, True])
def test_several_processes_on_one_sqlite_file(data_folder: Path, closing: bool) -> None:
    key = output_of(start_python(data_folder, "-c", SET_UP))
    script = str(Path(__file__).with_name("at_once.py"))
    senders = [start_python(data_folder, script, key, str(EACH)) for _process in range(PROCESSES)]
    if closing:
        senders.append(start_python(data_folder, script, key, str(EACH // 3), "close"))
    let_go(senders)
    acknowledged = sum(int(output_of(sender)) for sender in senders)
    with closed_after(sqlite3.connect(data_folder / "oneworkforce.sqlite3")) as database:
        left, sheets, tallied = database.execute(COUNT).fetchone()
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
