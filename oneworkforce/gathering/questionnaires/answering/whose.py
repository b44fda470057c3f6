"""Whose a code is, found as quickly as a draft: on pages that thousands open."""

from __future__ import annotations

from functools import cache

from oneworkforce.gathering.questionnaires.prepared import Finder, Statement, number_slot, select
from oneworkforce.invitations.keys import invitation_key
from oneworkforce.invitations.models import Invitation, InvitationKey
from oneworkforce.visitors.codes import tidy_code

KEYS = Finder(
    InvitationKey,
    by="key_hash",
    beside=(
        "invitation",
        "invitation__assessment",
        "invitation__assessment__partnership",
        "invitation__staff_group",
    ),
)
MOST = 30
"""The largest k there is: further than this nobody is counted."""


def invitation_of(code: str) -> Invitation | None:
    """The invitation of a code, with its assessment, partnership and staff group, or None; one query."""
    kept = KEYS.find(invitation_key(tidy_code(code)))
    return kept.invitation if kept else None


def invited_to(assessment: int, staff_group: int) -> int:
    """How many people of a staff group are invited, counted no further than the largest k there is; one query."""
    return len(_invited().rows(assessment, staff_group))


@cache
def _invited() -> Statement:
    invited = Invitation.objects.filter(assessment=number_slot(0), staff_group=number_slot(1))
    return select(invited.values_list("pk")[:MOST])
