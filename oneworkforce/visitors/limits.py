"""How often codes may be tried from one network."""

from __future__ import annotations

from django.http import HttpRequest

from oneworkforce.accounts.limits import too_many
from oneworkforce.visitors.pages import TRY_AGAIN_AFTER

TRIES = 60
"""Codes from one address in ten minutes: a whole office may type them together."""


def too_many_unknown(request: HttpRequest) -> bool:
    """Count a link that nobody has; True past the limit. Known links cost nothing."""
    return too_many(request, "answer link", limit=TRIES, seconds=TRY_AGAIN_AFTER * 60)
