"""Every assessment page is guarded here, and reached through its partnership."""

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
    """A request for a page of an assessment.

    ``where`` holds the keywords that every address in it needs: ``address("theme", theme="…")`` adds the page's own.
    """

    assessment: Assessment
    can: Callable[[str], bool]
    where: dict[str, str]
    address: Callable[..., str]


def assessment_page(permission: Permission) -> Callable[[View], View]:
    """Guard a view under ``/p/<partnership>/a/<assessment>/``; the view gets an `AssessmentRequest`."""

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
