"""Our rules for allauth. Nobody signs up: a project officer gives them a link."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _l

from oneworkforce.accounts.limits import hashed_address


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _l("The e-mail address or the password isn’t right. Check both and try again."),
        "too_many_login_attempts": _l("Too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from set-up, from a project officer or from the command line."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count tries under a hashed address, because allauth stores it."""
        return hashed_address(request, "sign in")
