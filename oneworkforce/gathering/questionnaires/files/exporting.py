"""Answers as rows for use elsewhere: shuffled, and with whatever could point at a few people taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from oneworkforce.analysis import NOT_ASKED, blank_small
from oneworkforce.analysis.row_release import Row
from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.figures import group_tallies, results_of
from oneworkforce.gathering.questionnaires.files.importing import ABOUT, SYMBOL_OF
from oneworkforce.tables.writing import row_writer

CODE_OF = {**{symbol: code for code, symbol in SYMBOL_OF.items()}, NOT_ASKED: ""}
ROWS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was not, in rows: each row is one person.

    `left_out`: staff group → rows, where there were too few of them. `answers_blanked`: staff group → the ids of
    dimensions whose answers were left empty because the group's figures there may not be shown.
    """

    rows: int
    locality_blanked: int
    sector_blanked: int
    left_out: dict[str, int]
    answers_blanked: dict[str, tuple[str, ...]]


def write_answers(assessment: Assessment, file: TextIO) -> Exported:
    """Write an assessment's released answers as CSV, in the columns of an import, in an order drawn anew each time.

    Rows are streamed: memory stays the same however many there are. Whoever calls this has looked at the stage.
    """
    framework = load_pin(assessment.framework)
    keys = dict(assessment.partnership.staff_groups.values_list("pk", "key"))
    tallies = group_tallies(assessment)
    results = results_of(assessment, tallies)
    shown = {group: results.shown_dimensions(group) for group in keys.values()}
    # Tallies know how many rows each combination has, so nobody's row needs to be read to decide on it.
    combinations: list[Row] = []
    counted = assessment.tallies.filter(close__lte=assessment.times_closed)
    for staff_group, sector, locality, sheets in counted.values_list("staff_group_id", "sector", "locality", "sheets"):
        combinations += [(keys[staff_group], sector, locality)] * sheets
    blanked = blank_small(combinations, assessment.k)
    becomes = {combinations[place]: row for place, row in zip(blanked.kept, blanked.rows, strict=True)}
    write = row_writer(file)
    write([*ABOUT, *(dimension.id for dimension in framework.dimensions)])
    written = 0
    entered = dict(assessment.entered.filter(close=assessment.times_closed).values_list("staff_group_id", "up_to"))
    sheets_of = assessment.sheets.filter(close__lte=assessment.times_closed).order_by("?")
    for staff_group, sector, locality, close, sheet in sheets_of.values_list(
        "staff_group_id", "sector", "locality", "close", "sheet"
    ).iterator(chunk_size=ROWS_AT_ONCE):
        group = keys[staff_group]
        row = becomes.get((group, sector, locality))
        if row is not None:
            answers = (
                CODE_OF[symbol] if show and close <= up_to else ""
                for symbol, show, up_to in zip(sheet, shown[group], entered[staff_group], strict=True)
            )
            write([*row, *answers])
            written += 1
    leaving = {row[0] for row in becomes.values()}
    return Exported(
        rows=written,
        locality_blanked=blanked.locality_blanked,
        sector_blanked=blanked.sector_blanked,
        left_out=blanked.left_out,
        answers_blanked={
            tally.key: hidden
            for tally in tallies
            if tally.key in leaving
            and (
                hidden := tuple(
                    dimension.id
                    for dimension, asked, show in zip(framework.dimensions, tally.asked, shown[tally.key], strict=True)
                    if asked and not show
                )
            )
        },
    )
