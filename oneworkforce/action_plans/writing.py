"""What all changes to an action plan share: the lock, adding once, the audit event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.action_plans.models import Action, FocusArea
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require

Added = TypeVar("Added", Action, FocusArea)


def take_turn(assessment: Assessment) -> None:
    """Hold the action plan for this transaction; WrongStage if the assessment is archived."""
    require(hold(assessment, Purpose.ACTION_PLAN), Doing.ANALYSE)


def add_once(kind: type[Added], assessment: Assessment, form_id: str, given: Mapping[str, Any]) -> tuple[Added, bool]:
    """Add a row at the end, or find the one that the same form has already added.

    Returns the row and whether it is new. Call `take_turn` first, so that two at once can't both add.
    """
    lines = kind.objects.filter(assessment=assessment)
    sent_once = _digest(form_id, given) if form_id else ""
    if sent_once and (found := lines.filter(sent_once=sent_once).first()):
        return found, False
    last = lines.aggregate(last=models.Max("order"))["last"]
    order = 0 if last is None else last + 1
    return kind.objects.create(assessment=assessment, order=order, sent_once=sent_once, **given), True


def _digest(form_id: str, given: Mapping[str, Any]) -> str:
    typed = json.dumps([form_id, given], default=str, sort_keys=True)
    return hashlib.sha256(typed.encode()).hexdigest()[:32]


def change(line: models.Model, wanted: Mapping[str, Any]) -> list[str]:
    """Save the fields that differ, and return their names."""
    changed = [field for field, value in wanted.items() if getattr(line, field) != value]
    for field in changed:
        setattr(line, field, wanted[field])
    if changed:
        line.save(update_fields=changed)
    return changed


def note_event(event: str, assessment: Assessment, by: User | None, **details: Any) -> None:
    record(event, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
