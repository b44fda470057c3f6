"""Finishing a pile of paper sheets."""

from __future__ import annotations

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.paper.models import Pile, PileState, Typing


def erase_at_close(assessment: Assessment) -> None:
    """Erase what was typed of piles that nobody finished: it is not sent, as drafts that were not sent are not."""
    piles = Pile.objects.filter(assessment=assessment, state=PileState.OPEN)
    Typing.objects.filter(pile__in=piles).delete()
    piles.update(state=PileState.ERASED)
