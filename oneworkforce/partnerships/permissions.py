"""The one door to a partnership's pages: finds the partnership among the visitor's own, and asks for a permission."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from oneworkforce.accounts.models import User
from oneworkforce.accounts.views import signed_out
from oneworkforce.partnerships.models import Member, Partnership
from oneworkforce.partnerships.roles import Permission, allows

View = Callable[..., HttpResponseBase]


class PartnershipRequest(HttpRequest):
    """A request that has come through the door: what a guarded view finds on it."""

    user: User
    member: Member
    partnership: Partnership
    may: Callable[[str], bool]


def partnership_page(permission: Permission) -> Callable[[View], View]:
    """Guard a view under ``/p/<partnership>/``.

    A visitor who has not signed in is asked to. Somebody of another partnership is told that there is no such
    page, so that they cannot even learn that it exists. A member whose role lacks the permission is refused.
    The view finds ``request.partnership``, ``request.member`` and ``request.may(permission)``.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, partnership: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            admit(request, partnership, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page and back; but a form that was sent is answered with what was typed in it."""
    if request.method == "POST":
        return signed_out(request, _("You were signed out in the meantime. Sign in, and send it again."))
    return redirect_to_login(request.get_full_path())


def admit(request: Any, partnership_key: str, permission: Permission) -> None:
    """Put the partnership on the request, if the visitor belongs to it and their role allows.

    :raises Http404: when the visitor is no member; :raises PermissionDenied: when the role lacks the permission.
    """
    member = request.user.memberships.select_related("partnership").filter(partnership__key=partnership_key).first()
    if member is None:
        raise Http404
    timezone.activate(ZoneInfo(member.partnership.time_zone))
    request.member = member
    request.partnership = member.partnership
    request.may = lambda wanted: allows(member.role, wanted)
    if not request.may(permission):
        raise PermissionDenied(
            _("Your role in this partnership is %(role)s. Ask a project officer if you need to do this.")
            % {"role": member.get_role_display()}
        )
