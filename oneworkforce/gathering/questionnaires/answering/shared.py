"""A device that many people share, one after another: a tablet in a waiting room.

Opening `/answer/<code>/shared/` makes the browser say so with a cookie of its own. From then on nothing of a
questionnaire outlasts its person: the cookie with their code ends with the browser, and counts only beside another that
lasts 20 minutes from the last page; scripts keep nothing on the device; each way back to the start forgets who was
there before (clearing.py); and a script asks, after some minutes without a touch, whether anybody is still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from oneworkforce.gathering.questionnaires.models import GroupLink
from oneworkforce.gathering.questionnaires.prepared import Finder
from oneworkforce.visitors import cookies
from oneworkforce.visitors.clearing import FORGET, Forget
from oneworkforce.visitors.codes import in_groups, tidy_code
from oneworkforce.visitors.limits import too_many_unknown
from oneworkforce.visitors.pages import answer_page, page, sorry, too_many_tries
from oneworkforce.visitors.shared import again

LINKS = Finder(GroupLink, by="code", beside=("assessment", "assessment__partnership", "staff_group"))
SECONDS_TO_READ = 90
"""How long the page of thanks stays where there are no scripts. It can be made to stay."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a page says on a shared device: the person's code as they would write it down, and where the next begins."""

    code: str
    again: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What the page of thanks says on a shared device. `refresh`: the page after it, for browsers without scripts."""

    again: str
    refresh: str
    template: ClassVar[str] = "questionnaires/_shared_finished.html"


def shared_by(request: HttpRequest, code: str) -> Shared | None:
    """For the page of somebody with this code; None on their own device."""
    return Shared(in_groups(code), again(request)) if cookies.is_shared(request) else None


def finished(request: HttpRequest) -> Finished | Forget:
    """For the page that thanks somebody."""
    if not cookies.is_shared(request):
        return FORGET
    stays = "stay" in request.GET or request.method == "POST"
    return Finished(again(request), "" if stays else f"{SECONDS_TO_READ}; url={again(request)}")


@answer_page
def shared(request: HttpRequest, code: str) -> HttpResponseBase:
    """The start for one person after another, and where their officer makes a device a shared one, or their own."""
    link = LINKS.find(tidy_code(code))
    if link is None:
        return too_many_tries() if too_many_unknown(request) else sorry("unknown", status=404)
    if request.method == "POST":
        response: HttpResponse = redirect("answer-start", link.code)
        cookies.share_no_more(response)
        cookies.forget(response)
        return response
    response = page("questionnaires/shared.html", link=link, assessment=link.assessment, device=FORGET)
    cookies.share(response, request, link.code)
    return response
