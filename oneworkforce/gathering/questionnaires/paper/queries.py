"""What others may read of paper: counts of sheets, never what is on one."""

from __future__ import annotations

from django.db.models import Count, Q

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.paper.models import FIRST, Pile, PileState


def unfinished_piles(assessment: Assessment) -> list[tuple[Pile, int]]:
    """Piles that a close would erase, with how many sheets are typed; one query."""
    typed = Count("typings", filter=Q(typings__turn=FIRST, typings__complete=True))
    piles = Pile.objects.filter(assessment=assessment, state=PileState.OPEN).annotate(typed_now=typed)
    return [(pile, pile.typed_now) for pile in piles]  # type: ignore[attr-defined]
