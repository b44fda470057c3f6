"""Easy read: one idea a sentence, a picture beside each, and larger type, for whoever switches it on.

The switch sets one cookie that says `1` and nothing else, for a year. It changes what a page shows and never what an
answer means, so it can be pressed at any time: a form of answers saves what it holds first.

    with easy_read.read(request) as moment:        around a view; `answer_page` does it
        response = view(request)
        easy_read.keep(response, request, moment)

Templates have `easy_read()`, `easy_read_place()` and `picture(name)`; see `visitors/young_base.html`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from markupsafe import Markup

from oneworkforce.frameworks import pictures

COOKIE = "oneworkforce_easy"
ONE_YEAR = 365 * 24 * 60 * 60
ON, OFF = "easy-read-on", "easy-read-off"
"""The values of `then` that mean: save, and show this page in easy words, or in the usual ones again."""


@dataclass(slots=True)
class Moment:
    """What one request knows: whether to show easy words, and whether the switch was pressed.

    The switch leads back to `place`, the request's own address unless `moved` says another.
    """

    request: HttpRequest
    easy: bool
    switched: bool = False
    moved: str = ""

    @property
    def place(self) -> str:
        """Where the switch leads back to."""
        return self.moved or self.request.get_full_path()


_moment: ContextVar[Moment | None] = ContextVar("easy read", default=None)


@contextmanager
def read(request: HttpRequest) -> Iterator[Moment]:
    """Show easy words, or usual ones, for as long as this lasts."""
    pressed = request.POST.get("then", "") if request.method == "POST" else ""
    moment = Moment(request, easy=request.COOKIES.get(COOKIE) == "1")
    if pressed in {ON, OFF}:
        moment.easy, moment.switched = pressed == ON, True
    token = _moment.set(moment)
    try:
        yield moment
    finally:
        _moment.reset(token)


def keep(response: HttpResponseBase, request: HttpRequest, moment: Moment) -> HttpResponseBase:
    """The response, with the switch just pressed kept in the browser; a form that was saved leads back to its page."""
    if moment.switched:
        _remember(response, request, easy=moment.easy)
        if response.status_code == HttpResponseRedirect.status_code:
            response.headers["Location"] = moment.place
    return response


@csrf_exempt  # it changes nothing but how pages look, and pages that send no referrer cannot prove where they come from
def switch(request: HttpRequest) -> HttpResponseBase:
    """Keep what a button said, and lead back to the page that it stood on."""
    place = request.POST.get("place", "")
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None) or not place.startswith("/"):
        place = "/"
    response = HttpResponseRedirect(place)
    if request.method == "POST" and request.POST.get("then") in {ON, OFF}:
        _remember(response, request, easy=request.POST["then"] == ON)
    return response


def _remember(response: HttpResponseBase, request: HttpRequest, *, easy: bool) -> None:
    if not isinstance(response, HttpResponse):
        return
    if not easy:
        response.delete_cookie(COOKIE, path="/", samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        "1",
        max_age=ONE_YEAR,
        path="/",
        secure=settings.ORIGIN.startswith("https://") or request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


# ---------------------------------------------------------------------------------------------------------------------
# For templates.


def easy_read() -> bool:
    """Whether to show easy words."""
    moment = _moment.get()
    return moment is not None and moment.easy


@contextmanager
def standing_at(place: str) -> Iterator[None]:
    """Have the switch lead back to another address for as long as this lasts."""
    moment = _moment.get()
    if moment is None:
        yield
        return
    before, moment.moved = moment.moved, place
    try:
        yield
    finally:
        moment.moved = before


def easy_read_place() -> str:
    """The address that the switch leads back to."""
    moment = _moment.get()
    return moment.place if moment is not None else "/"


@cache
def picture(name: str) -> Markup:
    """A picture, hidden from screen readers: the words beside it say the same. Raises KeyError for an unknown name."""
    drawing = pictures.picture(name)
    # A file of ours, in which nothing comes from anybody else.
    return Markup('<span class="picture" aria-hidden="true">') + Markup(drawing) + Markup("</span>")  # noqa: S704
