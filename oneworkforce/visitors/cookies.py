"""The cookies of somebody who answers, and the proof that a form comes from our own page.

`oneworkforce_answers` holds the resume code, so that this browser finds the same answers. It lasts 30 days: people
answer in several sittings, and phones drop undated cookies when the browser closes. The price is shared computers. So
every page offers “Save and come back”, with a button to make the device forget; the start page says so before anything
is typed; and sending ends the cookie at once.

`oneworkforce_sent` lasts an hour after sending, for a comment on the questionnaire. It is signed: a made-up one would
let anybody who guesses an assessment's key see whose it is and comment on it.

`oneworkforce_shared` says, until the browser is closed, that many people use this device in turn, and holds the group's
code to go back to. `oneworkforce_answers` then also ends with the browser, and counts only beside
`oneworkforce_present`, which lasts 20 minutes from the last page (shared.py).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

ANSWERS = "oneworkforce_answers"
SENT = "oneworkforce_sent"
SHARED = "oneworkforce_shared"
PRESENT = "oneworkforce_present"
FORM = "oneworkforce_form"
PATH = "/answer/"
THIRTY_DAYS = 30 * 24 * 60 * 60
ONE_HOUR = 60 * 60
TWENTY_MINUTES = 20 * 60
LONGEST_CODE = 40
SIGNER = Signer(salt="oneworkforce just sent")
TO_SEND = Signer(salt="oneworkforce about to be sent")


@dataclass(frozen=True, slots=True)
class Sent:
    """A questionnaire just sent: resume code, assessment's key, and whose wording it had."""

    code: str
    assessment: str
    audience: str = ""


@dataclass(frozen=True, slots=True)
class AboutToSend:
    """What a form said when its page was made: assessment's key, number of closes so far, whose wording."""

    assessment: str
    times_closed: int
    audience: str


def remembered_code(request: HttpRequest) -> str:
    """The resume code in this browser, or ""."""
    code = request.COOKIES.get(ANSWERS, "")
    gone = is_shared(request) and PRESENT not in request.COOKIES
    return code if len(code) <= LONGEST_CODE and not gone else ""


def remember(response: HttpResponse, request: HttpRequest, code: str) -> None:
    """Keep a resume code for 30 days from now; for less on a shared device."""
    if is_shared(request):
        _set(response, request, ANSWERS, code, None)
        stay(response, request)
    else:
        _set(response, request, ANSWERS, code, THIRTY_DAYS)


def forget(response: HttpResponse) -> None:
    """Make this browser forget the questionnaire under way."""
    response.delete_cookie(ANSWERS, path=PATH, samesite="Lax")
    response.delete_cookie(PRESENT, path=PATH, samesite="Lax")


def remember_sent(response: HttpResponse, request: HttpRequest, sent: Sent) -> None:
    """Keep for an hour which questionnaire was just sent; on a shared device, only while somebody comments on it."""
    seconds = TWENTY_MINUTES if is_shared(request) else ONE_HOUR
    _set(response, request, SENT, SIGNER.sign(f"{sent.code}~{sent.assessment}~{sent.audience}"), seconds)


def just_sent(request: HttpRequest) -> Sent | None:
    """The questionnaire that this browser just sent, if any."""
    try:
        code, _separator, rest = SIGNER.unsign(request.COOKIES.get(SENT, "")).partition("~")
    except BadSignature:
        return None
    assessment, _separator, audience = rest.partition("~")
    return Sent(code, assessment, audience)


def forget_sent(response: HttpResponse) -> None:
    """Make this browser forget that anything was sent."""
    response.delete_cookie(SENT, path=PATH, samesite="Lax")


def shared_code(request: HttpRequest) -> str:
    """The group's code that a shared device goes back to; "" on one's own device."""
    code = request.COOKIES.get(SHARED, "")
    return code if len(code) <= LONGEST_CODE and code.isalnum() else ""


def is_shared(request: HttpRequest) -> bool:
    """Whether many people use this browser in turn."""
    return bool(shared_code(request))


def share(response: HttpResponse, request: HttpRequest, code: str) -> None:
    """Make this browser a shared one, until it is closed."""
    _set(response, request, SHARED, code, None)


def share_no_more(response: HttpResponse) -> None:
    """Make this browser one's own again."""
    response.delete_cookie(SHARED, path=PATH, samesite="Lax")


def stay(response: HttpResponse, request: HttpRequest) -> None:
    """Give the questionnaire on a shared device 20 more minutes."""
    _set(response, request, PRESENT, "1", TWENTY_MINUTES)


def fingerprint(code: str) -> str:
    """Names a questionnaire without giving its code away."""
    return sha256(b"page of " + code.encode()).hexdigest()[:12]


def about_to_send(code: str, assessment: str, times_closed: int, audience: str) -> str:
    """What the form that sends carries, signed: whose it is, in case its draft is gone when it comes."""
    return TO_SEND.sign(f"{fingerprint(code)}~{assessment}~{times_closed}~{audience}")


def was_about_to_send(request: HttpRequest) -> AboutToSend | None:
    """What such a form said, if it is ours and made for this browser's questionnaire."""
    try:
        page, assessment, times_closed, audience = TO_SEND.unsign(request.POST.get("sending", "")).split("~")
    except BadSignature:
        return None
    code = remembered_code(request)
    return AboutToSend(assessment, int(times_closed), audience) if code and page == fingerprint(code) else None


def public_address(request: HttpRequest, path: str) -> str:
    """A page's address for others: at ONEWORKFORCE_ORIGIN, or where this request came to."""
    return settings.ORIGIN + path if settings.ORIGIN else request.build_absolute_uri(path)


# ---------------------------------------------------------------------------------------------------------------------
# Pages here send no referrer, so browsers say “Origin: null” even of our own forms, which Django's own check refuses.


def form_token(request: HttpRequest) -> str:
    """For the hidden field of a form that opens a questionnaire; `keep_form_token` keeps its twin."""
    return request.COOKIES.get(FORM) or secrets.token_urlsafe(18)


def keep_form_token(response: HttpResponse, request: HttpRequest, token: str) -> None:
    """Keep that twin until the browser is closed. It says nothing of anybody."""
    if request.COOKIES.get(FORM) != token:
        _set(response, request, FORM, token, None)


def from_another_site(request: HttpRequest) -> bool:
    """Whether the browser says that a POST comes from somebody else's page."""
    # Not `request.headers`, which reads every header first.
    if "HTTP_SEC_FETCH_SITE" in request.META:
        return bool(request.META["HTTP_SEC_FETCH_SITE"] != "same-origin")
    origin = request.META.get("HTTP_ORIGIN", "null")
    return origin != "null" and urlsplit(origin).netloc not in {request.get_host(), urlsplit(settings.ORIGIN).netloc}


def is_our_form(request: HttpRequest) -> bool:
    """Whether a POST that lets this browser into a questionnaire comes from our own page.

    Another page must not put a stranger's questionnaire under a visitor's hands. We believe a browser that says where a
    form comes from; one too old to say must send the cookie's twin.
    """
    if from_another_site(request):
        return False
    if "HTTP_SEC_FETCH_SITE" in request.META or request.META.get("HTTP_ORIGIN", "null") != "null":
        return True
    kept = request.COOKIES.get(FORM, "")
    return bool(kept) and constant_time_compare(kept, request.POST.get("form", ""))


def _set(response: HttpResponse, request: HttpRequest, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=PATH,
        secure=settings.ORIGIN.startswith("https://") or request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
