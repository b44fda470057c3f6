"""The addresses in letters: a questionnaire, and somebody's mail preferences."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

PREFERENCES = Signer(salt="oneworkforce mail preferences", sep=".")
"""Signs an invitation's id, so that whoever has a letter may stop the next. Its own salt: it opens nothing else."""


def public_address(path: str) -> str:
    """A page's address for people outside: at ONEWORKFORCE_ORIGIN, or on this machine."""
    return (settings.ORIGIN or f"http://{settings.BIND}:{settings.PORT}") + path


def personal_link(code: str) -> str:
    """Where a personal code leads."""
    return public_address(reverse("answer-start", args=[code]))


def code_page() -> str:
    """Where to type a code."""
    return public_address(reverse("answer-enter"))


def preferences_link(invitation: str, page: str = "mail-preferences") -> str:
    """Somebody's mail preferences; `page` names another page of theirs."""
    return public_address(reverse(page, args=[PREFERENCES.sign(invitation)]))


def test_link() -> str:
    """Where the links of a test letter lead."""
    return public_address(reverse("mail-test"))


def invitation_in(token: str) -> str | None:
    """The invitation's id in such an address; None unless we signed it."""
    try:
        return PREFERENCES.unsign(token)
    except BadSignature:
        return None
