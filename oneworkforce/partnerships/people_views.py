"""Who has an account in the partnership, and their roles."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.accounts.actions import password_path
from oneworkforce.accounts.audit import record
from oneworkforce.partnerships import actions
from oneworkforce.partnerships.forms import MemberForm
from oneworkforce.partnerships.permissions import PartnershipRequest, partnership_page
from oneworkforce.partnerships.roles import ROLE_WORDS, Permission, Role


@require_safe
@partnership_page(Permission.SET_UP)
def people(request: PartnershipRequest) -> HttpResponse:
    members = request.partnership.members.select_related("user")
    roles = [{"role": role, "words": ROLE_WORDS[role]} for role in Role]
    return render(request, "partnerships/people.html", {"members": members, "roles": roles})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def add(request: PartnershipRequest) -> HttpResponse:
    """Add a person, then show the link to give them."""
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.add_member(
                partnership=request.partnership,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                by=request.user,
            )
        except actions.KnownElsewhere:
            form.add_error(
                "email",
                _("Another partnership has made an account for this address. Ask the people who run the service."),
            )
        else:
            messages.success(request, _("%(name)s is added.") % {"name": member.user.name})
            return redirect("person", partnership=request.partnership.key, pk=member.pk)
    context = {"form": form, "title": _("Add a person"), "has_errors": bool(form.errors)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def person(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change a member's role, or find the button for a new link."""
    member = get_object_or_404(request.partnership.members.select_related("user", "partnership"), pk=pk)
    if request.method == "POST":
        try:
            actions.change_role(member=member, role=Role(request.POST.get("role", "")), by=request.user)
            messages.success(request, _("The role is changed."))
        except ValueError:
            messages.error(request, _("Choose a role."))
        except actions.LastOfficer:
            messages.error(request, _("Somebody has to run the tool. Make another person project officer first."))
        return redirect("people", partnership=request.partnership.key)
    waiting = not member.user.has_usable_password()
    roles = [{"value": role.value, "label": role.label, "words": ROLE_WORDS[role]} for role in Role]
    return render(request, "partnerships/person.html", {"member": member, "roles": roles, "waiting": waiting})


@require_POST
@partnership_page(Permission.SET_UP)
def person_link(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Make a one-time link for setting a password, and show it once."""
    member = get_object_or_404(request.partnership.members.select_related("user"), pk=pk)
    # With a link, an officer could sign in as this person and see their other partnerships.
    if member.user.memberships.count() > 1:
        messages.error(
            request, _("This person is in other partnerships too. Ask the people who run the service for a link.")
        )
        return redirect("person", partnership=request.partnership.key, pk=pk)
    record("password link made", by=request.user, partnership=request.partnership.key, member=member.user_id)
    path = password_path(member.user)
    link = settings.ORIGIN + path if settings.ORIGIN else request.build_absolute_uri(path)
    return render(request, "partnerships/person_link.html", {"member": member, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page(Permission.SET_UP)
def person_remove(request: PartnershipRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(request.partnership.members.select_related("user", "partnership"), pk=pk)
    if request.method == "POST":
        try:
            actions.remove_member(member=member, by=request.user)
            messages.success(request, _("%(name)s is no longer a member.") % {"name": member.user.name})
        except actions.LastOfficer:
            messages.error(request, _("Somebody has to run the tool. Make another person project officer first."))
        return redirect("people", partnership=request.partnership.key)
    return render(request, "partnerships/person_remove.html", {"member": member})
