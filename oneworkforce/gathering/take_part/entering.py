"""The door: a code, from a link or typed, leads to the method it belongs to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from oneworkforce.accounts.limits import too_many
from oneworkforce.gathering.methods import all_methods
from oneworkforce.gathering.take_part.forms import CodeForm
from oneworkforce.visitors import cookies, limits
from oneworkforce.visitors.codes import PERSONAL_CODE_LENGTH, tidy_code
from oneworkforce.visitors.limits import too_many_unknown
from oneworkforce.visitors.pages import TRY_AGAIN_AFTER, answer_page, page, sorry, too_many_tries


@answer_page
def enter(request: HttpRequest) -> HttpResponseBase:
    """Type a group's code, a letter's code, or one's own code to come back."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and cookies.is_our_form(request):
        if too_many(request, "answer code", limit=limits.TRIES, seconds=TRY_AGAIN_AFTER * 60):
            return too_many_tries()
        code = tidy_code(form.cleaned_data["code"])
        onward = _led_to(request, code)
        if onward is not None:
            return onward
        form.add_error("code", _("We do not know this code. Check each letter and number, and try again."))
    token = cookies.form_token(request)
    here = filter(None, (method.going_on(request) for method in all_methods()))
    response = page(
        "take_part/enter.html", form=form, token=token, go_on=next(here, None), has_errors=bool(form.errors)
    )
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def start(request: HttpRequest, code: str) -> HttpResponseBase:
    """The page behind a link: what it is, who asks, what is kept. Opening it changes nothing."""
    tidy = tidy_code(code)
    for method in all_methods():
        found = method.open_code(request, tidy) if method.open_code else None
        if found is not None:
            return found
    if too_many_unknown(request):
        return too_many_tries()
    return sorry("unknown", status=404, personal=len(tidy) == PERSONAL_CODE_LENGTH)


def come_back_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """An older form of personal link, which still works."""
    return start(request, code)


def _led_to(request: HttpRequest, code: str) -> HttpResponseBase | None:
    """Where a typed code leads; None if nobody has it."""
    for method in all_methods():
        found = method.typed_code(request, code) if method.typed_code else None
        if found is not None:
            return found
    return None
