"""Headers for every page of ours, and the short way to visitors' pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

MOST_FOUND = 100
"""Addresses of which it is known what they lead to: finding it takes a tenth of a page's time."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def keep_private(get_response: GetResponse) -> GetResponse:
    """Keep pages out of caches, search engines and other sites' frames, unless a view sets its own headers."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response

    return respond


def straight_to_visitors(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Skip what only accounts need (sessions, messages, CSRF) under /answer/, where thousands may come at once."""

    found: dict[str, ResolverMatch] = {}

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/answer/"):
            return get_response(request)
        match = found.get(request.path_info)
        if match is None:
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return get_response(request)  # it may lack its last slash
            if len(found) < MOST_FOUND and may_stay(match):
                found[request.path_info] = match
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response

    return respond


def may_stay(match: ResolverMatch) -> bool:
    """Whether what an address leads to may stay in memory: a word in it may be somebody's code."""
    return not match.args and all(isinstance(value, int) for value in match.kwargs.values())
