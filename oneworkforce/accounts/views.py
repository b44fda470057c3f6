"""Signing in and out, joining by a link, and the demonstration's people."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oneworkforce.accounts.actions import set_password, user_of_link
from oneworkforce.accounts.audit import record
from oneworkforce.accounts.forms import PasswordForm
from oneworkforce.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIGNS_OF_A_PROXY = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


@require_GET
def no_account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/no_account.html")


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set a password by a one-time link. Opening the link doesn't use it up; sending the form does."""
    user = user_of_link(uid, token)
    if user is None:
        return render(request, "accounts/link_spent.html", status=410)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        set_password(user=user, password=form.cleaned_data["password"], by=user)
        login(request, user, backend=BACKEND)
        messages.success(request, _("Your password is set, and you are signed in."))
        return redirect("after-sign-in")
    return render(request, "accounts/join.html", {"form": form, "person": user})


def personas(request: HttpRequest) -> list[User]:
    """The demonstration's people, for a visitor on this machine."""
    if not settings.DEMO or not _on_this_machine(request):
        return []
    return list(User.objects.filter(is_persona=True, is_active=True).order_by("pk"))


@require_POST
def become(request: HttpRequest, persona: int) -> HttpResponse:
    """Sign in as one of the demonstration's people."""
    user = next((user for user in personas(request) if user.pk == persona), None)
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    record("persona chosen", by=user)
    return redirect("after-sign-in")


def signed_out(request: HttpRequest, reason: str) -> HttpResponse:
    """Refuse a form, but show what was typed so that it can be copied."""
    hidden = {"csrfmiddlewaretoken", "password", "form_id"}
    typed = [
        (field, value)
        for field, values in request.POST.lists()
        if field not in hidden and not field.startswith("initial-")
        for value in values
        if value.strip() and not value.isdecimal()
    ]
    return render(request, "accounts/signed_out.html", {"reason": reason, "typed": typed}, status=403)


def _on_this_machine(request: HttpRequest) -> bool:
    """Behind a proxy everybody seems to be on this machine, so nobody is."""
    if settings.BEHIND_PROXY or any(header in request.headers for header in SIGNS_OF_A_PROXY):
        return False
    try:
        return ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
