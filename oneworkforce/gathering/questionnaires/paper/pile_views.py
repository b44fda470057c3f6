"""A pile of returned sheets: started, counted, checked, finished."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from oneworkforce.assessments.permissions import AssessmentRequest, assessment_page
from oneworkforce.assessments.stages import Doing, WrongStage
from oneworkforce.gathering.questionnaires.paper import actions
from oneworkforce.gathering.questionnaires.paper.counts import error_rate, progress_of
from oneworkforce.gathering.questionnaires.paper.finishing import NotReady, finish_pile
from oneworkforce.gathering.questionnaires.paper.forms import FinishForm, PileForm
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Checking, Pile, PileState
from oneworkforce.gathering.questionnaires.paper.typings import draw_share, take_next
from oneworkforce.partnerships.roles import Permission

DONE = (PileState.SENT, PileState.FINISHED)


def pile_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Guard a page of a pile. If the pile is done, go to its own page and say so."""

    @assessment_page(Permission.RUN)
    @wraps(view)
    def found(request: AssessmentRequest, pile: int, **kwargs: Any) -> HttpResponseBase:
        here = request.assessment.piles.select_related("staff_group").filter(pk=pile).first()
        if here is None:
            raise Http404
        here.assessment = request.assessment
        try:
            return view(request, here, **kwargs)
        except (actions.PileDone, WrongStage) as refusal:
            messages.error(request, str(refusal))
            return redirect(request.address("paper-pile", pile=here.pk))

    return found


@assessment_page(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: AssessmentRequest) -> HttpResponseBase:
    if not request.can(Doing.ANSWER):
        messages.error(request, _("Sheets can be typed in only while the assessment is open."))
        return redirect(request.address("paper"))
    form = PileForm(request.POST if request.method == "POST" else None, assessment=request.assessment)
    if request.method == "POST" and form.is_valid():
        try:
            pile = actions.start_pile(
                assessment=request.assessment, staff_group=form.chosen_group(), by=request.user, **form.values()
            )
        except WrongStage as refusal:
            messages.error(request, str(refusal))
            return redirect(request.address("paper"))
        return redirect(request.address("paper-pile", pile=pile.pk))
    return _form_page(request, form, _("Start a pile"), request.address("paper"))


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def edit(request: AssessmentRequest, pile: Pile) -> HttpResponseBase:
    """Change a pile's name, number of sheets, or checking."""
    if pile.state != PileState.OPEN:
        raise actions.PileDone(pile)
    form = PileForm(request.POST if request.method == "POST" else None, instance=pile, assessment=request.assessment)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_pile(pile=pile, by=request.user, **form.values())
        except actions.TooFewSheets as refusal:
            form.add_error("sheets", str(refusal))
        else:
            messages.success(request, _("The pile is changed."))
            return redirect(request.address("paper-pile", pile=pile.pk))
    return _form_page(request, form, _("Change the pile"), request.address("paper-pile", pile=pile.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def remove(request: AssessmentRequest, pile: Pile) -> HttpResponseBase:
    """Ask, then remove a pile."""
    if pile.state in DONE:
        raise actions.PileDone(pile)
    if request.method == "POST":
        actions.remove_pile(pile=pile, by=request.user)
        messages.success(request, _("The pile is removed, with all that was typed of it."))
        return redirect(request.address("paper"))
    return render(request, "questionnaires/paper/pile_remove.html", {"pile": pile, "where": request.where})


@require_safe
@pile_page
def pile(request: AssessmentRequest, pile: Pile) -> HttpResponse:
    """How far a pile is, and what comes next."""
    return render(request, "questionnaires/paper/pile.html", _context(request, pile))


@require_POST
@pile_page
def next_sheet(request: AssessmentRequest, pile: Pile) -> HttpResponseBase:
    """Go to the next sheet to type or check."""
    turn = SECOND if request.POST.get("turn") == str(SECOND) else FIRST
    if turn == SECOND and pile.checking == Checking.SHARE:
        pile = draw_share(pile=pile)
        pile.assessment = request.assessment
    return to_next(request, pile, turn)


def to_next(request: AssessmentRequest, pile: Pile, turn: int) -> HttpResponseBase:
    """The next sheet for this person, or the pile's page if none is left."""
    typing = take_next(pile=pile, turn=turn, by=request.user)
    if typing is None:
        messages.success(
            request,
            _("Every sheet is typed, or begun by somebody.")
            if turn == FIRST
            else _("Every sheet that is to be checked is typed a second time, or begun by somebody."),
        )
        return redirect(request.address("paper-pile", pile=pile.pk))
    page = "paper-sheet" if turn == FIRST else "paper-sheet-again"
    return redirect(request.address(page, pile=pile.pk, number=typing.number))


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def finish(request: AssessmentRequest, pile: Pile) -> HttpResponseBase:
    """Compare the totals with the pile, then send its answers."""
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = finish_pile(pile=pile, by=request.user, explanation=form.cleaned_data["explanation"])
        except NotReady as refusal:
            form.add_error("explanation", str(refusal))
        else:
            sent = done.typed - done.blank
            messages.success(
                request,
                ngettext(
                    "The answers of %(n)s sheet are sent. Now destroy the paper.",
                    "The answers of %(n)s sheets are sent. Now destroy the paper.",
                    sent,
                )
                % {"n": sent},
            )
            return redirect(request.address("paper-pile", pile=pile.pk))
    if pile.state != PileState.OPEN:
        return redirect(request.address("paper-pile", pile=pile.pk))
    context = {**_context(request, pile), "form": form, "has_errors": form.is_bound}
    return render(request, "questionnaires/paper/pile_finish.html", context, status=422 if form.is_bound else 200)


def _context(request: AssessmentRequest, pile: Pile) -> dict[str, Any]:
    progress = progress_of(pile)
    done = pile.state in DONE
    compared, differed = (pile.compared, pile.differed) if done else (progress.compared, progress.differed)
    rate = error_rate(differed, compared)
    return {
        "pile": pile,
        "progress": progress,
        "is_open": pile.state == PileState.OPEN,
        "done": done,
        "erased": pile.state == PileState.ERASED,
        "draws": pile.checking == Checking.SHARE and not pile.drawn,
        "compared": compared,
        "differed": differed,
        "rate": None if rate is None else f"{rate:.1f}",
        "closes_on": request.assessment.closes_on,
        "where": request.where,
    }


def _form_page(request: AssessmentRequest, form: PileForm, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "has_errors": bool(form.errors), "where": request.where}
    return render(request, "questionnaires/paper/pile_form.html", context, status=422 if form.errors else 200)
