"""How allauth is to behave here: nobody signs up by themselves; a member gets a link from their project officer."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _l

from oneworkforce.accounts.limits import hashed_address


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up, and counts tries by our own rules on addresses."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _l("The e-mail address or the password is not right. Check both, and try again."),
        "too_many_login_attempts": _l("Too many tries. Wait five minutes, and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts come from set-up, from a member's link or from the command line."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where tries are counted: behind a proxy the visitor and not the proxy, and hashed, since it is kept."""
        return hashed_address(request, "sign in")
