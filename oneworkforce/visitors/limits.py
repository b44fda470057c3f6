"""How often codes may be tried from one address."""

from __future__ import annotations

from django.http import HttpRequest

from oneworkforce.accounts.limits import too_many
from oneworkforce.visitors.pages import TRY_AGAIN_AFTER

TRIES = 60
"""Codes that may be tried from one address in ten minutes: an office behind one address may type them together."""


def too_many_unknown(request: HttpRequest) -> bool:
    """Count one more link that nobody has from the request's network; True past the limit. Known ones cost nothing."""
    return too_many(request, "answer link", limit=TRIES, seconds=TRY_AGAIN_AFTER * 60)
