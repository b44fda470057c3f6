"""Answers as rows for use elsewhere: shuffled, and with whatever could point at a few people taken out.

What a row says was decided by the close that it came with, and never changes: see privacy/leaving.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TextIO

from oneworkforce.analysis import NOT_ASKED
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.files.importing import ABOUT, SYMBOL_OF
from oneworkforce.gathering.questionnaires.models import EMPTY, LeavingPlace
from oneworkforce.gathering.questionnaires.privacy.leaving import decide_rows_of_before
from oneworkforce.gathering.questionnaires.sheets import asked_of
from oneworkforce.tables.writing import row_writer

CODE_OF = {**{symbol: code for code, symbol in SYMBOL_OF.items()}, NOT_ASKED: ""}
ROWS_AT_ONCE = 5000


@dataclass(slots=True)
class Exported:
    """What was written, and what was not, in rows: each row is one person.

    `left_out`: staff group → rows that came with too few others. `left_before`: staff group → rows of before it was
    kept which close a row came with. `answers_blanked`: staff group → the ids of dimensions left empty in all of its
    rows; `blanked_in_part`: in some, so that no file tells of too few.
    """

    rows: int = 0
    locality_blanked: int = 0
    sector_blanked: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    left_before: Counter[str] = field(default_factory=Counter)
    answers_blanked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blanked_in_part: dict[str, tuple[str, ...]] = field(default_factory=dict)


def write_answers(assessment: Assessment, file: TextIO) -> Exported:
    """Write the rows of every close so far as CSV, in the columns of an import, in an order drawn anew each time.

    Rows are streamed: memory stays the same however many there are. Whoever calls this has looked at the stage. What a
    close has counted never changes, so nothing is held meanwhile.
    """
    decide_rows_of_before(assessment)
    framework = load_pin(assessment.framework)
    keys = dict(assessment.partnership.staff_groups.values_list("pk", "key"))
    decided = assessment.leaving_places.filter(close__lte=assessment.times_closed)
    places = {(one.staff_group_id, one.sector, one.locality, one.close): one for one in decided}
    write = row_writer(file)
    write([*ABOUT, *(dimension.id for dimension in framework.dimensions)])
    counted = assessment.sheets.filter(close__lte=assessment.times_closed).order_by("?")
    rows: Counter[int] = Counter()
    for staff_group, sector, locality, close, sheet in counted.values_list(
        "staff_group_id", "sector", "locality", "close", "sheet"
    ).iterator(chunk_size=ROWS_AT_ONCE):
        place = places[staff_group, sector, locality, close]
        rows[place.pk] += 1
        if place.leaves:
            answers = (
                "" if mark == EMPTY else CODE_OF[symbol] for symbol, mark in zip(sheet, place.empty, strict=True)
            )
            write([keys[staff_group], place.as_sector, place.as_locality, *answers])
    return _told(assessment, list(places.values()), rows, keys)


def _told(assessment: Assessment, places: list[LeavingPlace], rows: Counter[int], keys: dict[int, str]) -> Exported:
    """What happened to the rows. `rows`: how many, by the place's primary key."""
    told = Exported()
    of_close: Counter[tuple[int, int]] = Counter()
    for place in places:
        of_close[place.staff_group_id, place.close] += rows[place.pk]
    marks: dict[int, list[str]] = defaultdict(list)
    for place in places:
        people = rows[place.pk]
        if place.leaves:
            told.rows += people
            told.locality_blanked += people * (place.as_locality != place.locality)
            told.sector_blanked += people * (place.as_sector != place.sector)
            marks[place.staff_group_id].append(place.empty)
        elif of_close[place.staff_group_id, place.close] < assessment.k:
            told.left_out[keys[place.staff_group_id]] += people
        else:
            told.left_before[keys[place.staff_group_id]] += people
    dimensions = load_pin(assessment.framework).dimensions
    for group in assessment.partnership.staff_groups.filter(pk__in=marks):
        asked = asked_of(assessment, group)
        columns = list(zip(*marks[group.pk], strict=True))
        hidden = [
            (dimension.id, set(column) == {EMPTY})
            for dimension, column, is_asked in zip(dimensions, columns, asked, strict=True)
            if is_asked and EMPTY in column
        ]
        if whole := tuple(name for name, everywhere in hidden if everywhere):
            told.answers_blanked[group.key] = whole
        if part := tuple(name for name, everywhere in hidden if not everywhere):
            told.blanked_in_part[group.key] = part
    return told
