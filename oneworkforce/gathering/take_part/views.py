"""The officer's page: each staff group's way in, and how many people have answered."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing
from oneworkforce.gathering.methods import Door, HubPage, all_methods, doors_of
from oneworkforce.gathering.take_part.families import FamilyHandout, family_handout
from oneworkforce.gathering.take_part.who_takes_part import who_takes_part_in
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.partnerships.roles import Permission
from oneworkforce.visitors.codes import in_groups
from oneworkforce.visitors.cookies import public_address

QR_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class WayIn:
    """What an officer gives out to one staff group; `address` is "" until a link is made. `family`: None for staff."""

    group: StaffGroup
    address: str
    code: str
    minutes: str
    family: FamilyHandout | None


@dataclass(frozen=True, slots=True)
class Way:
    """Another page of taking part: its name, purpose and address."""

    title: str
    text: str
    href: str


@assessment_page(Permission.READ)
@require_safe
def take_part(request: AssessmentRequest) -> HttpResponse:
    """Who has taken part, and the links to give out."""
    who = who_takes_part_in(request.assessment)
    may_give_out = request.may(Permission.RUN)
    return render(
        request,
        "take_part/take_part.html",
        {
            "assessment": request.assessment,
            "is_open": request.can(Doing.ANSWER),
            "may_give_out": may_give_out,
            "ways_in": _ways_in(request) if may_give_out and request.can(Doing.ANSWER) else [],
            "enter_address": public_address(request, reverse("answer-enter")),
            "sent": who.sent,
            "not_sent": who.under_way,
            "ways": _ways(request),
            "missing": who.missing[:3] if who.sent else (),
            "where": request.where,
        },
    )


@assessment_page(Permission.RUN)
@require_POST
def make_link(request: AssessmentRequest, group: str) -> HttpResponseBase:
    """Make the link of a staff group that was added after the opening."""
    found = _group(request, group)
    for method in all_methods():
        if method.make_door:
            method.make_door(request.assessment, found)
    messages.success(request, _("The link is made."))
    return redirect(request.address("take-part"))


@assessment_page(Permission.RUN)
@require_safe
def poster(request: AssessmentRequest, group: str) -> HttpResponse:
    """One group's way in, as a page to print."""
    way_in = _way_in(request, _group(request, group))
    return render(
        request,
        "take_part/poster.html",
        {
            "assessment": request.assessment,
            "partnership": request.partnership,
            "way_in": way_in,
            "family": way_in.family,
            "enter_address": public_address(request, reverse("answer-enter")),
            "where": request.where,
        },
    )


@assessment_page(Permission.RUN)
@require_safe
def qr(request: AssessmentRequest, group: str, kind: str) -> HttpResponse:
    """One group's link as a QR code, SVG or PNG; `?save` downloads it."""
    import segno  # here, since few pages draw a QR code

    found = _group(request, group)
    image = io.BytesIO()
    # White behind it: on a dark screen black squares alone could not be scanned.
    options = {"xmldecl": False, "omitsize": True, "light": "#ffffff"} if kind == "svg" else {"scale": 12}
    segno.make(_way_in(request, found).address, error="m", micro=False).save(image, kind=kind, border=4, **options)
    response = HttpResponse(image.getvalue(), content_type=QR_TYPES[kind])
    if "save" in request.GET:
        response.headers["Content-Disposition"] = f'attachment; filename="{request.assessment.key}-{found.key}.{kind}"'
    return response


def _ways(request: AssessmentRequest) -> list[Way]:
    """The other ways to take part that this visitor may see."""
    pages = [
        HubPage(
            "invite",
            Permission.READ,
            _("Invite people by name"),
            _("A letter to each, in waves, with a link of their own; reminders to those who have not finished."),
        ),
        *(page for method in all_methods() if method.pages for page in method.pages(request)),
        HubPage(
            "children-and-families",
            Permission.READ,
            _("Children and families"),
            _("How they take part, why not yet, and what services have heard already."),
        ),
        HubPage(
            "take-part-web-page",
            Permission.RUN,
            _("Public web page"),
            _("Says what you ask and how to take part, to everybody who has its address."),
        ),
        HubPage(
            "take-part-feedback",
            Permission.TELL,
            _("What came of it"),
            _("After the close: tell those who took part what you heard and what you will do."),
        ),
    ]
    return [Way(page.title, page.text, request.address(page.url_name)) for page in pages if request.may(page.needs)]


def _ways_in(request: AssessmentRequest) -> list[WayIn]:
    return [_made(request, door) for door in doors_of(request.assessment)]


def _way_in(request: AssessmentRequest, group: StaffGroup) -> WayIn:
    """A group's way in. :raises Http404: it has no link."""
    door = next((door for door in doors_of(request.assessment) if door.group == group and door.code), None)
    if door is None:
        raise Http404
    return _made(request, door)


def _made(request: AssessmentRequest, door: Door) -> WayIn:
    return WayIn(
        group=door.group,
        address=public_address(request, reverse("answer-start", args=[door.code])) if door.code else "",
        code=in_groups(door.code),
        minutes=door.minutes,
        family=family_handout(request.assessment, door.group),
    )


def _group(request: AssessmentRequest, key: str) -> StaffGroup:
    group: StaffGroup | None = request.partnership.staff_groups.filter(key=key).first()
    if group is None:
        raise Http404
    return group
