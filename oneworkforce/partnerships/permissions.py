"""Every page of a partnership is guarded here."""

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
    """A request for a page of a partnership, made by one of its members."""

    user: User
    member: Member
    partnership: Partnership
    may: Callable[[str], bool]


def partnership_page(permission: Permission) -> Callable[[View], View]:
    """Guard a view under ``/p/<partnership>/``; the view gets a `PartnershipRequest`."""

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
    """Send the visitor to the sign-in page. If they sent a form, show them what they typed."""
    if request.method == "POST":
        return signed_out(request, _("You have been signed out. Sign in and send it again."))
    return redirect_to_login(request.get_full_path())


def admit(request: Any, partnership_key: str, permission: Permission) -> None:
    """Check membership (Http404) and permission (PermissionDenied), and fill in the request."""
    member = request.user.memberships.select_related("partnership").filter(partnership__key=partnership_key).first()
    if member is None:
        raise Http404  # not a 403, which would say that this partnership exists
    timezone.activate(ZoneInfo(member.partnership.time_zone))
    request.member = member
    request.partnership = member.partnership
    request.may = lambda wanted: allows(member.role, wanted)
    if not request.may(permission):
        raise PermissionDenied(
            _("Your role in this partnership is %(role)s. If you need to do this, ask a project officer.")
            % {"role": member.get_role_display()}
        )
