"""Two people press the button of the first visit at the same moment: one of them sets up, the other is told so."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from oneworkforce.accounts.models import User
from oneworkforce.home.set_up import AlreadySetUp, set_up
from tests.factories import PASSWORD
from tests.gathering.questionnaires.test_release_at_once import output_of, start_python

AT_ONCE = 4
PREPARE = """
import django; django.setup()
from oneworkforce.config.database import bring_up_to_date; bring_up_to_date()
"""
SET_UP = """
import sys, time
import django; django.setup()
from oneworkforce.home.set_up import AlreadySetUp, set_up
time.sleep(max(0, float(sys.argv[2]) - time.time()))
try:
    number = sys.argv[1]
    set_up(name="Robin", email=f"robin{number}@example.org", password="x", partnership={"name": f"One {number}"})
    print("made")
except AlreadySetUp:
    print("already")
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_on_postgresql() -> None:
    together = threading.Barrier(AT_ONCE)

    def press(number: int) -> str:
        try:
            together.wait(10)
            set_up(
                name="Robin",
                email=f"robin{number}@example.org",
                password=PASSWORD,
                partnership={"name": f"One {number}"},
            )
        except AlreadySetUp:
            return "already"
        finally:
            connections.close_all()
        return "made"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = sorted(pool.map(press, range(AT_ONCE)))
    assert outcomes == ["already"] * (AT_ONCE - 1) + ["made"]
    assert User.objects.count() == 1


def test_on_one_sqlite_file(tmp_path: Path) -> None:
    output_of(start_python(tmp_path, "-c", PREPARE))
    moment = str(time.time() + 4)
    pressed = [start_python(tmp_path, "-c", SET_UP, str(number), moment) for number in range(AT_ONCE)]
    assert sorted(output_of(one) for one in pressed) == ["already"] * (AT_ONCE - 1) + ["made"]
