"""How long an export of answers takes, and how much memory: `python benchmarks/export_answers.py [ROWS]`.

The goal for 100,000 rows on two cores: 5 s, and memory that does not grow with the rows. The import before it has its
own peak, so the export runs in a process of its own.
"""

import os
import sys
from pathlib import Path

from measuring import make_open_assessment, start, timed, write_answers

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> None:
    """Fill a database, close, and export."""
    folder = start()
    from django.db import connections

    connections.close_all()  # a child would share what is open
    child = os.fork()
    if not child:
        _fill(folder)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise SystemExit("The database could not be filled.")
    from oneworkforce.assessments.queries import find_assessment
    from oneworkforce.gathering.questionnaires.actions import export_answers

    assessment = find_assessment("benchmark")
    assert assessment is not None  # noqa: S101 (it has just been made)
    with timed(f"Export {ROWS:,} rows", ROWS):
        exported = export_answers(assessment=assessment, path=folder / "exported.csv", by=None)
    print(f"{exported.rows:,} rows, {(folder / 'exported.csv').stat().st_size / 1e6:.1f} MB")


def _fill(folder: Path) -> None:
    from django.db import connections

    from oneworkforce.assessments.actions import change_stage
    from oneworkforce.assessments.stages import Stage
    from oneworkforce.gathering.questionnaires.actions import import_answers
    from oneworkforce.gathering.questionnaires.files.importing import read_answers

    assessment = make_open_assessment()
    path = folder / "answers.csv"
    write_answers(path, ROWS, assessment)
    import_answers(assessment=assessment, rows=read_answers(path, assessment).rows, by=None)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    connections.close_all()


if __name__ == "__main__":
    main()
