"""How many people are invited, and how many of them have finished: numbers for pages that know no names."""

from __future__ import annotations

from django.db.models import Count

from oneworkforce.invitations.models import Invitation


def invited_up_to(most: int, *, assessment: int, staff_group: int) -> int:
    """How many people of a staff group are invited, counted no further than `most`; one query."""
    invited = Invitation.objects.filter(assessment=assessment, staff_group=staff_group)
    return len(invited.values_list("pk", flat=True)[:most])


def finished_by_place(assessment: int) -> list[tuple[int, str, str, int]]:
    """Staff group, sector and locality of those who have finished, as the lists have them, and how many: one query."""
    done = Invitation.objects.filter(assessment=assessment, finished=True)
    return list(done.values_list("staff_group_id", "sector", "locality").annotate(people=Count("pk")).order_by())
