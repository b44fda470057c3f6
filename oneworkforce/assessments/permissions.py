"""The door to an assessment's pages: through the partnership, never past it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import can
from oneworkforce.partnerships.permissions import PartnershipRequest, View, admit, ask_to_sign_in
from oneworkforce.partnerships.roles import Permission


class AssessmentRequest(PartnershipRequest):
    """A request for one of an assessment's pages, with its dates applied.

    `where` is what the address of each of its pages needs; `address` is that of one: ``address("theme", theme="…")``.
    """

    assessment: Assessment
    can: Callable[[str], bool]
    where: dict[str, str]
    address: Callable[..., str]


def assessment_page(permission: Permission) -> Callable[[View], View]:
    """Guard a view under ``/p/<partnership>/a/<assessment>/``: as `partnership_page`, with ``request.assessment``.

    The assessment's dates are applied first. The view also finds ``request.can(doing)``: whether the stage allows it,
    and ``request.where`` and ``request.address(page)``: see `AssessmentRequest`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, partnership: str, assessment: str, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            admit(request, partnership, permission)
            found = request.partnership.assessments.filter(key=assessment).first()  # type: ignore[attr-defined]
            if found is None:
                raise Http404
            found.partnership = request.partnership  # type: ignore[attr-defined]
            request.assessment = apply_dates(found)  # type: ignore[attr-defined]
            request.can = lambda doing: can(found, doing)  # type: ignore[attr-defined]
            where = {"partnership": found.partnership.key, "assessment": found.key}
            request.where = where  # type: ignore[attr-defined]
            request.address = lambda page, **more: reverse(page, kwargs=where | more)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
