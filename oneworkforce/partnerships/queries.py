"""Reads of partnerships that are worth naming."""

from __future__ import annotations

from oneworkforce.partnerships.models import Partnership


def find_partnership(key: str) -> Partnership | None:
    """The partnership with a key, for public pages that show what it says to everybody."""
    return Partnership.objects.filter(key=key).first()
