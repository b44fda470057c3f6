"""The language of the moment, on pages of people who take part. Staff pages are English for now.

What somebody chose in this browser comes first; then what their invitation asks for; then what their browser asks for;
then English. Choosing sets one cookie that says `cy` or `en-gb` and nothing else, for a year. Nothing is ever written
of a wish that somebody else wrote down: an invitation's is kept in the cookie once its person presses a button.

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
"""What a page says of itself in `lang`, where that differs from the code."""
FAMILIAR = "ti"
"""The context of a text as it is said to a child or young person, where a language has two words for “you”."""
SWITCH = "language-"
"""With a language's code after it, the value of `then` that means: save, and show this page in that language."""


@dataclass(slots=True)
class PageLanguage:
    """What one request knows of languages.

    `chosen` is set where this browser, or the button just pressed, says so; `wished` where an invitation does. `place`
    is the address that a switch comes back to. `familiar`: the page speaks to a child or young person.
    """

    place: str
    offered: tuple[str, ...]
    preferred: str
    chosen: str = ""
    wished: str = ""
    switched: bool = False
    familiar: bool = False

    @property
    def language(self) -> str:
        """The first of chosen, wished and preferred that is offered, or else the first that is offered."""
        found = (code for code in (self.chosen, self.wished, self.preferred) if code in self.offered)
        return next(found, self.offered[0])


@dataclass(frozen=True, slots=True)
class Choice:
    """A language as a switch offers it: in its own name."""

    code: str
    tag: str
    name: str
    current: bool


_moment: ContextVar[PageLanguage | None] = ContextVar("moment", default=None)


def known() -> tuple[str, ...]:
    """The codes of every language that there are texts in, English first."""
    return tuple(code for code, _name in settings.LANGUAGES)


@contextmanager
def spoken(request: HttpRequest) -> Iterator[PageLanguage]:
    """Speak the visitor's language for as long as this lasts, and English again afterwards."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    pressed = request.POST.get("then", "") if request.method == "POST" else ""
    moment = PageLanguage(
        place=request.get_full_path(),
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
    """Speak only these languages from here on: those that the partnership of the page has chosen."""
    moment = _moment.get()
    if moment is not None and moment.offered != tuple(codes):
        moment.offered = tuple(code for code in known() if code in codes) or (ENGLISH,)
        translation.activate(moment.language)


def wish(code: str) -> None:
    """Speak the language that an invitation asks for, unless its person has chosen another in this browser."""
    moment = _moment.get()
    if moment is not None and code in moment.offered:
        moment.wished = code
        translation.activate(moment.language)


def familiar(whether: bool) -> None:
    """Speak as to a child or young person from here on, in a language that does so in other words: Welsh says “ti”."""
    moment = _moment.get()
    if moment is not None:
        moment.familiar = whether


def keep(response: HttpResponseBase, request: HttpRequest, moment: PageLanguage) -> HttpResponseBase:
    """The response, with a choice just made kept in the browser.

    A form that was sent by its language switch has saved what it held: so the answer leads back to the same page,
    wherever the form would have led.
    """
    if moment.switched:
        remember(response, request, moment.chosen)
        if response.status_code == HttpResponseRedirect.status_code:
            response.headers["Location"] = moment.place
    elif request.method == "POST" and moment.wished and not moment.chosen:
        remember(response, request, moment.wished)
    return response


def remember(response: HttpResponseBase, request: HttpRequest, code: str) -> None:
    """Keep a language in this browser for a year."""
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
    """Make a view speak its visitor's language: for public pages that are not the questionnaire's."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with spoken(request) as moment:
            return keep(view(request, *args, **kwargs), request, moment)

    return respond


@csrf_exempt  # it changes nothing but the language, and pages that send no referrer cannot prove where they come from
def switch(request: HttpRequest) -> HttpResponseBase:
    """Keep the language that a button named, and lead back to the page that it stood on."""
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
    """The code of the language of the moment."""
    return translation.get_language() or ENGLISH


def html_lang() -> str:
    """What a page says of its own language, as in `cy`."""
    return TAGS.get(code_now(), code_now())


def is_familiar() -> bool:
    """Whether the page speaks to a child or young person."""
    moment = _moment.get()
    return moment is not None and moment.familiar


def language_choices() -> list[Choice]:
    """The languages to choose from here; empty where there is only one, or the page is not for people who take part."""
    moment = _moment.get()
    if moment is None or len(moment.offered) < 2:
        return []
    names = dict(settings.LANGUAGES)
    return [Choice(code, TAGS.get(code, code), str(names[code]), code == moment.language) for code in moment.offered]


def language_place() -> str:
    """The address that a switch leads back to."""
    moment = _moment.get()
    return moment.place if moment is not None else "/"
