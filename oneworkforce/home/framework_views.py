"""The framework's own pages, open to everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneworkforce.charts import Arc, rainbow
from oneworkforce.frameworks import Framework, UnknownFramework, load

DEFAULT = "one-childrens-workforce"


def framework_rainbow(framework: Framework) -> SafeString:
    """A rainbow without positions, whose arcs link to the themes."""
    svg = rainbow(
        [
            Arc(theme.label, theme.colour, None, href=reverse("framework-theme", args=[theme.id]), name=theme.name)
            for theme in framework.themes
        ],
        id="framework-rainbow",
        title=_("The framework's rainbow"),
        description=_("Eight arcs, one a theme, from outside to inside: %(themes)s.")
        % {"themes": "; ".join(theme.name for theme in framework.themes)},
        centre=(
            _("Children and families"),
            _("healthy · safe · achieving"),
            _("contributing · secure"),
        ),
        low=_("Fragmented"),
        high=_("Reformed"),
        whole=True,
    )
    return mark_safe(svg)


@require_safe
def framework_page(request: HttpRequest) -> HttpResponse:
    framework = load(DEFAULT)
    return render(request, "home/framework.html", {"framework": framework, "rainbow": framework_rainbow(framework)})


@require_safe
def framework_theme(request: HttpRequest, theme: str) -> HttpResponse:
    framework = load(DEFAULT)
    try:
        found = framework.theme(theme)
    except KeyError:
        raise Http404 from None
    number = framework.themes.index(found)
    return render(
        request,
        "home/framework_theme.html",
        {
            "framework": framework,
            "theme": found,
            "number": number + 1,
            "before": framework.themes[number - 1] if number else None,
            "after": framework.themes[number + 1] if number + 1 < len(framework.themes) else None,
        },
    )


@require_safe
def colours(request: HttpRequest, key: str = DEFAULT, version: int | None = None) -> HttpResponse:
    """The themes' colours as a stylesheet."""
    try:
        framework = load(key, version)
    except UnknownFramework:
        raise Http404 from None
    rules = (
        f".theme-{theme.id}{{--theme:{theme.colour};--theme-tint:{tint(theme.colour)}}}" for theme in framework.themes
    )
    stripe = ",".join(
        f"{theme.colour} {100 * n / len(framework.themes):g}% {100 * (n + 1) / len(framework.themes):g}%"
        for n, theme in enumerate(framework.themes)
    )
    css = f":root{{--stripe:linear-gradient(90deg,{stripe})}}" + "".join(rules)
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})


def tint(colour: str, strength: float = 0.14) -> str:
    """Mix a colour with white: ``#rrggbb`` in and out."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02x}" for part in parts)
