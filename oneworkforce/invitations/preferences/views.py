"""The pages behind “stop reminders”. Having the address proves whose they are: only that letter has it.

So forms need no token and pages need no session or cookie, and a mail program's own button works. Looking changes
nothing, however often a scanner looks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt

from oneworkforce.invitations.letters.kinds import languages_in, written_in
from oneworkforce.invitations.models import Invitation
from oneworkforce.invitations.people.actions import erase
from oneworkforce.invitations.people.held import export_of, held_in_words
from oneworkforce.invitations.preferences.asking import choose_language, invitation_of_token, want_reminders
from oneworkforce.ui import languages

SAFE = ("GET", "HEAD")
SAID = ("stopped", "again", "language")
"""What the page may confirm, by the form's address."""


def mail_page(*methods: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Give a view the invitation and speak its language. An unknown address gets a calm page."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def respond(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            invitation = invitation_of_token(token)
            if invitation is None:
                return _private(page("mail_nothing_here", status=404))
            partnership = invitation.assessment.partnership
            languages.offer(partnership.language_codes())
            languages.wish(written_in(invitation.language, partnership))
            return _private(view(request, invitation, token, **more))

        return csrf_exempt(languages.public_page(respond))

    return decorate


def page(template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render without the context of staff pages: no session, so no query for it."""
    return HttpResponse(get_template(f"invitations/{template}.html").render(context), status=status)


@mail_page(*SAFE)
def preferences(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Reminders, language, what we hold, and being erased."""
    partnership = invitation.assessment.partnership
    return page(
        "mail_preferences",
        invitation=invitation,
        token=token,
        languages=languages_in(partnership),
        language=written_in(invitation.language, partnership),
        done=request.GET.get("done") if request.GET.get("done") in SAID else None,
    )


@mail_page(*SAFE, "POST")
def stop(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    """Stop reminders, by this page's button or the mail program's own (RFC 8058)."""
    if request.method != "POST":
        return page("mail_stop", invitation=invitation, token=token)
    want_reminders(invitation=invitation, wanted=False)
    return _back(token, "stopped")


@mail_page("POST")
def again(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    """Send reminders after all."""
    want_reminders(invitation=invitation, wanted=True)
    return _back(token, "again")


@mail_page("POST")
def language(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    """Write in another language."""
    try:
        choose_language(invitation=invitation, language=request.POST.get("language", ""))
    except ValueError:
        return redirect("mail-preferences", token)
    return _back(token, "language")


@mail_page(*SAFE)
def held(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """What we hold about the person."""
    found = export_of(invitation)
    return page("mail_held", invitation=invitation, token=token, lines=held_in_words(found), not_held=found["not_held"])


@mail_page(*SAFE)
def held_file(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The same as a file for other programs."""
    response = JsonResponse(export_of(invitation), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="what-is-held-about-me.json"'
    return response


@mail_page(*SAFE, "POST")
def erase_me(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Ask, then erase."""
    if request.method != "POST":
        return page("mail_erase", invitation=invitation, token=token)
    partnership = invitation.assessment.partnership
    erase(invitation, by=None)
    return page("mail_erased", partnership=partnership)


@languages.public_page
def of_a_test(request: HttpRequest) -> HttpResponseBase:
    """Where the links of a test letter lead."""
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    return _private(page("mail_test"))


def _back(token: str, done: str) -> HttpResponse:
    response = redirect("mail-preferences", token)
    response.headers["Location"] += f"?done={done}"
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
