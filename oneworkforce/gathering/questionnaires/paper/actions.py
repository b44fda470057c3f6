"""Piles of returned sheets, and where they go back to.

Starting, removing and finishing a pile leave audit events with counts of sheets. Typing leaves none: an event has a
time, and an answer has none.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.gathering.questionnaires.paper.models import Checking, Pile, PileState, ReturnNote, Typing
from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
from oneworkforce.partnerships.models import StaffGroup


class PileDone(Exception):
    """The pile is finished, or was erased at a close, so it can't be changed. The message says which."""

    def __init__(self, pile: Pile) -> None:
        super().__init__(
            _("What was typed of this pile was erased as the assessment closed.")
            if pile.state == PileState.ERASED
            else _("This pile is finished and its answers are sent, so you can’t change it.")
        )


class TooFewSheets(Exception):
    """A sheet with a higher number is typed already; the message says which."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _("Sheet %(number)s of this pile is typed in already, so it has at least %(number)s.") % {"number": number}
        )


@transaction.atomic
def change_return_note(*, assessment: Assessment, return_to: str, return_by: date | None, by: User | None) -> None:
    """Say where sheets go back to, and by when; the paper says it from now on."""
    ReturnNote.objects.update_or_create(
        assessment=assessment, defaults={"return_to": return_to, "return_by": return_by}
    )
    record(
        "return of paper changed",
        by=by,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        return_by=return_by.isoformat() if return_by else "",
    )


@transaction.atomic
def start_pile(
    *,
    assessment: Assessment,
    staff_group: StaffGroup,
    name: str,
    sheets: int,
    by: User,
    checking: str = Checking.EVERY,
    one_in: int = 10,
) -> Pile:
    """Start a pile of one staff group's sheets.

    :param sheets: how many, counted by hand. :raises WrongStage: no answers are taken now.
    :raises ValueError: the staff group is another partnership's.
    """
    if staff_group.partnership_id != assessment.partnership_id:
        raise ValueError(f"{staff_group} is not a staff group of {assessment.partnership}")
    locked = hold(assessment, Purpose.ANSWERS)
    require(locked, Doing.ANSWER)
    pile = Pile.objects.create(
        assessment=assessment, staff_group=staff_group, name=name, sheets=sheets, checking=checking, one_in=one_in
    )
    _record("pile of paper sheets started", pile, by)
    return pile


@transaction.atomic
def change_pile(*, pile: Pile, name: str, sheets: int, checking: str, one_in: int, by: User) -> Pile:
    """Change a pile's name, its number of sheets or how many are checked. A new share is drawn again.

    :raises PileDone: it is finished. :raises TooFewSheets: a higher number is typed already.
    """
    changed = open_pile(pile)
    highest = changed.typings.order_by("-number").values_list("number", flat=True).first() or 0
    if sheets < highest:
        raise TooFewSheets(highest)
    if (changed.checking, changed.one_in, changed.sheets) != (checking, one_in, sheets):
        changed.drawn = []
    changed.name, changed.sheets, changed.checking, changed.one_in = name, sheets, checking, one_in
    changed.save(update_fields=["name", "sheets", "checking", "one_in", "drawn"])
    _record("pile of paper sheets changed", changed, by)
    return changed


@transaction.atomic
def remove_pile(*, pile: Pile, by: User) -> None:
    """Remove a pile with everything typed of it. :raises PileDone: it is finished; its counts stay."""
    locked = Pile.objects.select_for_update().get(pk=pile.pk)
    if locked.state in (PileState.SENT, PileState.FINISHED):
        raise PileDone(locked)
    _record("pile of paper sheets removed", pile, by)
    locked.delete()
    transaction.on_commit(lambda: leave_no_traces(Typing, Pile), robust=True)


def open_pile(pile: Pile) -> Pile:
    """The pile, locked until the transaction ends. :raises PileDone: it is not open."""
    locked = Pile.objects.select_for_update().select_related("assessment", "staff_group").get(pk=pile.pk)
    if locked.state != PileState.OPEN:
        raise PileDone(locked)
    return locked


def _record(what: str, pile: Pile, by: User | None, **counts: int) -> None:
    assessment = pile.assessment
    record(
        what,
        by=by,
        partnership=assessment.partnership.key,
        assessment=assessment.key,
        pile=pile.pk,
        sheets=pile.sheets,
        **counts,
    )
