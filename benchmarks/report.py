"""How long a full report takes as PDF and as HTML, and how much memory: `python -m benchmarks.report`.

Goal: PDF with 9 diagrams in at most 1 s and 300 MB.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable

os.environ["ONEWORKFORCE_DATA_DIR"] = tempfile.mkdtemp(prefix="oneworkforce-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "oneworkforce.config.settings"


def main() -> None:
    """Make one report three times each way, and print the first (cold) and the best time."""
    import django

    django.setup()
    from oneworkforce.config.database import bring_up_to_date

    bring_up_to_date()
    from oneworkforce.reporting.files import report_as
    from tests.reporting.scene import full_scene

    assessment = full_scene()
    print(f"before: {_peak()} MB")
    for ending in ("pdf", "html"):
        times, size = _timed(lambda ending=ending: report_as(ending, type(assessment).objects.get(pk=assessment.pk)))
        spent = f"first {times[0]:.2f} s, best {min(times):.2f} s"
        print(f"{ending.upper()}: {spent}, {size / 1024:.0f} KB, peak {_peak()} MB")


def _timed(make: Callable[[], bytes], times: int = 3) -> tuple[list[float], int]:
    spent, size = [], 0
    for _nth in range(times):
        start = time.perf_counter()
        size = len(make())
        spent.append(time.perf_counter() - start)
    return spent, size


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
