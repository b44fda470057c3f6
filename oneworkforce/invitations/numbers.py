"""How many are invited and have finished, without names, also after the names are erased."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import KeptNumber

PARTS = ("staff_group", "wave", "sector", "locality", "workforce")


@dataclass(frozen=True, slots=True)
class InvitedPart:
    """One part of the workforce, by the lists. `staff_group` and `wave` are primary keys."""

    staff_group: int
    wave: int
    sector: str
    locality: str
    workforce: str
    invited: int
    finished: int


def invited_parts(assessment: Assessment) -> list[InvitedPart]:
    """Every part that anybody was invited from, in two queries.

    A part may come twice: for people still known by name, and for those erased.
    """
    kept = assessment.kept_numbers.values_list(*PARTS, "invited", "finished")
    return [InvitedPart(*cell) for rows in (_named(assessment), kept) for cell in rows]


def keep_numbers(assessment: Assessment) -> None:
    """Add up the numbers of people known by name, just before they are erased."""
    for staff_group, wave, sector, locality, workforce, invited, finished in _named(assessment):
        kept, _made = KeptNumber.objects.get_or_create(
            assessment=assessment,
            staff_group_id=staff_group,
            wave_id=wave,
            sector=sector,
            locality=locality,
            workforce=workforce,
        )
        KeptNumber.objects.filter(pk=kept.pk).update(invited=F("invited") + invited, finished=F("finished") + finished)


def _named(assessment: Assessment) -> list[tuple[int, int, str, str, str, int, int]]:
    people = assessment.invitations.values_list(*PARTS).order_by()
    return list(people.annotate(people=Count("pk"), done=Count("pk", filter=Q(finished=True))))
