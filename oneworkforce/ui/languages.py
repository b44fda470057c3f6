"""The language of pages for people who take part. Staff pages are English for now.

The choice made in this browser comes first, then the invitation's language, the browser's, and English. Choosing sets
a cookie that says `cy` or `en-gb`, for a year. An invitation's language is only kept once its person presses a button.

    with languages.spoken(request) as moment:      around a view; `answer_page` does it, `public_page` for others
        languages.offer(("en-gb",))                where a partnership has chosen its languages
        languages.wish("cy")                       where an invitation has a language
        response = view(request)
        languages.keep(response, request, moment)

Templates have `html_lang()`, `language_choices()` and `language_place()`; `ui/answer_base.html` uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

ENGLISH = "en-gb"
TAGS = {"en-gb": "en-GB"}
"""The `lang` of a page, if it isn't the code."""
FAMILIAR = "ti"
"""The gettext context for children and young people, for languages with two words for “you”."""
SWITCH = "language-"
"""`then` with this and a code means: save, and show this page in that language."""


@dataclass(slots=True)
class PageLanguage:
    """The language of one request.

    `chosen` comes from this browser or the button just pressed, `wished` from an invitation. A switch returns to
    `place`, the request's own address unless `moved` says another. `familiar`: the page speaks to a child or young
    person.
    """

    request: HttpRequest
    offered: tuple[str, ...]
    preferred: str
    chosen: str = ""
    wished: str = ""
    switched: bool = False
    familiar: bool = False
    moved: str = ""

    @property
    def place(self) -> str:
        return self.moved or self.request.get_full_path()

    @property
    def language(self) -> str:
        found = (code for code in (self.chosen, self.wished, self.preferred) if code in self.offered)
        return next(found, self.offered[0])


@dataclass(frozen=True, slots=True)
class Choice:
    """A language in its own name."""

    code: str
    tag: str
    name: str
    current: bool


_moment: ContextVar[PageLanguage | None] = ContextVar("moment", default=None)


def known() -> tuple[str, ...]:
    """Codes of all languages with texts, English first."""
    return tuple(code for code, _name in settings.LANGUAGES)


@contextmanager
def spoken(request: HttpRequest) -> Iterator[PageLanguage]:
    """Speak the visitor's language inside the block, then English again."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    pressed = request.POST.get("then", "") if request.method == "POST" else ""
    moment = PageLanguage(
        request,
        offered=known(),
        preferred=translation.get_language_from_request(request),
        chosen=chosen if chosen in known() else "",
    )
    if pressed.startswith(SWITCH) and pressed.removeprefix(SWITCH) in moment.offered:
        moment.chosen, moment.switched = pressed.removeprefix(SWITCH), True
    token = _moment.set(moment)
    try:
        with translation.override(moment.language):
            yield moment
    finally:
        _moment.reset(token)


def offer(codes: Sequence[str]) -> None:
    """Speak only the languages that the page's partnership has chosen."""
    moment = _moment.get()
    if moment is not None and moment.offered != tuple(codes):
        moment.offered = tuple(code for code in known() if code in codes) or (ENGLISH,)
        translation.activate(moment.language)


def wish(code: str) -> None:
    """Speak the invitation's language, unless another was chosen in this browser."""
    moment = _moment.get()
    if moment is not None and code in moment.offered:
        moment.wished = code
        translation.activate(moment.language)


def familiar(whether: bool) -> None:
    """Speak as to a child or young person; Welsh then says “ti”."""
    moment = _moment.get()
    if moment is not None:
        moment.familiar = whether


def keep(response: HttpResponseBase, request: HttpRequest, moment: PageLanguage) -> HttpResponseBase:
    """Keep a choice just made in the browser. A switch leads back to the page where it was pressed."""
    if moment.switched:
        remember(response, request, moment.chosen)
        if response.status_code == HttpResponseRedirect.status_code:
            response.headers["Location"] = moment.place
    elif request.method == "POST" and moment.wished and not moment.chosen:
        remember(response, request, moment.wished)
    return response


def remember(response: HttpResponseBase, request: HttpRequest, code: str) -> None:
    if not isinstance(response, HttpResponse):
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path="/",
        secure=settings.ORIGIN.startswith("https://") or request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view speak its visitor's language, outside the questionnaire."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with spoken(request) as moment:
            return keep(view(request, *args, **kwargs), request, moment)

    return respond


@csrf_exempt  # it changes nothing but the language, and pages that send no referrer cannot prove where they come from
def switch(request: HttpRequest) -> HttpResponseBase:
    """Change the language and return to the page."""
    place = request.POST.get("place", "")
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None) or not place.startswith("/"):
        place = "/"
    response = HttpResponseRedirect(place)
    code = request.POST.get("language", "")
    if request.method == "POST" and code in known():
        remember(response, request, code)
    return response


# ---------------------------------------------------------------------------------------------------------------------
# For templates.


def code_now() -> str:
    return translation.get_language() or ENGLISH


def html_lang() -> str:
    return TAGS.get(code_now(), code_now())


def is_familiar() -> bool:
    moment = _moment.get()
    return moment is not None and moment.familiar


def language_choices() -> list[Choice]:
    """Empty if there is only one language, or the page isn't for people who take part."""
    moment = _moment.get()
    if moment is None or len(moment.offered) < 2:
        return []
    names = dict(settings.LANGUAGES)
    return [Choice(code, TAGS.get(code, code), str(names[code]), code == moment.language) for code in moment.offered]


def spoken_now() -> tuple[str, tuple[str, ...], bool]:
    """All that a page may show of languages, but for its own address: it is the same page where this is the same."""
    moment = _moment.get()
    return (code_now(), moment.offered, moment.familiar) if moment is not None else (code_now(), (), False)


@contextmanager
def standing_at(place: str) -> Iterator[None]:
    """Have a switch lead back to another address for as long as this lasts."""
    moment = _moment.get()
    if moment is None:
        yield
        return
    before, moment.moved = moment.moved, place
    try:
        yield
    finally:
        moment.moved = before


def language_place() -> str:
    """Where a switch leads back to."""
    moment = _moment.get()
    return moment.place if moment is not None else "/"
