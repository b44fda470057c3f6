"""What the benchmarks of answers share: a data folder of their own, a file of answers, and a stopwatch."""

from __future__ import annotations

import atexit
import csv
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent


def start() -> Path:
    """Start Django on an empty SQLite database in a folder that goes away at the end; returns the folder."""
    folder = Path(tempfile.mkdtemp(prefix="oneworkforce-benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["ONEWORKFORCE_DATA_DIR"] = str(folder)
    prepare()
    return folder


def prepare() -> None:
    """Start Django on the data folder that ONEWORKFORCE_DATA_DIR names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneworkforce.config.settings")
    sys.path.insert(0, str(REPOSITORY))
    import django

    django.setup()
    from oneworkforce.config.database import bring_up_to_date

    bring_up_to_date()


def make_open_assessment() -> Any:
    """An open assessment of a partnership with six localities."""
    from oneworkforce.assessments.actions import change_stage, start_assessment
    from oneworkforce.assessments.stages import Stage
    from oneworkforce.partnerships.actions import start_partnership

    partnership = start_partnership(name="Benchmark", by=None)
    for number in range(6):
        partnership.localities.create(key=f"locality-{number}", name=f"Locality {number}")
    assessment = start_assessment(partnership=partnership, name="Benchmark", key="benchmark", by=None)
    return change_stage(assessment=assessment, to=Stage.OPEN, by=None)


def write_answers(path: Path, rows: int, assessment: Any) -> None:
    """A CSV file of made-up answers, the same each time."""
    from oneworkforce.frameworks import load_pin

    framework = load_pin(assessment.framework)
    chance = random.Random(1)  # noqa: S311 (the same each time, on purpose)
    asked = {group: framework.asked(group) for group in ("frontline", "leaders")}
    sectors = [sector.id for sector in framework.sectors]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["staff_group", "sector", "locality", *(dimension.id for dimension in framework.dimensions)])
        for _row in range(rows):
            group = "leaders" if chance.random() < 0.2 else "frontline"
            given = chance.choices(
                ["1", "2", "3", "4", "5", "dk", "na", ""], [2, 5, 8, 6, 3, 2, 1, 1], k=len(asked[group])
            )
            answers = [answer if is_asked else "" for answer, is_asked in zip(given, asked[group], strict=True)]
            writer.writerow([group, chance.choice(sectors), f"locality-{chance.randrange(6)}", *answers])


@contextmanager
def timed(what: str, rows: int = 0) -> Iterator[None]:
    """Print how long something took, rows per second if rows are given, and the most memory used so far.

    The CPU time beside it is what it would take about on a machine that does nothing else.
    """
    began, used = time.perf_counter(), time.process_time()
    yield
    took, used = time.perf_counter() - began, time.process_time() - used
    rate = f"{rows / took:>12,.0f} rows/s" if rows else " " * 19
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<52}{took:>9.3f} s{used:>9.3f} s CPU{rate}{peak:>9.0f} MB at most", flush=True)
