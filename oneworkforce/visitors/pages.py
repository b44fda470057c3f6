"""What every page of somebody who answers has in common: light, private, and never the work of another site."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt

from oneworkforce.ui import languages
from oneworkforce.ui.packing import pack
from oneworkforce.visitors import cookies, easy_read
from oneworkforce.visitors.clearing import finish, forget_who_was_before
from oneworkforce.visitors.language import speak_for

View = Callable[..., HttpResponseBase]

TRY_AGAIN_AFTER = 10
"""Minutes for which tries are counted."""


def answer_page(view: View) -> View:
    """Make a view a page of the questionnaire.

    It speaks its visitor's language, in easy words where they want them. A form sent by another site is refused. No
    page tells the next where somebody comes from: its address may hold a code. Django's own check of forms is left out,
    since a browser that sends no referrer hides a form's origin from it.
    """

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD", "POST"}:
            response: HttpResponseBase = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        elif request.method == "POST" and cookies.from_another_site(request):
            with languages.spoken(request):
                response = sorry("elsewhere", status=403)
        else:
            forgotten = forget_who_was_before(request)
            with languages.spoken(request) as moment, easy_read.read(request) as easy:
                response = languages.keep(view(request, *args, **kwargs), request, moment)
                response = easy_read.keep(response, request, easy)
            finish(response, request, forgotten)
        response.headers["Referrer-Policy"] = "no-referrer"
        return pack(request, response)

    return csrf_exempt(respond)


def page(template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page without the context of staff pages: no session, no messages, and so no query for them.

    A page about an assessment speaks only the languages of its partnership.
    """
    if context.get("assessment") is not None:
        speak_for(context["assessment"])
    return HttpResponse(get_template(template).render(context), status=status)


def sorry(kind: str, status: int, **context: Any) -> HttpResponse:
    """A page for a link or a moment that does not work, saying what to do instead.

    :param kind: unknown · not-open · closed · already-sent · sent-before · nothing-here · another · elsewhere ·
        too-many
    """
    context.setdefault("assessment", None)
    context.setdefault("device", None)
    return page("visitors/sorry.html", status, kind=kind, minutes=TRY_AGAIN_AFTER, **context)


def too_many_tries() -> HttpResponse:
    """The page for an address from which too many codes were tried; says when to try again."""
    response = sorry("too-many", status=429)
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER * 60)
    return response
