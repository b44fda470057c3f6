"""Two people press the button of the first visit at the same moment: one of them sets up, the other is told so."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from oneworkforce.accounts.models import User
from oneworkforce.home.set_up import AlreadySetUp, set_up
from tests.factories import PASSWORD
from tests.processes import AT_THE_SAME_MOMENT, let_go, output_of, start_python

AT_ONCE = 4
SET_UP = (
    AT_THE_SAME_MOMENT
    + """
import sys
import django; django.setup()
from oneworkforce.home.set_up import AlreadySetUp, set_up
wait_for_the_others()
try:
    number = sys.argv[1]
    set_up(name="Robin", email=f"robin{number}@example.org", password="x", partnership={"name": f"One {number}"})
    print("made")
except AlreadySetUp:
    print("already")
"""
)


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


def test_on_one_sqlite_file(data_folder: Path) -> None:
    pressed = [start_python(data_folder, "-c", SET_UP, str(number)) for number in range(AT_ONCE)]
    let_go(pressed)
    assert sorted(output_of(one) for one in pressed) == ["already"] * (AT_ONCE - 1) + ["made"]
