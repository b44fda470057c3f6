"""Typing one sheet: first, again, and where the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneworkforce.analysis import SYMBOLS
from oneworkforce.assessments.permissions import AssessmentRequest
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.gathering.questionnaires.paper import typings
from oneworkforce.gathering.questionnaires.paper.actions import PileDone
from oneworkforce.gathering.questionnaires.paper.entering import EntryForm, form_of
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Pile, PileState, Typing
from oneworkforce.gathering.questionnaires.paper.pile_views import pile_page, to_next
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED, TypingFault, symbols_in

STOP = "stop"
Differing = list[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def sheet(request: AssessmentRequest, pile: Pile, number: int) -> HttpResponseBase:
    return _typing_page(request, pile, number, FIRST)


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def again(request: AssessmentRequest, pile: Pile, number: int) -> HttpResponseBase:
    """Type a sheet a second time, without seeing the first."""
    return _typing_page(request, pile, number, SECOND)


@require_POST
@pile_page
def save(request: AssessmentRequest, pile: Pile, number: int) -> HttpResponseBase:
    """Save what is typed so far (the script, after each key). Answers the number of saves, or why not."""
    turn = SECOND if request.POST.get("turn") == str(SECOND) else FIRST
    typing = pile.typings.select_related("by").filter(number=number, turn=turn).first()
    if typing is None:
        return JsonResponse({"saved": False, "why": _("Nobody has begun this sheet.")}, status=404)
    typed, _faults = form_of(pile).read(request.POST, turn)
    try:
        require(request.assessment, Doing.ANSWER)
        saves = typings.save_typing(
            typing=typing,
            saves=_saves(request),
            typed=typed,
            by=request.user,
            number=_saves(request, "number"),
            under_way=_saves(request, "under-way"),
        )
    except (typings.Overtaken, typings.TypedTwice, PileDone) as refusal:
        return JsonResponse({"saved": False, "why": f"{refusal} {_('Load this page again.')}"}, status=409)
    return JsonResponse({"saved": True, "saves": saves})


@require_http_methods(["GET", "HEAD", "POST"])
@pile_page
def differences(request: AssessmentRequest, pile: Pile, number: int) -> HttpResponseBase:
    """Where a sheet's two typings differ: look at the paper and type what it says."""
    both = {one.turn: one for one in pile.typings.select_related("by").filter(number=number, complete=True)}
    if set(both) != {FIRST, SECOND} or pile.state != PileState.OPEN:
        raise Http404
    first, second = both[FIRST], both[SECOND]
    if first.agreed:
        messages.success(request, _("Sheet %(number)s is agreed on.") % {"number": number})
        return redirect(request.address("paper-pile", pile=pile.pk))
    form = form_of(pile)
    rows, faults = _rows(form, first, second, request.POST), []
    if request.method == "POST":
        faults = [row["fault"] for row in rows if row["fault"]]
        if not faults:
            try:
                typings.settle_differences(
                    typing=first,
                    saves=_saves(request),
                    second=second,
                    second_saves=second.saves,
                    typed=_settled(first, rows),
                )
            except typings.Overtaken as refusal:
                messages.error(request, str(refusal))
            return redirect(request.address("paper-pile", pile=pile.pk))
    context = {
        "pile": pile,
        "number": number,
        "rows": rows,
        "first": first,
        "second": second,
        "faults": [(fault.field, fault.message) for fault in faults],
        "has_errors": bool(faults),
        "where": request.where,
    }
    return render(request, "questionnaires/paper/differences.html", context, status=422 if faults else 200)


def _typing_page(request: AssessmentRequest, pile: Pile, number: int, turn: int) -> HttpResponseBase:
    if pile.state != PileState.OPEN:
        raise PileDone(pile)
    require(request.assessment, Doing.ANSWER)
    if pile.typings.filter(number=number, turn=FIRST, differed__isnull=False).exists():
        messages.error(request, str(typings.TypedTwice(number)))
        return redirect(request.address("paper-pile", pile=pile.pk))
    try:
        typing = typings.take(pile=pile, number=number, turn=turn, by=request.user)
    except ValueError:
        raise Http404 from None
    form = form_of(pile)
    if request.method != "POST":
        return _show(request, form, typing, form.values(typing))
    return _typed(request, form, typing, turn)


