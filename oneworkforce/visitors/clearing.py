"""What devices forget, and when.

One's own device: its copy of the questionnaire, on pages that say it is over. A shared one: who was there before, at
each return to the start and 20 minutes after the last page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from oneworkforce.visitors import cookies

WAYS_IN = frozenset({"answer-enter", "answer-start", "answer-back", "answer-shared", "answer-leave"})


@dataclass(frozen=True, slots=True)
class Forget:
    """Makes the device clear what it kept of questionnaires, except the one with fingerprint `keep`."""

    keep: str = ""
    template: ClassVar[str] = "visitors/_forget.html"
    refresh: ClassVar[str] = ""


FORGET = Forget()


def forget_who_was_before(request: HttpRequest) -> bool:
    """On a shared device, take the person before out of the request where the next one begins.

    :returns: whether `finish` must make the device forget them.
    """
    match = request.resolver_match
    if match is None or match.url_name not in WAYS_IN or not cookies.is_shared(request):
        return False
    held = {cookies.ANSWERS, cookies.SENT, cookies.PRESENT} & request.COOKIES.keys()
    for name in held:
        del request.COOKIES[name]
    return bool(held)


def finish(response: HttpResponseBase, request: HttpRequest, forgotten: bool) -> None:
    """Make a shared device forget, or give its questionnaire 20 more minutes."""
    if not isinstance(response, HttpResponse):
        return
    if forgotten and cookies.ANSWERS not in response.cookies:
        cookies.forget(response)
        cookies.forget_sent(response)
    elif cookies.is_shared(request) and cookies.remembered_code(request) and cookies.PRESENT not in response.cookies:
        cookies.stay(response, request)
