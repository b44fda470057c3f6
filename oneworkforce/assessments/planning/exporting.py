"""A plan as CSV: every imported cell as it stood, everything else as it is written today."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from pathlib import Path

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.planning.formulas import with_guard
from oneworkforce.assessments.planning.table import COLUMNS, write_cell
from oneworkforce.assessments.planning.vocabulary import vocabulary_of


def plan_as_csv(assessment: Assessment) -> str:
    """The plan in its order, all columns, with the state last. Three queries, however long the plan.

    An imported cell comes back as it stood for as long as nobody changes it on screen. A cell that a spreadsheet would
    run as a formula has an apostrophe in front, which an import takes away again (`formulas`).
    """
    vocabulary = vocabulary_of(assessment)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for activity in assessment.planned_activities.all():
        writer.writerow([with_guard(write_cell(activity, column, vocabulary)) for column in COLUMNS])
    return written.getvalue()


def save(text: str, path: Path) -> None:
    """Write a file as UTF-8, whole or not at all: whoever reads it meanwhile finds the old one or the new.

    :raises OSError: when it cannot be written; a file that was there is then as it was.
    """
    data = text.encode()
    if path.exists() and not path.is_file():
        # A pipe or a device is nothing to put another file in place of.
        path.write_bytes(data)
        return
    path = path.resolve()
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
