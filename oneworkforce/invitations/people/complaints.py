"""Somebody who marks a letter as junk is not written to again, as if they had asked us."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.do_not_write import never_write_to


@transaction.atomic
def stop_writing_to(invitations: Sequence[str]) -> None:
    """Stop all letters to the people of some invitations, here and from later lists. Nothing of it is written down."""
    for invitation in Invitation.objects.select_related("assessment__partnership").filter(pk__in=invitations):
        never_write_to(invitation.assessment.partnership, invitation.email)
    Invitation.objects.filter(pk__in=invitations).update(no_more_mail=True)
