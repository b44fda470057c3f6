"""Leaving a device as it was, and how answers are kept: for everybody who takes part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from oneworkforce.visitors import cookies, easy_read
from oneworkforce.visitors.clearing import FORGET
from oneworkforce.visitors.pages import answer_page, page
from oneworkforce.visitors.shared import again


@answer_page
def leave(request: HttpRequest) -> HttpResponseBase:
    """Make this device forget the questionnaire. The answers stay for whoever has the code."""
    if request.method != "POST":
        return page("visitors/left.html", device=FORGET)
    response = redirect(again(request) if cookies.is_shared(request) else "answer-leave")
    cookies.forget(response)
    cookies.forget_sent(response)
    return response


@answer_page
def how_kept(request: HttpRequest) -> HttpResponseBase:
    """How answers are kept, also in easy words, without leaving the questionnaire."""
    return page("visitors/how_kept_in_easy_words.html" if easy_read.easy_read() else "visitors/how_kept.html")
