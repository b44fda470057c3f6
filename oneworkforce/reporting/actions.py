"""What is done to a report: its words are written, and its sections left out or taken in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require


@transaction.atomic
def write_sections(*, assessment: Assessment, changes: Mapping[str, Mapping[str, Any]], by: User | None) -> None:
    """Keep the words of some sections, or whether they are left out; everything not named stays as it is.

    :param changes: by key (`sections.keys_of_words`): any of ``words`` (str) and ``left_out`` (bool).
    :raises WrongStage: when the assessment is archived.
    """
    require(assessment, Doing.WRITE_REPORT)
    for section, fields in changes.items():
        assessment.report_sections.update_or_create(section=section, defaults=dict(fields))
    if changes:
        record(
            "report's words changed",
            by=by,
            partnership=assessment.partnership.key,
            assessment=assessment.key,
            sections=sorted(changes),
        )
