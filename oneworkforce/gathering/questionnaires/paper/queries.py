"""What others may read of paper: counts of sheets, and never what is on one."""

from __future__ import annotations

from django.db.models import Count, Q

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.paper.models import FIRST, Pile, PileState


def unfinished_piles(assessment: Assessment) -> list[tuple[Pile, int]]:
    """The piles that a close would erase, each with how many of its sheets are typed in; one query."""
    typed = Count("typings", filter=Q(typings__turn=FIRST, typings__complete=True))
    piles = Pile.objects.filter(assessment=assessment, state=PileState.OPEN).annotate(typed_now=typed)
    return [(pile, pile.typed_now) for pile in piles]  # type: ignore[attr-defined]
