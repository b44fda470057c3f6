"""The framework's scenarios, to read and to print, open to everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oneworkforce.frameworks import load
from oneworkforce.home.framework_views import DEFAULT
from oneworkforce.home.scenarios import ALL, UnknownScenario, how_to_use, scenario_of, scenarios_as_pdf
from oneworkforce.typesetting import FontsMissing


@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    """All of them, each with its themes."""
    return render(request, "home/scenarios.html", {"framework": load(DEFAULT), "how": how_to_use()})


@require_safe
def scenario(request: HttpRequest, scenario: str) -> HttpResponse:
    """One story and what to talk about."""
    framework = load(DEFAULT)
    try:
        found = scenario_of(framework, scenario)
    except UnknownScenario:
        raise Http404 from None
    themes = [framework.theme(theme) for theme in found.themes]
    return render(request, "home/scenario.html", {"scenario": found, "themes": themes, "how": how_to_use()})


@require_safe
def scenarios_pdf(_request: HttpRequest, scenario: str = ALL) -> HttpResponse:
    """One of them, or all, as a PDF."""
    try:
        made = scenarios_as_pdf(load(DEFAULT), scenario)
    except UnknownScenario:
        raise Http404 from None
    except FontsMissing as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{scenario or "scenarios"}.pdf"'
    return response
