"""Asking for a new link by e-mail. The answer is the same whether we know the address or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from oneworkforce.accounts.limits import too_many
from oneworkforce.gathering.take_part.forms import LostLinkForm
from oneworkforce.invitations.waves.sending import ask_for_lost_links
from oneworkforce.visitors import cookies
from oneworkforce.visitors.pages import TRY_AGAIN_AFTER, answer_page, page, too_many_tries

ASKED = 30
"""Requests from one network in ten minutes: enough for a training room."""


@answer_page
def ask(request: HttpRequest) -> HttpResponseBase:
    """Type an e-mail address; if it is invited, a link goes there. We don't keep the address."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and cookies.is_our_form(request) and form.is_valid():
        if too_many(request, "lost link", limit=ASKED, seconds=TRY_AGAIN_AFTER * 60):
            return too_many_tries()
        ask_for_lost_links(form.cleaned_data["email"])
        return redirect("answer-lost-link-asked")
    token = cookies.form_token(request)
    response = page("take_part/lost_link.html", form=form, token=token, has_errors=bool(form.errors))
    cookies.keep_form_token(response, request, token)
    return response


@answer_page
def asked(request: HttpRequest) -> HttpResponseBase:
    """What happens now; the same for everybody."""
    return page("take_part/lost_link_asked.html")
