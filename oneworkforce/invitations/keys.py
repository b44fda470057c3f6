"""Personal links: a code that is only in somebody's mail; what is kept of it; whose it is."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from django.conf import settings

from oneworkforce.invitations.models import Invitation, InvitationKey


def invitation_key(code: str) -> str:
    """What is kept of a personal code: HMAC-SHA256 under the site's key, with another word than a draft's key.

    :param code: as `codes.tidy_code` leaves it: 12 capital letters and digits.
    """
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce invitation " + code.encode(), "sha256").hex()


def keep_keys(codes: Iterable[tuple[str, str]]) -> None:
    """Keep what makes new codes work, given as (invitation id, code); the codes themselves are kept nowhere."""
    InvitationKey.objects.bulk_create(
        InvitationKey(key_hash=invitation_key(code), invitation_id=invitation) for invitation, code in codes
    )


def invitation_of(code: str) -> Invitation | None:
    """The invitation that a code belongs to, with assessment, partnership and staff group; None where there is none."""
    kept = InvitationKey.objects.select_related(
        "invitation__assessment__partnership", "invitation__staff_group"
    ).filter(key_hash=invitation_key(code))
    found = kept.first()
    return found.invitation if found else None


def mark_finished(code: str) -> None:
    """Note that the person with this code has finished: yes, and nothing more.

    Never in a transaction with anything of a draft: on PostgreSQL they would share a transaction's number.
    """
    Invitation.objects.filter(keys__key_hash=invitation_key(code), finished=False).update(finished=True)
