"""Personal links: a code that stands only in somebody's mail, and what we keep of it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from django.conf import settings

from oneworkforce.invitations.models import Invitation, InvitationKey


def invitation_key(code: str) -> str:
    """What we keep of a personal code: HMAC-SHA256 with another word than a draft's key.

    :param code: as `codes.tidy_code` leaves it: 12 capital letters and digits.
    """
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce invitation " + code.encode(), "sha256").hex()


def keep_keys(codes: Iterable[tuple[str, str]]) -> None:
    """Make new codes work, given as (invitation id, code). The codes themselves are kept nowhere."""
    InvitationKey.objects.bulk_create(
        InvitationKey(key_hash=invitation_key(code), invitation_id=invitation) for invitation, code in codes
    )


def invitation_of(code: str) -> Invitation | None:
    """A code's invitation, with assessment, partnership and staff group, or None."""
    kept = InvitationKey.objects.select_related(
        "invitation__assessment__partnership", "invitation__staff_group"
    ).filter(key_hash=invitation_key(code))
    found = kept.first()
    return found.invitation if found else None


def mark_finished(code: str) -> None:
    """Note that the person with this code has finished, and nothing more.

    Never in one transaction with a draft: on PostgreSQL they would share a transaction number.
    """
    Invitation.objects.filter(keys__key_hash=invitation_key(code), finished=False).update(finished=True)
