"""How many of those invited have finished: numbers for pages that know no names."""

from __future__ import annotations

from django.db.models import Count

from oneworkforce.invitations.models import Invitation


def finished_by_place(assessment: int) -> list[tuple[int, str, str, int]]:
    """Staff group, sector and locality of those who have finished, as the lists have them, and how many: one query."""
    done = Invitation.objects.filter(assessment=assessment, finished=True)
    return list(done.values_list("staff_group_id", "sector", "locality").annotate(people=Count("pk")).order_by())
