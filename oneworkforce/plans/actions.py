"""What is done to a plan. Each action is atomic, audited, refused where the stage says so, harmless when sent twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.plans.models import PlannedActivity
from oneworkforce.plans.starter import typical_plan
from oneworkforce.plans.table import TEXTS, tidy
from oneworkforce.plans.when import understand

AT_ONCE = 500  # rows of one INSERT
PLACE = ("id", "assessment", "order")
SAID = [field.name for field in PlannedActivity._meta.concrete_fields if field.name not in PLACE]
"""What a line says, wherever in whichever plan it is."""


@transaction.atomic
def add_activity(
    *, assessment: Assessment, by: User | None, last_seen: int | None = None, **values: Any
) -> PlannedActivity:
    """Add a line at the end of the plan.

    :param last_seen: the highest id in the plan when the form was opened; if the same line has been added since, the
        form was sent twice, and that line is the answer.
    :param values: fields of `PlannedActivity`; the dates are understood from ``when``.
    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(assessment)
    if last_seen is not None:
        since = assessment.planned_activities.filter(pk__gt=last_seen, **values).first()
        if since is not None:
            return since
    span = understand(values.get("when", ""))
    activity = assessment.planned_activities.create(
        order=_next_order(assessment), starts_on=span.starts_on, ends_on=span.ends_on, **values
    )
    _record("planned activity added", assessment, by, activity=activity.pk)
    return activity


@transaction.atomic
def change_activity(*, line: PlannedActivity, by: User | None, **values: Any) -> PlannedActivity:
    """Change fields of a line. What was imported is forgotten for the fields that really change, and for no other.

    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(line.assessment)
    changed = {name: value for name, value in values.items() if differs(name, getattr(line, name), value)}
    if not changed:
        return line
    for name, value in changed.items():
        setattr(line, name, value)
        line.written.pop(name, None)
    if "progress" in changed and not line.written.get("state", "").strip():
        # An empty cell of state took its meaning from the progress that stood beside it.
        line.written.pop("state", None)
    if "when" in changed:
        span = understand(line.when)
        line.starts_on, line.ends_on = span.starts_on, span.ends_on
    line.save()
    _record("planned activity changed", line.assessment, by, activity=line.pk, changed=sorted(changed))
    return line


@transaction.atomic
def remove_activity(*, line: PlannedActivity, by: User | None) -> None:
    """Take a line out of the plan.

    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(line.assessment)
    _record("planned activity removed", line.assessment, by, activity=line.pk)
    line.delete()


@transaction.atomic
def move_activity(*, line: PlannedActivity, before: int | None, by: User | None) -> None:
    """Put a line just before another, or at the end.

    Saying where, not how far, makes a button that is pressed twice move a line once.

    :param before: the id of the other line; None for the end. Of a line that is no longer there, nothing moves.
    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(line.assessment)
    now = list(line.assessment.planned_activities.only("pk", "order", "assessment_id"))
    then = [other for other in now if other.pk != line.pk]
    place = next((at for at, other in enumerate(then) if other.pk == before), len(then) if before is None else None)
    if place is None or len(then) == len(now):
        return
    then.insert(place, line)
    if [other.pk for other in then] == [other.pk for other in now]:
        return
    out_of_place = []
    for order, other in enumerate(then):
        if other.order != order:
            other.order = order
            out_of_place.append(other)
    PlannedActivity.objects.bulk_update(out_of_place, ["order"], batch_size=AT_ONCE)
    _record("planned activity moved", line.assessment, by, activity=line.pk)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many lines it added, and how many of them the plan had already, word for word."""

    added: int
    there_already: int = 0


@transaction.atomic
def import_plan(
    *,
    assessment: Assessment,
    lines: Sequence[PlannedActivity],
    by: User | None,
    replace: bool = False,
    last_seen: int | None = None,
) -> Imported:
    """Add the lines of a file to the end of the plan, or put them in its place.

    :param last_seen: the highest id in the plan when the form was opened; if the same lines have been added since, the
        form was sent twice, and nothing is added.
    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(assessment)
    if last_seen is not None and _added_since(assessment, last_seen, lines):
        return Imported(0)
    removed = assessment.planned_activities.all().delete()[0] if replace else 0
    there_already = 0 if replace else _there_already(assessment, lines)
    _add_lines(assessment, lines)
    _record("plan imported", assessment, by, added=len(lines), removed=removed, replaced=replace)
    return Imported(len(lines), there_already)


@transaction.atomic
def start_from_typical_plan(*, assessment: Assessment, by: User | None) -> int:
    """Fill an empty plan with typical lines; a plan that has lines stays as it is.

    :return: how many lines were added.
    :raises WrongStage: when the plan is not to be changed now.
    """
    _take_the_plan(assessment)
    if assessment.planned_activities.exists():
        return 0
    lines = typical_plan(assessment)
    _add_lines(assessment, lines)
    _record("plan started from the typical one", assessment, by, added=len(lines))
    return len(lines)


def differs(name: str, old: Any, new: Any) -> bool:
    """Whether a field says something else: the order of a list and the white space that a form loses do not count."""
    if name in ("themes", "groups"):
        return set(old) != set(new)
    if name in ("when", "lead"):
        return str(old).split() != str(new).split()
    return tidy(str(old)) != tidy(str(new))


def _take_the_plan(assessment: Assessment) -> None:
    """Hold the plan, so that its changes take turns, and ask whether it may be changed now."""
    require(hold(assessment, Purpose.PLAN), Doing.PLAN)


def _next_order(assessment: Assessment) -> int:
    last = assessment.planned_activities.aggregate(last=Max("order"))["last"]
    return 0 if last is None else int(last) + 1


def _add_lines(assessment: Assessment, lines: Sequence[PlannedActivity]) -> None:
    first = _next_order(assessment)
    PlannedActivity.objects.bulk_create(
        [
            PlannedActivity(assessment=assessment, order=order, **{name: getattr(line, name) for name in SAID})
            for order, line in enumerate(lines, start=first)
        ],
        batch_size=AT_ONCE,
    )


def _added_since(assessment: Assessment, last_seen: int, lines: Sequence[PlannedActivity]) -> bool:
    since = assessment.planned_activities.filter(pk__gt=last_seen).order_by("pk")
    return bool(lines) and [activity.written for activity in since] == [line.written for line in lines]


def _there_already(assessment: Assessment, lines: Sequence[PlannedActivity]) -> int:
    """How many of the lines say, in every column, what a line of the plan says."""
    now = Counter(_said(activity) for activity in assessment.planned_activities.all())
    return (now & Counter(map(_said, lines))).total()


def _said(line: PlannedActivity) -> tuple[object, ...]:
    texts = (" ".join(getattr(line, name).split()) for name in TEXTS)
    return (*texts, line.method, frozenset(line.themes), frozenset(line.groups), str(line.state))


def _record(what: str, assessment: Assessment, by: User | None, **details: Any) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
