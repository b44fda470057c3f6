"""Taking in a list: a file or typed addresses, a preview, and a yes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage, require
from oneworkforce.invitations.lists import actions
from oneworkforce.invitations.lists.actions import Invited, ListOutdated
from oneworkforce.invitations.lists.forms import AddForm, ListForm, SampleForm, WhichAddressForm
from oneworkforce.invitations.lists.preview import Preview, preview_of, words_of
from oneworkforce.invitations.lists.reading.names import names_of
from oneworkforce.invitations.lists.reading.pasted import read_pasted
from oneworkforce.invitations.lists.reading.people import PeopleRead, WhichAddress, read_people
from oneworkforce.invitations.lists.templates import headings, template_as_csv, template_as_xlsx
from oneworkforce.invitations.models import UploadedList
from oneworkforce.partnerships.permissions import View
from oneworkforce.partnerships.roles import Permission
from oneworkforce.tables.faults import TableRefused
from oneworkforce.tables.writing import XLSX
from oneworkforce.ui.wording import list_in_words, number


def while_inviting(view: Callable[..., HttpResponse]) -> View:
    """Guard a page that adds people: not offered when the stage would refuse it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @assessment_page(Permission.RUN)
    @wraps(view)
    def offered(request: AssessmentRequest, **kwargs: Any) -> HttpResponse:
        try:
            require(request.assessment, Doing.INVITE)
            return view(request, **kwargs)
        except WrongStage as refusal:
            messages.error(request, str(refusal))
            return redirect(request.address("invite-people"))

    return offered


