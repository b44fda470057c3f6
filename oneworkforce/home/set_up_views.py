from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneworkforce.accounts.limits import too_many
from oneworkforce.accounts.models import User
from oneworkforce.accounts.views import BACKEND
from oneworkforce.home.forms import SetUpForm
from oneworkforce.home.set_up import AlreadySetUp, set_up


@require_http_methods(["GET", "HEAD", "POST"])
def first_visit(request: HttpRequest) -> HttpResponse:
    if User.objects.exists():
        return render(request, "home/already_set_up.html", status=410)
    form = SetUpForm(request.POST or None)
    if request.method == "POST":
        if too_many(request, "set-up", limit=20, seconds=600):
            return render(request, "ui/errors/429.html", status=429)
        if form.is_valid():
            given = form.cleaned_data
            try:
                user, partnership = set_up(
                    name=given["name"],
                    email=given["email"],
                    password=given["password"],
                    partnership={
                        "name": given["partnership"],
                        "own_word": given["own_word"],
                        "region": given["region"],
                        "time_zone": given["time_zone"],
                    },
                )
            except AlreadySetUp:
                return render(request, "home/already_set_up.html", status=410)
            login(request, user, backend=BACKEND)
            messages.success(request, _("Your account and %(name)s are set up.") % {"name": partnership.name})
            return redirect("dashboard", partnership=partnership.key)
    return render(request, "home/set_up.html", {"form": form, "has_errors": bool(form.errors)})
