from __future__ import annotations

from oneworkforce.partnerships.models import Partnership


def find_partnership(key: str) -> Partnership | None:
    """For public pages, which anybody may see."""
    return Partnership.objects.filter(key=key).first()
