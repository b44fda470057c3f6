"""How allauth is to behave here: nobody signs up by themselves; a member gets a link from their project officer."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from oneworkforce.accounts.limits import hashed_address


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up, and counts tries by our own rules on addresses."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts come from set-up, from a member's link or from the command line."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where tries are counted: behind a proxy the visitor and not the proxy, and hashed, since it is kept."""
        return hashed_address(request, "sign in")
