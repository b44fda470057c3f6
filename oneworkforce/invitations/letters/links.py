"""The addresses that letters carry: of a questionnaire, and of what somebody may decide about their own mail."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

PREFERENCES = Signer(salt="oneworkforce mail preferences", sep=".")
"""Signs an invitation's id: whoever has a letter may stop the next. Its salt is its own, so it opens nothing else."""


def public_address(path: str) -> str:
    """The address of a page for those who are no visitor yet: at ONEWORKFORCE_ORIGIN, or on this machine."""
    return (settings.ORIGIN or f"http://{settings.BIND}:{settings.PORT}") + path


def personal_link(code: str) -> str:
    """Where a personal code leads."""
    return public_address(reverse("answer-start", args=[code]))


def code_page() -> str:
    """Where a code is typed."""
    return public_address(reverse("answer-enter"))


def preferences_link(invitation: str, page: str = "mail-preferences") -> str:
    """The page of somebody's mail preferences; `page` names another one of theirs."""
    return public_address(reverse(page, args=[PREFERENCES.sign(invitation)]))


def test_link() -> str:
    """Where every link of a test letter leads."""
    return public_address(reverse("mail-test"))


def invitation_in(token: str) -> str | None:
    """The invitation's id in the address of a preferences page; None where we did not sign it."""
    try:
        return PREFERENCES.unsign(token)
    except BadSignature:
        return None
