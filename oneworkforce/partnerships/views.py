"""Setting up a partnership."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneworkforce.accounts.models import Event
from oneworkforce.frameworks import load
from oneworkforce.partnerships import actions
from oneworkforce.partnerships.forms import (
    LocalityForm,
    OrganisationForm,
    PartnershipForm,
    StaffGroupForm,
    ThemeNamesForm,
    WorkforceForm,
    sector_choices,
)
from oneworkforce.partnerships.parts import PARTS, PartKind
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import Permission

FORMS = {"organisations": OrganisationForm, "localities": LocalityForm, "staff-groups": StaffGroupForm}


@require_safe
@partnership_page(Permission.SET_UP)
def part_list(request: PartnershipRequest, part: str) -> HttpResponse:
    """The organisations, localities or staff groups."""
    kind = PARTS[part]
    sectors = dict(sector_choices(request.partnership))
    audiences = {audience.id: audience.name for audience in load(request.partnership.framework).audiences}
    return render(
        request,
        "partnerships/part_list.html",
        {"kind": kind, "items": kind.all_of(request.partnership), "sectors": sectors, "audiences": audiences},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def part_edit(request: PartnershipRequest, part: str, pk: int | None = None) -> HttpResponse:
    """Add or change an organisation, locality or staff group."""
    kind = PARTS[part]
    instance = get_object_or_404(kind.all_of(request.partnership), pk=pk) if pk else kind.model()
    form = FORMS[part](request.POST or None, instance=instance, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_part(form.instance, by=request.user)
            messages.success(request, _("“%(name)s” is saved.") % {"name": form.instance.name})
            return redirect(part, partnership=request.partnership.key)
        except actions.AudienceSettled as settled:
            # Somebody began to answer after the form had been looked at.
            form.add_error("audience", str(settled))
    context = {"kind": kind, "form": form, "item": instance if pk else None, "has_errors": bool(form.errors)}
    return render(request, "partnerships/part_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def part_remove(request: PartnershipRequest, part: str, pk: int) -> HttpResponse:
    """Remove an organisation, a locality, or a staff group without answers."""
    kind: PartKind = PARTS[part]
    item = get_object_or_404(kind.all_of(request.partnership), pk=pk)
    if request.method == "POST":
        try:
            actions.remove_part(item, by=request.user)
            messages.success(request, _("“%(name)s” is removed.") % {"name": item.name})
        except ProtectedError:
            messages.error(
                request,
                _("People have answered as “%(name)s”, so you can’t remove it. You can change its name.")
                % {"name": item.name},
            )
        return redirect(part, partnership=request.partnership.key)
    return render(request, "partnerships/part_remove.html", {"kind": kind, "item": item})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def details(request: PartnershipRequest) -> HttpResponse:
    form = PartnershipForm(request.POST or None, instance=request.partnership)
    saved: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        saved = {field: form.cleaned_data[field] for field in form.changed_data}
        if saved:
            actions.change_partnership(partnership=request.partnership, by=request.user, **saved)
        messages.success(request, _("The partnership’s details are saved."))
        return redirect("dashboard", partnership=request.partnership.key)
    context = {"form": form, "title": _("Details of the partnership"), "has_errors": bool(form.errors)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def workforce(request: PartnershipRequest) -> HttpResponse:
    form = WorkforceForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        actions.record_workforce_sizes(
            partnership=request.partnership,
            sizes=form.sizes,
            wider=form.wider,
            by=request.user,
        )
        messages.success(request, _("The sizes are saved."))
        return redirect("dashboard", partnership=request.partnership.key)
    return render(request, "partnerships/workforce.html", {"form": form, "has_errors": bool(form.errors)})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def theme_names(request: PartnershipRequest) -> HttpResponse:
    form = ThemeNamesForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        actions.rename_themes(partnership=request.partnership, names=form.cleaned_data, by=request.user)
        messages.success(request, _("The names are saved."))
        return redirect("dashboard", partnership=request.partnership.key)
    context = {
        "form": form,
        "title": _("Rename themes"),
        "text": _("Give a theme a name that people here use. Leave a box empty to keep the framework’s name."),
        "has_errors": bool(form.errors),
    }
    return render(request, "partnerships/form.html", context)


@require_safe
@partnership_page(Permission.SET_UP)
def events(request: PartnershipRequest) -> HttpResponse:
    """The last 200 things that people with an account did."""
    found = Event.objects.filter(partnership=request.partnership.key).select_related("by")[:200]
    return render(request, "partnerships/events.html", {"events": found})
