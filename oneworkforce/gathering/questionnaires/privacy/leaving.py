"""What a close's new rows may say when they leave: decided once, as the last part of a close, from tallies alone.

The rules are `analysis.leaving_rows`'. What they decide is kept place by place, so no row is read, and nothing that a
later close or a rebuild does can change it (docs/adr/0028).
"""

from __future__ import annotations

import numpy as np
from django.db import transaction

from oneworkforce.analysis import CellsAtClose, NewRows, empty_tally, rows_leaving, tally_from_bytes
from oneworkforce.analysis.moments import SHOWN
from oneworkforce.analysis.row_release import Row
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.models import EMPTY, FILLED, LeavingPlace
from oneworkforce.gathering.questionnaires.privacy.at_close import CountedGroup, counted_groups, decided_at


def decide_rows_of_before(assessment: Assessment) -> None:
    """Decide on the rows of a close of before there were decisions, where there was one alone; else do nothing."""
    if not _is_decided(assessment):
        with transaction.atomic():
            decide_rows(hold(assessment, Purpose.STAGE))


def _is_decided(assessment: Assessment) -> bool:
    close = assessment.times_closed
    return not close or assessment.leaving_places.filter(close=close).exists()


def decide_rows(assessment: Assessment) -> None:
    """Decide what the rows of the last close say; nothing to do before the first, or where it is decided.

    The caller holds the assessment.
    """
    if _is_decided(assessment):
        return
    close = assessment.times_closed
    groups = counted_groups(assessment)
    new: list[NewRows] = []
    of_place: dict[Row, int] = {}
    tallies = assessment.tallies.filter(close=close)
    names = {group.row.pk: group.row.key for group in groups}
    for staff_group, sector, locality, sheets, stored in tallies.values_list(
        "staff_group_id", "sector", "locality", "sheets", "counts"
    ):
        place = (names[staff_group], sector, locality)
        of_place[place] = staff_group
        new.append(NewRows(place, sheets, tally_from_bytes(bytes(stored), len(groups[0].asked))))
    cells = {group.row.key: _cells(group, groups, close, assessment.k) for group in groups if close in group.steps}
    leaving = rows_leaving(new, cells, assessment.k)
    LeavingPlace.objects.bulk_create(
        LeavingPlace(
            assessment=assessment,
            staff_group_id=of_place[place],
            close=close,
            sector=place[1],
            locality=place[2],
            leaves=says is not None,
            as_sector=says[1] if says else "",
            as_locality=says[2] if says else "",
            empty="".join(EMPTY if is_empty else FILLED for is_empty in leaving.empty.get(place, ())),
        )
        for place, says in sorted(leaving.says.items())
    )


def _cells(group: CountedGroup, groups: list[CountedGroup], close: int, k: int) -> CellsAtClose:
    """What the close made of a group's cells, beside what earlier ones had shown of them."""
    dimensions = len(group.asked)
    shown, came = [], empty_tally(dimensions)
    for place in range(dimensions):
        asked = [one for one in groups if one.asks(place)]
        if group not in asked:
            shown.append(False)
            continue
        decided = {moment: decided_at(group, asked, place, moment, k) for moment in group.past}
        now = decided[close]
        shown.append(now.mark == SHOWN and now.up_to == close)
        if now.mark == SHOWN:
            before = [moment for moment, one in decided.items() if moment < close and one.mark == SHOWN]
            known = group.counted(place, max(before)) if before else np.zeros_like(came[place])
            came[place] = group.counted(place, close) - known
    return CellsAtClose(tuple(shown), came)
