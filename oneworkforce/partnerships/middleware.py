"""Times on a partnership's pages are by its own clock."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def local_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Begin every request in UTC, so that the time zone that `admit` sets for one page never reaches the next."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(None):
            return get_response(request)

    return middleware
