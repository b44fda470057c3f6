"""What is done to a questionnaire by people with an account, or from the command line."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.assessments.written_whole import written_whole
from oneworkforce.gathering.questionnaires.chunks import in_chunks
from oneworkforce.gathering.questionnaires.files.exporting import Exported, write_answers
from oneworkforce.gathering.questionnaires.files.importing import Progress, Row
from oneworkforce.gathering.questionnaires.models import Draft, GroupLink
from oneworkforce.gathering.questionnaires.privacy.sources import note_known, source_of
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.visitors.codes import new_code

LINK_CODE_LENGTH = 8


def make_links(assessment: Assessment) -> None:
    """Make a link for each staff group that has none. The opening that this belongs to is audited, so this is not."""
    groups = assessment.partnership.staff_groups.exclude(links__assessment=assessment)
    GroupLink.objects.bulk_create(
        [GroupLink(assessment=assessment, staff_group=group, code=new_code(LINK_CODE_LENGTH)) for group in groups],
        ignore_conflicts=True,
    )


def link_for(assessment: Assessment, staff_group: StaffGroup) -> GroupLink:
    """A staff group's link, made now if the group came after the opening. Not audited: a link gives no new right.

    :raises ValueError: for a staff group of another partnership.
    """
    if staff_group.partnership_id != assessment.partnership_id:
        raise ValueError(f"{staff_group} is not a staff group of {assessment.partnership}")
    link, _made = GroupLink.objects.get_or_create(
        assessment=assessment, staff_group=staff_group, defaults={"code": new_code(LINK_CODE_LENGTH)}
    )
    return link


def import_answers(
    *, assessment: Assessment, rows: Sequence[Row], by: User | None, progress: Progress | None = None
) -> None:
    """Take in answers given elsewhere, all or none: they are sent drafts, and released like any others.

    :param rows: as `importing.read_answers` gives them. :param progress: told of each row twice: waiting, released.
    :raises WrongStage: where no answers are taken now.
    """
    told = progress or (lambda _rows: None)
    with transaction.atomic():
        locked = hold(assessment, Purpose.ANSWERS)
        require(locked, Doing.ANSWER)
        # In ascending order the table is written from front to back; the keys are random, and of no code.
        keys = sorted(secrets.token_hex(32) for _row in rows)
        for some in in_chunks(zip(keys, rows, strict=True)):
            Draft.objects.bulk_create(
                Draft(
                    token_hash=key,
                    assessment=locked,
                    staff_group_id=staff_group,
                    sector=sector,
                    locality=locality,
                    sheet=sheet,
                    sent=True,
                )
                for key, (staff_group, sector, locality, sheet) in some
            )
            told(len(some))
        people = Counter(row[0] for row in rows)
        for staff_group, sheets in sorted(people.items()):
            note_known(assessment=locked, staff_group=staff_group, sheets={source_of(by): sheets})
        for group in locked.partnership.staff_groups.filter(pk__in=people):
            release_if_enough(locked, group)
            told(people[group.pk])
        record("answers imported", by=by, partnership=locked.partnership.key, assessment=locked.key, people=len(rows))


def export_answers(*, assessment: Assessment, path: Path, by: User | None) -> Exported:
    """Write the released answers to a CSV file, row by row, with what could point at few people taken out.

    :raises WrongStage: before close. :raises OSError: where the file cannot be written; what stood there then stays.
    """
    require(assessment, Doing.EXPORT_ANSWERS)
    with written_whole(path, private=True) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        exported = write_answers(assessment, text)
        text.detach()
        record(
            "answers exported",
            by=by,
            partnership=assessment.partnership.key,
            assessment=assessment.key,
            people=exported.rows,
            locality_blanked=exported.locality_blanked,
            sector_blanked=exported.sector_blanked,
            left_out=exported.left_out.total() + exported.left_before.total(),
        )
    return exported
