"""Answers for tests: given one by one as people give them, or many at once as a file gives them."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.actions import import_answers, link_for
from oneworkforce.gathering.questionnaires.drafts import draft_key, send_draft, start_draft
from oneworkforce.gathering.questionnaires.files.importing import Row
from oneworkforce.gathering.questionnaires.models import Draft, Sheet
from oneworkforce.gathering.questionnaires.saving.saves import save_answers
from oneworkforce.gathering.questionnaires.sheets import asked_of
from oneworkforce.partnerships.models import StaffGroup
from tests.factories import make_assessment, make_partnership

K = 5


def open_assessment(k: int = K) -> Assessment:
    """An open assessment in which five people are enough."""
    return make_assessment(make_partnership(), Stage.OPEN, k=k)


def group_of(assessment: Assessment, key: str = "frontline") -> StaffGroup:
    """A staff group of the assessment's partnership."""
    return assessment.partnership.staff_groups.get(key=key)


def start(assessment: Assessment, group: str = "frontline") -> str:
    """Start a draft by the group's link and return its code."""
    return start_draft(link=link_for(assessment, group_of(assessment, group)))


def send(assessment: Assessment, group: str = "frontline", changes: dict[int, str] | None = None) -> str:
    """Start, answer and send, as one person does; returns the draft's key."""
    key = draft_key(start(assessment, group))
    assert save_answers(key=key, changes=changes or {0: "3"})
    send_draft(key=key)
    return key


def send_many(
    assessment: Assessment, people: int, group: str = "frontline", sector: str = "", score: str = "3"
) -> None:
    """Let many send at once, in the way an import does."""
    staff_group = group_of(assessment, group)
    sheet = "".join(score if asked else "-" for asked in asked_of(assessment, staff_group))
    rows: list[Row] = [(staff_group.pk, sector, "", sheet)] * people
    import_answers(assessment=assessment, rows=rows, by=None)


def waiting(assessment: Assessment, group: str = "frontline") -> int:
    """How many sent drafts of a group wait."""
    return Draft.objects.filter(assessment=assessment, staff_group__key=group, sent=True).count()


def released(assessment: Assessment, group: str = "frontline") -> int:
    """How many sheets of a group are released."""
    return Sheet.objects.filter(assessment=assessment, staff_group__key=group).count()


def tallies_of(assessment: Assessment) -> dict[tuple[int, str, str, int], tuple[int, bytes]]:
    """The stored tallies, cell → sheets and counts."""
    return {
        (tally.staff_group_id, tally.sector, tally.locality, tally.close): (tally.sheets, bytes(tally.counts))
        for tally in assessment.tallies.all()
    }


def columns_of(assessment: Assessment) -> list[str]:
    """The columns of a full file."""
    dimensions = load_pin(assessment.framework).dimensions
    return ["staff_group", "sector", "locality", *(dimension.id for dimension in dimensions)]


def write_file(path: Path, assessment: Assessment, rows: int, *, seed: int = 1, groups: dict[str, float]) -> None:
    """A file of made-up answers, the same for the same seed; `groups` are staff groups and their weights."""
    chance = random.Random(seed)
    asked = {key: asked_of(assessment, group_of(assessment, key)) for key in groups}
    sectors = ["", *(sector.id for sector in load_pin(assessment.framework).sectors)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns_of(assessment))
        for _row in range(rows):
            group = chance.choices(list(groups), list(groups.values()))[0]
            values = chance.choices(
                ["1", "2", "3", "4", "5", "dk", "na", ""], [2, 5, 8, 6, 3, 2, 1, 1], k=len(asked[group])
            )
            answers = [value if is_asked else "" for value, is_asked in zip(values, asked[group], strict=True)]
            answers[0] = answers[0] or "4"
            writer.writerow([group, chance.choice(sectors), chance.choice(["", "north", "south"]), *answers])
