"""What people decide about their mail, by the link that only their letters have.

We record nothing of what they decide, and nothing here leads to an answer.
"""

from __future__ import annotations

from oneworkforce.invitations.letters.kinds import languages_in
from oneworkforce.invitations.letters.links import invitation_in
from oneworkforce.invitations.models import Invitation


def invitation_of_token(token: str) -> Invitation | None:
    """The invitation of an address; None if we did not make it, or the person was erased."""
    pk = invitation_in(token)
    if pk is None:
        return None
    return Invitation.objects.select_related("assessment__partnership", "staff_group", "wave").filter(pk=pk).first()


def want_reminders(*, invitation: Invitation, wanted: bool) -> None:
    """Stop reminders or start them again. Links that are asked for still come."""
    Invitation.objects.filter(pk=invitation.pk).update(no_more_mail=not wanted)


def choose_language(*, invitation: Invitation, language: str) -> None:
    """Write in another language from now on. :raises ValueError: there are no letters in it."""
    if language not in languages_in(invitation.assessment.partnership):
        raise ValueError(f"there are no letters in {language!r}")
    Invitation.objects.filter(pk=invitation.pk).update(language=language)
