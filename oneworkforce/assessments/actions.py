"""Starting an assessment, changing its settings and moving it from stage to stage."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import ENTERING, TRANSITIONS, Doing, Stage, WrongStage, require
from oneworkforce.partnerships.keys import free_key
from oneworkforce.partnerships.models import Partnership


@transaction.atomic
def start_assessment(
    *, partnership: Partnership, name: str, purpose: str = "", key: str = "", k: int | None = None, by: User | None
) -> Assessment:
    """Start an assessment on the newest version of the partnership's framework; ``k`` is in people."""
    # Here, because every command that finds an assessment imports this module, and only this function reads a pack.
    from oneworkforce.frameworks import load

    assessment = Assessment.objects.create(
        partnership=partnership,
        key=key or free_key(Assessment, f"{partnership.key[:20]}-{name}"),
        name=name,
        purpose=purpose,
        framework=load(partnership.framework).pin,
        k=k or partnership.k,
    )
    record("assessment started", by=by, partnership=partnership.key, assessment=assessment.key, k=assessment.k)
    return assessment


@transaction.atomic
def change_details(*, assessment: Assessment, by: User | None, **changes: object) -> Assessment:
    """Change the name, purpose or dates; ``k`` raises WrongStage once the assessment has opened."""
    changed = {field: value for field, value in changes.items() if getattr(assessment, field) != value}
    if "k" in changed:
        require(assessment, Doing.CHANGE_SETTINGS)
    for field, value in changed.items():
        setattr(assessment, field, value)
    if changed:
        assessment.save(update_fields=list(changed))
        record(
            "assessment changed",
            by=by,
            partnership=assessment.partnership.key,
            assessment=assessment.key,
            changed={field: str(value) for field, value in changed.items()},
        )
    return assessment


@transaction.atomic
def change_stage(*, assessment: Assessment, to: Stage, by: User | None) -> Assessment:
    """Move an assessment to a stage that may follow its own; WrongStage if it may not."""
    # Two people may close it at once. The lock makes one wait, so the work is done once.
    locked = hold(assessment, Purpose.STAGE)
    # A button pressed twice does no harm.
    if locked.stage != to:
        step = TRANSITIONS.get((Stage(locked.stage), Stage(to)))
        if step is None:
            raise WrongStage(
                _("%(name)s is at the stage “%(stage)s”. It can’t go straight from there to “%(to)s”.")
                % {"name": locked.name, "stage": Stage(locked.stage).label, "to": Stage(to).label}
            )
        _note_the_time(locked, to)
        locked.stage = to
        locked.save()
        for do in ENTERING[to]:
            do(locked)
        record(step[1], by=by, partnership=locked.partnership.key, assessment=locked.key)
    assessment.refresh_from_db()
    return assessment


def _note_the_time(assessment: Assessment, to: Stage) -> None:
    now = timezone.now()
    if to == Stage.OPEN:
        assessment.opened_at = assessment.opened_at or now
        if _has_come(assessment.closing_moment(), now):
            # It is being opened again after its last day, which would close it again at once.
            assessment.closes_on = None
    if to == Stage.CLOSED and assessment.stage == Stage.OPEN:
        assessment.closed_at = now
        assessment.times_closed += 1


def apply_dates(assessment: Assessment, now: datetime | None = None) -> Assessment:
    """Open or close an assessment whose day has come."""
    # Called wherever an assessment is looked up, so dates need no background process. Costs no query on other days.
    now = now or timezone.now()
    if assessment.stage == Stage.PLANNING and _has_come(assessment.opening_moment(), now):
        change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    if assessment.stage == Stage.OPEN and _has_come(assessment.closing_moment(), now):
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    if assessment.closes_at != assessment.closing_moment():
        assessment.save(update_fields=["closes_at"])  # the partnership's time zone has changed
    return assessment


def _has_come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now >= moment
