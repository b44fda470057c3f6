"""What an earlier close withheld stays withheld: figures that people wrote down do not go away."""

from __future__ import annotations

from oneworkforce.analysis import EVERYONE
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.figures import results_of
from oneworkforce.gathering.questionnaires.models import NOT_WITHHELD, WITHHELD, HeldBack


def hold_back_what_is_withheld(assessment: Assessment) -> None:
    """Remember, at a close, each staff group's cells that are withheld beside a total that is shown.

    Were such a cell shown after a later close, the total of then less the other cells of now would be about fewer
    than k people.
    """
    dimensions = results_of(assessment).dimensions
    for staff_group in assessment.partnership.staff_groups.all():
        marks = ""
        for dimension in dimensions:
            total, own = dimension.cell(EVERYONE), dimension.cell(staff_group.key)
            is_held = total is not None and not total.withheld and own is not None and own.withheld
            marks += WITHHELD if is_held else NOT_WITHHELD
        if WITHHELD in marks:
            HeldBack.objects.update_or_create(
                assessment=assessment, staff_group=staff_group, defaults={"dimensions": marks}
            )
