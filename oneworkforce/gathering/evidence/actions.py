"""What the officer and the analysts record of what services have heard."""

from __future__ import annotations

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.gathering.evidence.models import HeldView


@transaction.atomic
def add_view(*, assessment: Assessment, audience: str, by: User | None, **given: str) -> HeldView:
    """Add something that an audience has told a service before: `said`, `source`, `when`, `theme`.

    The same words of the same source are kept once, so that a button pressed twice does no harm.

    :raises oneworkforce.assessments.stages.WrongStage: once the assessment is archived.
    """
    require(assessment, Doing.WRITE_REPORT)
    view, made = assessment.held_views.get_or_create(defaults=None, audience=audience, **given)
    if made:
        _note("held view added", assessment, by, audience=audience, source=view.source)
    return view


@transaction.atomic
def change_view(*, view: HeldView, by: User | None, **given: str) -> None:
    """Change one. :raises oneworkforce.assessments.stages.WrongStage: once the assessment is archived."""
    require(view.assessment, Doing.WRITE_REPORT)
    for field, value in given.items():
        setattr(view, field, value)
    view.save()
    _note("held view changed", view.assessment, by, audience=view.audience, source=view.source)


@transaction.atomic
def remove_view(*, view: HeldView, by: User | None) -> None:
    """Remove one. :raises oneworkforce.assessments.stages.WrongStage: once the assessment is archived."""
    require(view.assessment, Doing.WRITE_REPORT)
    _note("held view removed", view.assessment, by, audience=view.audience, source=view.source)
    view.delete()


def _note(what: str, assessment: Assessment, by: User | None, **details: str) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