@while_inviting
def take_in(request: AssessmentRequest) -> HttpResponse:
    """Take in a file: all its people go to the preview, or none with every fault shown."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*given, assessment=request.assessment)
    refused: TableRefused | None = None
    file_name = ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        file_name = file.name
        try:
            read = read_people(
                file.file,
                names_of(request.assessment),
                form.defaults(),
                with_hidden=form.cleaned_data["with_hidden"],
            )
            return _keep(request, file.name, read)
        except TableRefused as found:
            if asked := _ask(request, file.name, found):
                return asked
            refused = found
    context = {
        **_common(request),
        "form": form,
        "refused": refused,
        "file_name": file_name,
        "has_errors": bool(refused or form.errors),
        "headings": headings(),
        "known": _known(request),
    }
    return render(request, "invitations/list_take_in.html", context, status=422 if refused else 200)


@while_inviting
def add(request: AssessmentRequest) -> HttpResponse:
    """Add people by typing or pasting addresses."""
    form = AddForm(request.POST if request.method == "POST" else None, assessment=request.assessment)
    refused: TableRefused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            read = read_pasted(form.cleaned_data["people"], names_of(request.assessment), form.defaults())
            return _keep(request, _("Typed addresses"), read)
        except TableRefused as found:
            if asked := _ask(request, _("Typed addresses"), found):
                return asked
            refused = found
    context = {**_common(request), "form": form, "refused": refused, "has_errors": bool(refused or form.errors)}
    return render(request, "invitations/list_add.html", context, status=422 if refused else 200)


@while_inviting
def check(request: AssessmentRequest, uploaded: str) -> HttpResponse:
    """Show what a list would do; with a yes, invite its people or a sample. A second yes does nothing."""
    waiting = actions.waiting_list(request.assessment, uploaded)
    if waiting is None:
        messages.success(request, _("This list was used or deleted already. Nothing was done again."))
        return redirect(request.address("invite-people"))
    if waiting.candidates:
        return _which_address(request, waiting)
    preview = preview_of(request.assessment, waiting)
    wants_sample = "people" in request.POST
    form = SampleForm(request.POST if wants_sample else None, of=len(preview.plan.new))
    if request.method == "POST" and (not wants_sample or form.is_valid()):
        try:
            done = actions.invite_waiting_list(
                assessment=request.assessment,
                key=uploaded,
                by=request.user,
                sample=form.sample() if wants_sample else None,
            )
        except ListOutdated as outdated:
            messages.error(request, str(outdated))
            return redirect(request.address("invite-list"))
        messages.success(request, _said(request, done) if done else _("This list was used already."))
        return redirect(request.address("invite-people"))
    return _preview_page(request, waiting, preview, form)


@require_POST
@assessment_page(Permission.RUN)
def throw_away(request: AssessmentRequest, uploaded: str) -> HttpResponse:
    """Delete a waiting list."""
    actions.throw_list_away(assessment=request.assessment, key=uploaded, by=request.user)
    messages.success(request, _("The list is deleted. Nobody was invited."))
    return redirect(request.address("invite-people"))


@require_safe
@assessment_page(Permission.RUN)
def template(request: AssessmentRequest, kind: str) -> HttpResponse:
    """An empty list to fill in."""
    if kind == "csv":
        response = HttpResponse(template_as_csv().encode(), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(template_as_xlsx(request.assessment), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{request.assessment.key}-people.{kind}"'
    return response


def _keep(request: AssessmentRequest, name: str, read: PeopleRead) -> HttpResponse:
    kept = actions.keep_list(assessment=request.assessment, file_name=name, read=read, by=request.user)
    return redirect(request.address("invite-list-check", uploaded=kept.pk))


def _ask(request: AssessmentRequest, name: str, refused: TableRefused) -> HttpResponse | None:
    """To the question which column to write to, if that is all that is wrong with a list."""
    if not isinstance(refused, WhichAddress) or not any(one.read for one in refused.candidates):
        return None
    asked = actions.keep_question(
        assessment=request.assessment, file_name=name, candidates=refused.candidates, by=request.user
    )
    return redirect(request.address("invite-list-check", uploaded=asked.pk))


def _which_address(request: AssessmentRequest, waiting: UploadedList) -> HttpResponse:
    form = WhichAddressForm(request.POST if request.method == "POST" else None, candidates=waiting.candidates)
    if request.method == "POST" and form.is_valid():
        actions.choose_address(waiting=waiting, column=form.cleaned_data["column"])
        return redirect(request.address("invite-list-check", uploaded=waiting.pk))
    unusable = [one["heading"] for one in waiting.candidates if not one["usable"]]
    context = {**_common(request), "waiting": waiting, "form": form, "unusable": unusable}
    return render(request, "invitations/list_which.html", {**context, "has_errors": bool(form.errors)})


def _preview_page(
    request: AssessmentRequest, waiting: UploadedList, preview: Preview, form: SampleForm
) -> HttpResponse:
    context = {
        **_common(request),
        "waiting": waiting,
        "preview": preview,
        "plan": preview.plan,
        "form": form,
        "has_errors": bool(form.errors),
        "may_sample": len(preview.plan.new) > 1,
    }
    return render(request, "invitations/list_check.html", context)


def _said(request: AssessmentRequest, done: Invited) -> str:
    """What happened to a list, and what comes next."""
    said = [
        ngettext("%(n)s person is added.", "%(n)s people are added.", done.new) % {"n": number(done.new)},
        _("This sent no letters."),
    ]
    if done.drawn:
        words = words_of(request.assessment)
        known = {**words["sector"], **words["staff_group"], "": _("the list does not say")}
        parts = [
            _("%(part)s %(drawn)s of %(of)s") % {"part": known.get(part, part), "drawn": number(n), "of": number(of)}
            for part, (n, of) in done.drawn.parts.items()
        ]
        said.insert(1, _("They were drawn at random: %(parts)s.") % {"parts": list_in_words(parts)})
    if done.changed:
        changed = ngettext("%(n)s invitation is changed.", "%(n)s invitations are changed.", done.changed)
        said.insert(1, changed % {"n": number(done.changed)})
    if done.left_out:
        said.append(actions.left_out_in_words(done.left_out))
    return " ".join(said)


def _known(request: AssessmentRequest) -> list[tuple[str, list[str]]]:
    words = words_of(request.assessment)
    labels = {
        "staff_group": _("Staff groups"),
        "sector": _("Sectors"),
        "locality": _("Localities"),
        "language": _("Languages"),
    }
    waves = list(request.assessment.waves.values_list("name", flat=True))
    known = [(label, list(words[field].values())) for field, label in labels.items()]
    return [(label, names) for label, names in [*known, (_("Waves"), waves)] if names]


def _common(request: AssessmentRequest) -> dict[str, Any]:
    return {"assessment": request.assessment, "where": request.where}
