"""How many are invited and have finished: numbers for pages that know no names, also once the names are erased."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.models import KeptNumber

PARTS = ("staff_group", "wave", "sector", "locality", "workforce")


@dataclass(frozen=True, slots=True)
class InvitedPart:
    """People of one part of the workforce, as the lists have or had it. `staff_group` and `wave` are their numbers."""

    staff_group: int
    wave: int
    sector: str
    locality: str
    workforce: str
    invited: int
    finished: int


def invited_parts(assessment: Assessment) -> list[InvitedPart]:
    """Every part of the workforce that anybody was invited from: two queries, however many people there are.

    A part may be there twice: once of those who are known by name, and once of those who are not any more.
    """
    kept = assessment.kept_numbers.values_list(*PARTS, "invited", "finished")
    return [InvitedPart(*cell) for rows in (_named(assessment), kept) for cell in rows]


def finished_by_place(assessment: Assessment) -> dict[tuple[int, str, str], int]:
    """How many have finished, by staff group, sector and locality as the lists have or had them: two queries."""
    people: Counter[tuple[int, str, str]] = Counter()
    for part in invited_parts(assessment):
        if part.finished:
            people[part.staff_group, part.sector, part.locality] += part.finished
    return dict(people)


def keep_numbers(assessment: Assessment) -> None:
    """Keep the numbers of those who are known by name, as they are about to be erased; added to those kept before."""
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
