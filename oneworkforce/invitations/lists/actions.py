"""Keeping, inviting and throwing away a list. No event names anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.invitations.lists.draws import PEOPLE_INVITED
from oneworkforce.invitations.lists.plan import FIELDS, Change, NewWave, plan_of
from oneworkforce.invitations.lists.reading.people import Candidate, PeopleRead
from oneworkforce.invitations.lists.reading.person import Person, unpacked
from oneworkforce.invitations.lists.sampling import Drawn, Sample, draw
from oneworkforce.invitations.models import Invitation, UploadedList
from oneworkforce.invitations.people.do_not_write import not_to_be_written_to
from oneworkforce.ui.wording import number

KEPT = timedelta(days=1)
"""How long a list waits for a yes."""

AT_ONCE = 1_000
OnProgress = Callable[[int], object]


class ListOutdated(Exception):
    """Something the list names is gone; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of a list. `left_out`: people who asked us not to write; `drawn`: the draw, if any."""

    new: int
    changed: int
    unchanged: int
    left_out: int
    drawn: Drawn | None = None


@transaction.atomic
def keep_list(*, assessment: Assessment, file_name: str, read: PeopleRead, by: User) -> UploadedList:
    """Keep a list for its preview. People who asked us not to write are counted, and not kept.

    :raises WrongStage: nobody can be invited any more.
    """
    require(assessment, Doing.INVITE)
    forget_old_lists()
    people, notes, left_out = _to_keep(assessment, read)
    kept: UploadedList = assessment.uploaded_lists.create(by=by, file_name=file_name[:200], people=people, notes=notes)
    _record("list of people read", assessment, by, people=len(people), left_out=left_out)
    return kept


@transaction.atomic
def keep_question(*, assessment: Assessment, file_name: str, candidates: Sequence[Candidate], by: User) -> UploadedList:
    """Keep a list of which somebody has to say which column to write to; people are kept as by `keep_list`.

    :raises WrongStage: nobody can be invited any more.
    """
    require(assessment, Doing.INVITE)
    forget_old_lists()
    kept = []
    for one in candidates:
        people, notes, _left_out = _to_keep(assessment, one.read) if one.read else ([], [], 0)
        about = {"heading": one.heading, "samples": list(one.samples), "usable": one.read is not None}
        kept.append({**about, "people": people, "notes": notes})
    asked: UploadedList = assessment.uploaded_lists.create(by=by, file_name=file_name[:200], candidates=kept)
    _record("list of people read", assessment, by, columns=len(kept))
    return asked


@transaction.atomic
def choose_address(*, waiting: UploadedList, column: int) -> None:
    """Take a candidate's people for the list's. Chosen twice, the first choice stays."""
    asked = UploadedList.objects.select_for_update().filter(pk=waiting.pk).first()
    if asked is None or not asked.candidates:
        return
    chosen = asked.candidates[column]
    asked.people, asked.notes, asked.candidates = chosen["people"], chosen["notes"], []
    asked.save(update_fields=["people", "notes", "candidates"])


def waiting_list(assessment: Assessment, key: str) -> UploadedList | None:
    """A list that waits for a yes; None if it was said already or is a day late."""
    found: UploadedList | None = assessment.uploaded_lists.filter(pk=key, at__gt=timezone.now() - KEPT).first()
    return found


@transaction.atomic
def invite_waiting_list(*, assessment: Assessment, key: str, by: User, sample: Sample | None = None) -> Invited | None:
    """Invite a list's people and delete it, once, however often it is asked for.

    :returns: None if it was done, thrown away or forgotten already.
    :raises WrongStage: as `keep_list`. :raises ListOutdated: as `invite_people`.
    """
    require(assessment, Doing.INVITE)
    kept = UploadedList.objects.select_for_update().filter(assessment=assessment, pk=key, at__gt=timezone.now() - KEPT)
    found = kept.first()
    if found is None or found.candidates:
        return None
    people = [unpacked(values) for values in found.people]
    found.delete()
    return invite_people(assessment=assessment, people=people, by=by, sample=sample)


@transaction.atomic
def invite_people(
    *,
    assessment: Assessment,
    people: Sequence[Person],
    by: User | None,
    sample: Sample | None = None,
    progress: OnProgress | None = None,
) -> Invited:
    """Add new people, and change those already invited to what the list says. No letter goes out.

    With a sample, only people drawn from the new ones are added, and nobody is changed.

    :param progress: told now and then how many more people are written.
    :raises WrongStage: nobody can be invited. :raises ListOutdated: a staff group was removed since.
    """
    # Two lists at once take turns; people who answer meanwhile do not wait.
    require(hold(assessment, Purpose.PEOPLE), Doing.INVITE)
    willing, left_out = _without_the_unwilling(assessment, people)
    plan = plan_of(assessment, willing)
    drawn = draw(plan.new, sample) if sample else None
    new = drawn.people if drawn else plan.new
    changed = [] if drawn else plan.changed
    rows = _Rows(assessment, {*(one.wave for one in new), *(one.person.wave for one in changed)}, plan.new_waves)
    for some in _in_chunks(new):
        Invitation.objects.bulk_create(map(rows.new, some))
        _tell(progress, len(some))
    for some in _in_chunks(changed):
        _change(rows, some)
        _tell(progress, len(some))
    details: dict[str, object] = {"new": len(new), "changed": len(changed), "left_out": left_out}
    if drawn and sample:
        details["drawn"] = {
            "people": len(new),
            "of": len(plan.new),
            "in_proportion_by": sample.by,
            "parts": drawn.parts,
        }
    _record(PEOPLE_INVITED, assessment, by, **details)
    return Invited(len(new), len(changed), plan.unchanged, left_out, drawn)


@transaction.atomic
def throw_list_away(*, assessment: Assessment, key: str, by: User) -> None:
    """Delete a waiting list, if it is still there."""
    gone, _of_each = assessment.uploaded_lists.filter(pk=key).delete()
    if gone:
        _record("list of people thrown away", assessment, by)


def forget_old_lists(now: datetime | None = None) -> int:
    """Delete lists without a yes within a day; returns how many."""
    gone, _of_each = UploadedList.objects.filter(at__lte=(now or timezone.now()) - KEPT).delete()
    return gone


def left_out_in_words(people: int) -> str:
    """How many are left out and why, never who."""
    said = ngettext(
        "%(n)s person on the list asked not to be written to, and is left out.",
        "%(n)s people on the list asked not to be written to, and are left out.",
        people,
    )
    return said % {"n": number(people)}


class _Rows:
    """Invitations to write; makes missing waves."""

    def __init__(self, assessment: Assessment, waves: set[str], new_waves: Sequence[NewWave]) -> None:
        self.assessment = assessment
        self.groups: dict[str, int] = dict(assessment.partnership.staff_groups.values_list("key", "pk"))
        last = assessment.waves.aggregate(last=Max("order"))["last"]
        missing = [wave.name for wave in new_waves if wave.name in waves]
        for order, name in enumerate(missing, start=0 if last is None else last + 1):
            assessment.waves.get_or_create(name=name, defaults={"order": order})
        self.waves: dict[str, int] = dict(assessment.waves.values_list("name", "pk"))

    def new(self, person: Person) -> Invitation:
        return Invitation(
            assessment=self.assessment,
            email=person.email,
            **{self._name(field): self._value(field, getattr(person, field)) for field in FIELDS},
        )

    def changed(self, invitation: Invitation, change: Change) -> Invitation:
        for field, (_before, after) in change.fields.items():
            setattr(invitation, self._name(field), self._value(field, after))
        return invitation

    def _name(self, field: str) -> str:
        return f"{field}_id" if field in ("wave", "staff_group") else field

    def _value(self, field: str, value: str) -> str | int:
        if field == "wave":
            return self.waves[value]
        if field != "staff_group":
            return value
        if value not in self.groups:
            message = _("The staff group “%(group)s” has been removed since the list was read. Upload the list again.")
            raise ListOutdated(message % {"group": value})
        return self.groups[value]


def _change(rows: _Rows, changes: Sequence[Change]) -> None:
    by_email = {change.person.email: change for change in changes}
    # The lock: somebody who is erased at this moment must not be written anew.
    invited = rows.assessment.invitations.select_for_update().filter(email__in=list(by_email))
    Invitation.objects.bulk_create(
        [rows.changed(invitation, by_email[invitation.email]) for invitation in invited],
        update_conflicts=True,
        update_fields=FIELDS,
        unique_fields=["id"],
    )


def _to_keep(assessment: Assessment, read: PeopleRead) -> tuple[list[Any], list[str], int]:
    """A list's people, packed; its notes; and how many asked us not to write."""
    people, left_out = _without_the_unwilling(assessment, read.people)
    notes = [*read.notes, *([left_out_in_words(left_out)] if left_out else [])]
    return [person.packed() for person in people], notes, left_out


def _without_the_unwilling(assessment: Assessment, people: Sequence[Person]) -> tuple[list[Person], int]:
    unwilling = not_to_be_written_to(assessment.partnership, [person.email for person in people])
    willing = [person for person in people if person.email not in unwilling]
    return willing, len(people) - len(willing)


def _in_chunks(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(things), AT_ONCE):
        yield things[start : start + AT_ONCE]


def _tell(progress: OnProgress | None, people: int) -> None:
    if progress:
        progress(people)


def _record(what: str, assessment: Assessment, by: User | None, **details: object) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
