"""What somebody who was invited may decide about their mail, by the link in each letter: nobody else has it.

Nothing is recorded of what they decide, and nothing here leads to an answer.
"""

from __future__ import annotations

from oneworkforce.invitations.letters.kinds import languages_in
from oneworkforce.invitations.letters.links import invitation_in
from oneworkforce.invitations.models import Invitation


def invitation_of_token(token: str) -> Invitation | None:
    """Whose preferences an address is about; None for one that we did not make, or when they have been erased."""
    pk = invitation_in(token)
    if pk is None:
        return None
    return Invitation.objects.select_related("assessment__partnership", "staff_group", "wave").filter(pk=pk).first()


def want_reminders(*, invitation: Invitation, wanted: bool) -> None:
    """Send no more reminders, or send them again. Links that are asked for still come."""
    Invitation.objects.filter(pk=invitation.pk).update(no_more_mail=not wanted)


def choose_language(*, invitation: Invitation, language: str) -> None:
    """Write to somebody in another language from now on. :raises ValueError: for one that there are no letters in."""
    if language not in languages_in(invitation.assessment.partnership):
        raise ValueError(f"there are no letters in {language!r}")
    Invitation.objects.filter(pk=invitation.pk).update(language=language)
