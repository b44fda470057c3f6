"""What every staff page's header and footer offer, by where the visitor is and what their role allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from oneworkforce.assessments.loop import header
from oneworkforce.frameworks import load


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context for `ui/base.html`. Pages of people who answer get nothing, so that they never touch a session."""
    if request.path.startswith(("/answer/", "/take-part/", "/mail/")):
        return {}
    context: dict[str, Any] = {
        "footer_links": [
            {"text": _("The framework"), "href": reverse("framework")},
            {"text": _("How answers are kept"), "href": reverse("how-answers-are-kept")},
            {"text": _("Help and contacts"), "href": reverse("help")},
        ]
    }
    partnership = getattr(request, "partnership", None)
    assessment = getattr(request, "assessment", None)
    user = getattr(request, "user", None)  # none where a request was refused before anybody looked who it is
    if user is not None and user.is_authenticated:
        context["account"] = {
            "name": user.get_full_name(),
            "href": reverse("home"),
            "sign_out": reverse("account_logout"),
        }
    if partnership is not None:
        context["context_name"] = partnership.name
        context["context_href"] = reverse("dashboard", kwargs={"partnership": partnership.key})
    if assessment is not None:
        address: Callable[..., str] = request.address  # type: ignore[attr-defined]
        context["context_name"] = assessment.name
        context["context_href"] = address("assessment")
        here = (request.resolver_match.url_name if request.resolver_match else None) or ""
        context["navigation"] = header(here, address)
        if assessment.framework != load(assessment.partnership.framework).pin:
            key, _slash, version = assessment.framework.partition("/")
            context["theme_colours"] = reverse("framework-colours", args=[key, version])
    return context