def _typed(request: AssessmentRequest, form: EntryForm, typing: Typing, turn: int) -> HttpResponseBase:
    typed, faults = form.read(request.POST, turn)
    given = {name: request.POST.get(name, "") for name in form.values(typing)}
    stops = request.POST.get("then") == STOP
    finished = not faults and not stops
    warnings = form.warnings(typed) if finished and request.POST.get("warned") != "yes" else []
    try:
        saves = typings.save_typing(
            typing=typing,
            saves=_saves(request),
            typed=typed,
            by=request.user,
            complete=finished and not warnings,
        )
    except typings.Overtaken as refusal:
        # What was typed here stays on the page, beside what is kept, and goes on only if somebody says so.
        faults = [TypingFault("", f"{refusal} {_('Your page has what you typed, the sheet below it what is kept.')}")]
        return _show(request, form, refusal.now, given, faults, kept=refusal.now)
    except typings.TypedTwice as refusal:
        messages.error(request, str(refusal))
        return redirect(request.address("paper-pile", pile=form.pile.pk))
    typing.saves = saves
    if warnings or (faults and not stops):
        return _show(request, form, typing, given, faults, warnings=warnings)
    if stops:
        return redirect(request.address("paper-pile", pile=form.pile.pk))
    return to_next(request, form.pile, turn)


def _show(
    request: AssessmentRequest,
    form: EntryForm,
    typing: Typing,
    given: dict[str, str],
    faults: Sequence[TypingFault] = (),
    warnings: Sequence[Any] = (),
    kept: Typing | None = None,
) -> HttpResponse:
    faulty: dict[str, list[str]] = {}
    for fault in faults:
        faulty.setdefault(fault.field, []).append(fault.message)
    unfinished = [part.field for part in form.parts if len(symbols_in(given[part.field])) < len(part.lines)]
    nothing_yet = bool(form.sectors) and not any(given[part.field] for part in form.parts)
    context = {
        "form": form,
        "pile": form.pile,
        "typing": typing,
        "again": typing.turn == SECOND,
        "given": given,
        "shown": {part.field: symbols_in(given[part.field]) for part in form.parts},
        "first_field": "sector" if nothing_yet else (unfinished or [""])[0],
        "faults": [(fault.field or None, fault.message) for fault in faults],
        "faulty": faulty,
        "warnings": warnings,
        "kept": form.values(kept) if kept else None,
        "kept_by": kept.by if kept else None,
        "has_errors": bool(faults),
        "where": request.where,
    }
    return render(request, "questionnaires/paper/sheet.html", context, status=422 if faults else 200)


def _saves(request: AssessmentRequest, field: str = "saves") -> int:
    given = request.POST.get(field, "")
    return int(given) if given.isdecimal() and len(given) < 10 else typings.UNNUMBERED


def _rows(form: EntryForm, first: Typing, second: Typing, given: Any) -> Differing:
    """A row for each difference, with what the form says and its fault."""
    places = set(typings.differing(first, second))
    rows: Differing = []
    for name, label, options in (
        ("sector", _("Sector"), form.sectors),
        ("locality", _("Place"), form.localities),
    ):
        values = getattr(first, name), getattr(second, name)
        if values[0] != values[1]:
            words = {"": _("not said"), **dict(options)}
            said = given.get(name)
            fault = TypingFault(name, _("%(what)s: choose what the paper says.") % {"what": label})
            row: dict[str, Any] = {"field": name, "label": label, "line": None, "options": options}
            row |= {"first": words.get(values[0], values[0]), "second": words.get(values[1], values[1])}
            rows.append({**row, "said": said or UNTYPED, "fault": None if said in words or not given else fault})
    for theme, line in form.lines():
        if line.position not in places:
            continue
        field = f"q{line.position}"
        said = symbols_in(given.get(field, ""))
        right = len(said) == 1 and said in SYMBOLS
        message = _("%(theme)s, question %(number)s: type what the paper says, 1 to 5, d, n or a full stop.")
        fault = TypingFault(field, message % {"theme": theme.name, "number": line.number})
        row = {"field": field, "label": theme.name, "line": line, "options": ()}
        row |= {"first": first.sheet[line.position], "second": second.sheet[line.position]}
        rows.append({**row, "said": said, "fault": None if right or not given else fault})
    return rows


def _settled(first: Typing, rows: Differing) -> typings.Typed:
    sheet = list(first.sheet)
    about = {"sector": first.sector, "locality": first.locality}
    for row in rows:
        if row["line"] is None:
            about[row["field"]] = row["said"]
        else:
            sheet[row["line"].position] = row["said"]
    assert UNTYPED not in sheet  # noqa: S101 (both typings are complete)
    return typings.Typed("".join(sheet), about["sector"], about["locality"])
