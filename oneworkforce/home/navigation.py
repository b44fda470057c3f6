"""What every staff page's header and footer offer, by where the visitor is and what their role allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from oneworkforce.frameworks import load

# Name of the page, and the names of the pages that count as being there.
PARTS = (
    ("plan", lambda: _("Plan"), ("plan",)),
    ("take-part", lambda: _("Take part"), ("take-part", "invite", "paper", "children-and-families")),
    ("where-we-are", lambda: _("Where we are"), ("where-we-are", "theme", "goals")),
    ("what-we-will-do", lambda: _("What we will do"), ("what-we-will-do", "theme-note", "focus", "action")),
    ("report", lambda: _("Report"), ("report",)),
)


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
        context["navigation"] = [
            {"text": text(), "href": address(name), "current": _is_here(request, here)} for name, text, here in PARTS
        ]
        if assessment.framework != load(assessment.partnership.framework).pin:
            key, _slash, version = assessment.framework.partition("/")
            context["theme_colours"] = reverse("framework-colours", args=[key, version])
    return context


def _is_here(request: HttpRequest, prefixes: tuple[str, ...]) -> bool:
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    return any(name == prefix or name.startswith(f"{prefix}-") for prefix in prefixes)
