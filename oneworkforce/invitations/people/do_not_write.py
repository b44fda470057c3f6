"""Addresses that must not come back, as keyed hashes, so that nobody can read who asked."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from django.conf import settings

from oneworkforce.invitations.models import DoNotWrite
from oneworkforce.partnerships.models import Partnership

AT_ONCE = 500


def address_hash(partnership: Partnership, email: str) -> str:
    """HMAC-SHA256 of an address under the site's key, different in each partnership."""
    text = f"oneworkforce do not write {partnership.pk} {email.strip().lower()}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256").hex()


def never_write_to(partnership: Partnership, email: str) -> None:
    """Let no later list of this partnership bring the address back."""
    DoNotWrite.objects.get_or_create(partnership=partnership, address_hash=address_hash(partnership, email))


def not_to_be_written_to(partnership: Partnership, emails: Iterable[str]) -> set[str]:
    """Those of the lower-case addresses whose owners asked us not to write; one query for each 500."""
    if not DoNotWrite.objects.filter(partnership=partnership).exists():
        return set()
    by_hash = {address_hash(partnership, email): email for email in emails}
    hashes = list(by_hash)
    found: set[str] = set()
    for start in range(0, len(hashes), AT_ONCE):
        some = DoNotWrite.objects.filter(partnership=partnership, address_hash__in=hashes[start : start + AT_ONCE])
        found.update(by_hash[one] for one in some.values_list("address_hash", flat=True))
    return found
