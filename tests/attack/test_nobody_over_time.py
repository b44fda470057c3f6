"""A hundred populations are attacked through the command, the row file and the page about who takes part.

Small, sparse, split and identical ones, each over two or three closes; every fifth also before each close, and through
its comments. Nothing is found. `python benchmarks/attack.py` attacks two thousand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack.attack import leaks
from tests.attack.driving import drive
from tests.attack.populations import population

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("six_dimensions")]
POPULATIONS, AT_ONCE = 100, 10


@pytest.mark.parametrize("first", range(0, POPULATIONS, AT_ONCE))
def test_nobody_is_found_out_over_time(first: int, tmp_path: Path) -> None:
    found = []
    for seed in range(first, first + AT_ONCE):
        people = population(seed)
        found += [
            f"population {people.name}: {leak}"
            for leak in leaks(drive(people, tmp_path, closely=seed % 5 == 0), people)
        ]
    assert not found, "\n".join(found[:20])
