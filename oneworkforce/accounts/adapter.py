"""How allauth is to behave here: nobody signs up by themselves; a member gets a link from their project officer."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts come from set-up, from a member's link or from the command line."""
        return False
