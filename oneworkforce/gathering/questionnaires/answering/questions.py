"""The questions: where somebody works, then one theme a page, and the way to come back another day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme
from oneworkforce.gathering.questionnaires.answering.drawing import drawn
from oneworkforce.gathering.questionnaires.answering.offline import on_device
from oneworkforce.gathering.questionnaires.answering.progress import minutes_in_words, minutes_left
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, closed, under_way
from oneworkforce.gathering.questionnaires.answering.versions import YOUNG_PEOPLE, is_family, points_of
from oneworkforce.gathering.questionnaires.saving.saves import (
    LONGEST_COMMENT,
    Differs,
    plain,
    save_about,
    save_answers,
    save_comment,
    shown_as,
)
from oneworkforce.visitors import cookies
from oneworkforce.visitors.codes import in_groups
from oneworkforce.visitors.pages import page


@under_way
def about_you(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Sector and locality. Neither has to be said. Families are not asked, nor is whoever has a personal link."""
    if is_family(found.audience) or found.is_invited():
        return redirect("answer-check") if _is_change(request) else redirect("answer-theme", 1)
    sectors = found.framework.sectors
    localities = found.localities()
    if request.method == "POST":
        saved = save_about(
            key=found.key,
            sector=_one_of((sector.id for sector in sectors), request.POST.get("sector")),
            locality=_one_of((key for key, _name in localities), request.POST.get("locality")),
        )
        return _onward(request, found, "answer-theme", 1) if saved else closed(found)
    return page(
        "questionnaires/about_you.html",
        draft=found.draft,
        fingerprint=found.fingerprint,
        device=on_device(request, found, about=True, onward=_onward_to(request, "answer-theme", 1)),
        sectors=sectors,
        localities=localities,
        minutes=minutes_in_words(minutes_left(found.draft.sheet)),
        k=found.assessment.k,
        changing=_is_change(request),
    )


@under_way
def theme(request: HttpRequest, found: UnderWay, number: int) -> HttpResponseBase:
    """One theme's questions, and a comment on it."""
    if not 1 <= number <= len(found.themes):
        raise Http404
    asked = found.themes[number - 1]
    if request.method != "POST":
        return _theme_page(request, found, asked)
    changes = asked.changes(request.POST.get("shown", ""), request.POST.dict())
    if changes and not save_answers(key=found.key, changes=changes):
        return closed(found)
    comment = plain(request.POST.get("comment", ""))
    if asked.takes_comment and shown_as(comment) != request.POST.get("comment_shown"):
        if len(comment) > LONGEST_COMMENT:
            return _theme_page(request, found, asked, changes, typed=comment)
        try:
            if not save_comment(key=found.key, theme=asked.id, text=comment, shown=request.POST.get("comment_shown")):
                return closed(found)
        except Differs as differs:
            return _theme_page(request, found, asked, changes, typed=comment, other=differs.text)
    return _onward(request, found, *_after(found, asked))


@under_way
def come_back(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """The link and the code with which somebody goes on later, on any device."""
    return page(
        found.template("come_back"),
        assessment=found.assessment,
        link=cookies.public_address(request, reverse("answer-start", args=[found.code])),
        where=cookies.public_address(request, reverse("answer-enter")),
        code=in_groups(found.code),
        device=on_device(request, found),
        continue_at=found.next_address(),
        closes_on=found.assessment.closes_on,
    )


def _theme_page(
    request: HttpRequest,
    found: UnderWay,
    asked: AskedTheme,
    changes: dict[int, str] | None = None,
    typed: str | None = None,
    other: str | None = None,
) -> HttpResponse:
    """:param typed: a comment that is not saved, with what is wrong about it; :param other: the one that is there."""
    sheet = "".join((changes or {}).get(position, answer) for position, answer in enumerate(found.draft.sheet))
    comment = found.comments().get(asked.id, "")
    error = None
    if other is not None:
        error = _("You wrote something else here on another device. Make one text of the two, then save.")
    elif typed is not None:
        error = _("Make this comment shorter: it has %(letters)s letters, and there is room for 2,000.") % {
            "letters": f"{len(typed):,}"
        }
    return page(
        "questionnaires/young/question.html" if is_family(found.audience) else "questionnaires/theme.html",
        **_of_families(found, asked),
        asked=asked,
        name=found.names_of_themes()[asked.id],
        purpose=asked.purpose,
        themes=len(found.themes),
        stripe=[{"id": theme.id, "done": theme.number <= asked.number} for theme in found.themes],
        minutes=minutes_left(sheet, found.audience),
        minutes_text=minutes_in_words(minutes_left(sheet, found.audience)),
        sheet=sheet,
        drawn=drawn,
        shown=asked.slice_of(sheet),
        comment=comment if typed is None else typed,
        comment_other=other,
        comment_shown=shown_as(comment),
        comment_error=error,
        longest=LONGEST_COMMENT,
        has_errors=error is not None,
        fingerprint=found.fingerprint,
        device=on_device(request, found, asked=asked, onward=_onward_to(request, *_after(found, asked))),
        back=_back(request, found, asked),
        changing=_is_change(request),
    )


def _of_families(found: UnderWay, asked: AskedTheme) -> dict[str, Any]:
    """What the page of one question says besides, for young people and parents."""
    if not is_family(found.audience):
        return {}
    help_now = reverse("answer-help-now", args=[found.assessment.partnership.key])
    return {
        "assessment": found.assessment,
        "young": found.audience == YOUNG_PEOPLE,
        "points": points_of(found.assessment.framework, found.audience),
        "help_now": f"{help_now}?question={asked.number}",
    }


def _back(request: HttpRequest, found: UnderWay, asked: AskedTheme) -> str | None:
    """The page before; None where there is none: the first, for whoever is not asked where they work."""
    if _is_change(request):
        return reverse("answer-check")
    if asked.number > 1:
        return reverse("answer-theme", args=[asked.number - 1])
    return None if is_family(found.audience) or found.is_invited() else reverse("answer-about")


def _onward(request: HttpRequest, found: UnderWay, name: str, *args: int) -> HttpResponseBase:
    if request.POST.get("then") == "come-back":
        return redirect("answer-come-back")
    return redirect(_onward_to(request, name, *args))


def _onward_to(request: HttpRequest, name: str, *args: int) -> str:
    return reverse("answer-check") if _is_change(request) else reverse(name, args=args)


def _after(found: UnderWay, asked: AskedTheme) -> tuple[Any, ...]:
    return ("answer-theme", asked.number + 1) if asked.number < len(found.themes) else ("answer-check",)


def _is_change(request: HttpRequest) -> bool:
    """Whether somebody came from the page that lists all answers, and wants to go back there."""
    return request.GET.get("from") == "check"


def _one_of(known: Iterable[str], given: str | None) -> str:
    return given if given is not None and given in set(known) else ""
