"""Inviting: its start page, and each wave's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, Stage, WrongStage
from oneworkforce.invitations.letters.queries import letters_now
from oneworkforce.invitations.models import Wave
from oneworkforce.invitations.people.purging import erased_on
from oneworkforce.invitations.waves import actions
from oneworkforce.invitations.waves.forms import WaveForm
from oneworkforce.invitations.waves.preview import what_goes_out
from oneworkforce.invitations.waves.queries import WaveNow, not_arrived, wave_now, waves_now
from oneworkforce.invitations.waves.sending import send_wave
from oneworkforce.mail.outbox import trouble, what_to_set
from oneworkforce.partnerships.roles import Permission
from oneworkforce.ui.wording import date as date_in_words
from oneworkforce.ui.wording import number


@assessment_page(Permission.READ)
@require_safe
def invite(request: AssessmentRequest) -> HttpResponse:
    """Where inviting begins: the waves, how far each is, and what to do next."""
    waves = waves_now(request.assessment, timezone.localdate())
    people = sum(wave.people for wave in waves)
    context = {
        **_common(request),
        "waves": waves,
        "people": people,
        "letters": letters_now(request.assessment),
        "not_arrived": not_arrived(request.assessment),
        "cannot_send": what_to_set(),
        "trouble": trouble() if any(wave.going_out for wave in waves) else "",
        "erased_on": erased_on(request.assessment) if people else None,
    }
    return render(request, "invitations/invite.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def add(request: AssessmentRequest) -> HttpResponse:
    form = WaveForm(request.POST or None, assessment=request.assessment, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        wave = actions.add_wave(assessment=request.assessment, by=request.user, **form.values())
        messages.success(request, _("The wave is there. Now say who is in it."))
        return redirect(request.address("invite-wave", wave=wave.pk))
    return _form_page(request, form, None)


@assessment_page(Permission.READ)
@require_safe
def wave(request: AssessmentRequest, wave: int) -> HttpResponse:
    """How far a wave's letters and reminders are. A script refreshes it while they go out."""
    now = _now(request, wave)
    context = {
        **_common(request),
        "now": now,
        "cannot_send": what_to_set(),
        "trouble": trouble() if now.going_out else "",
    }
    return render(request, "invitations/wave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def change(request: AssessmentRequest, wave: int) -> HttpResponse:
    """Change a wave. Whoever saves second sees what the first changed."""
    now = _now(request, wave)
    form = WaveForm(
        request.POST or None,
        assessment=request.assessment,
        today=timezone.localdate(),
        wave=now.wave,
        sent=now.begun,
    )
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        meanwhile = form.changed_meanwhile()
        if not meanwhile:
            actions.change_wave(wave=now.wave, by=request.user, **form.values())
            messages.success(request, _("The wave is changed."))
            return redirect(request.address("invite-wave", wave=now.wave.pk))
        form.show_as_now()
    return _form_page(request, form, now, meanwhile)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def remove(request: AssessmentRequest, wave: int) -> HttpResponse:
    """Ask, then remove a wave. One that is gone already is fine; one with people in it stays."""
    found = request.assessment.waves.filter(pk=wave).first()
    if request.method != "POST":
        now = _now(request, wave)
        return render(request, "invitations/wave_remove.html", {**_common(request), "now": now})
    if found is not None:
        found.assessment = request.assessment
        try:
            actions.remove_wave(wave=found, by=request.user)
        except actions.WaveNotEmpty:
            messages.error(request, _("There are people in this wave. Move them to another one first."))
            return redirect(request.address("invite-wave", wave=wave))
    messages.success(request, _("The wave is removed."))
    return redirect(request.address("invite"))


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def send(request: AssessmentRequest, wave: int) -> HttpResponse:
    """Show exactly who gets what, then send it: now, or on the wave's day."""
    now = _now(request, wave)
    if request.method == "POST":
        _send(request, now)
        return redirect(request.address("invite-wave", wave=wave))
    context = {
        **_common(request),
        "now": now,
        "goes_out": what_goes_out(request.assessment, now.wave),
        "cannot_send": what_to_set(),
        "not_yet": request.assessment.stage == Stage.PLANNING,
        "may_send_now": request.can(Doing.ANSWER) and not what_to_set(),
        "may_wait": _may_wait(request, now),
    }
    return render(request, "invitations/wave_send.html", context)


@assessment_page(Permission.RUN)
@require_POST
def pause(request: AssessmentRequest, wave: int) -> HttpResponseBase:
    actions.pause_wave(wave=_now(request, wave).wave, by=request.user)
    messages.success(request, _("It is paused: nothing more goes out until you go on."))
    return redirect(request.address("invite-wave", wave=wave))


@assessment_page(Permission.RUN)
@require_POST
def resume(request: AssessmentRequest, wave: int) -> HttpResponseBase:
    actions.resume_wave(wave=_now(request, wave).wave, by=request.user)
    messages.success(request, _("It goes on."))
    return redirect(request.address("invite-wave", wave=wave))


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_page(Permission.RUN)
def stop(request: AssessmentRequest, wave: int) -> HttpResponse:
    """Ask, then give up the rest; before a wave's day, take back that it goes out."""
    now = _now(request, wave)
    if request.method == "POST":
        if now.begun:
            given_up = actions.stop_wave(wave=now.wave, by=request.user)
            text = ngettext(
                "It is stopped: %(n)s letter is not sent.", "It is stopped: %(n)s letters are not sent.", given_up
            )
            messages.success(request, text % {"n": number(given_up)})
        else:
            actions.do_not_send(wave=now.wave, by=request.user)
            messages.success(request, _("These letters do not go out by themselves any more."))
        return redirect(request.address("invite-wave", wave=wave))
    return render(request, "invitations/wave_stop.html", {**_common(request), "now": now})


def _send(request: AssessmentRequest, now: WaveNow) -> None:
    if request.POST.get("when") == "on its date":
        if not _may_wait(request, now):
            messages.error(request, _("Give the wave a day that is still to come, and then choose this again."))
            return
        actions.send_on_date(wave=now.wave, by=request.user)
        day = date_in_words(now.wave.invites_on)
        messages.success(request, _("The letters go out on %(day)s from 8 in the morning.") % {"day": day})
        return
    if cannot := what_to_set():
        messages.error(request, cannot)
        return
    try:
        people = send_wave(wave=now.wave, by=request.user, today=timezone.localdate())
    except WrongStage as refusal:
        messages.error(request, str(refusal))
        return
    if people:
        text = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", people)
        messages.success(request, text % {"n": number(people)})
    else:
        messages.success(request, _("Everybody in this wave has a letter, or one is on its way."))


def _may_wait(request: AssessmentRequest, now: WaveNow) -> bool:
    day = now.wave.invites_on
    return (
        not now.begun
        and day is not None
        and day >= now.today
        and request.assessment.stage in {Stage.PLANNING, Stage.OPEN}
    )


def _now(request: AssessmentRequest, wave: int) -> WaveNow:
    """A wave as it is. :raises Http404: there is no such wave."""
    found: Wave | None = request.assessment.waves.filter(pk=wave).first()
    if found is None:
        raise Http404
    return wave_now(request.assessment, found, timezone.localdate())


def _form_page(
    request: AssessmentRequest, form: WaveForm, now: WaveNow | None, meanwhile: bool = False
) -> HttpResponse:
    context = {
        **_common(request),
        "form": form,
        "now": now,
        "meanwhile": meanwhile,
        "has_errors": bool(form.errors or meanwhile),
    }
    return render(request, "invitations/wave_form.html", context, status=409 if meanwhile else 200)


def _common(request: AssessmentRequest) -> dict[str, Any]:
    return {
        "assessment": request.assessment,
        "where": request.where,
        "may_run": request.may(Permission.RUN),
    }
