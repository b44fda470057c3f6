"""Keeping the tallies: counts of released sheets, so that reading results never reads a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.db import transaction

from oneworkforce.analysis import add_to, empty_tally, tally_to_bytes
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.chunks import in_chunks
from oneworkforce.gathering.questionnaires.models import Sheet, Tally

Cell: TypeAlias = tuple[int, str, str, int]
"""A staff group's primary key, a sector, a locality ("" where the person did not say), and the close that counts it."""

SHEETS_AT_ONCE = 50_000


def dimensions_of(assessment: Assessment) -> int:
    """How many characters a sheet of this assessment has."""
    return len(load_pin(assessment.framework).dimensions)


def add_to_tallies(assessment: Assessment, cells: Mapping[Cell, Sequence[str]]) -> None:
    """Count more released sheets, given by cell. The caller holds the assessment's lock."""
    dimensions = dimensions_of(assessment)
    stored = {(t.staff_group_id, t.sector, t.locality, t.close): t for t in Tally.objects.filter(assessment=assessment)}
    new, changed = [], []
    # Sorted, so that the order of new rows says nothing about who came first.
    for cell, sheets in sorted(cells.items()):
        tally = stored.get(cell)
        if tally is None:
            staff_group, sector, locality, close = cell
            tally = Tally(
                assessment=assessment,
                staff_group_id=staff_group,
                sector=sector,
                locality=locality,
                close=close,
                counts=tally_to_bytes(empty_tally(dimensions)),
            )
            new.append(tally)
        else:
            changed.append(tally)
        tally.counts = add_to(bytes(tally.counts), sheets, dimensions)
        tally.sheets += len(sheets)
    Tally.objects.bulk_create(new)
    Tally.objects.bulk_update(changed, ["sheets", "counts"])


@transaction.atomic
def rebuild_tallies(assessment: Assessment) -> None:
    """Count every released sheet of an assessment again from nothing. The result is always what stood before."""
    hold(assessment, Purpose.ANSWERS)
    Tally.objects.filter(assessment=assessment).delete()
    rows = Sheet.objects.filter(assessment=assessment).values_list(
        "staff_group_id", "sector", "locality", "close", "sheet"
    )
    for some in in_chunks(rows.iterator(chunk_size=10_000), SHEETS_AT_ONCE):
        cells: dict[Cell, list[str]] = defaultdict(list)
        for staff_group, sector, locality, close, sheet in some:
            cells[staff_group, sector, locality, close].append(sheet)
        add_to_tallies(assessment, cells)
