"""The questions: where somebody works, then one theme a page, and the way to come back another day.

A form goes to the address of the page that comes next, and its field `of` says which page it stood on. So one request
saves the one page and shows the other, which stands at its own address. A form that goes to the address of its own page
is saved and led on: that is what its other buttons do, and all of them on a shared device, where “back” must not offer
to send somebody's answers again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oneworkforce.frameworks.rules import CHILDREN, YOUNG_PEOPLE
from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme
from oneworkforce.gathering.questionnaires.answering.drawing import drawn
from oneworkforce.gathering.questionnaires.answering.forms import WORKFORCES
from oneworkforce.gathering.questionnaires.answering.offline import on_device
from oneworkforce.gathering.questionnaires.answering.progress import minutes_in_words, minutes_left
from oneworkforce.gathering.questionnaires.answering.under_way import UnderWay, closed, under_way
from oneworkforce.gathering.questionnaires.answering.versions import is_family, points_of
from oneworkforce.gathering.questionnaires.saving.marks import form_of, new_page
from oneworkforce.gathering.questionnaires.saving.saves import (
    LONGEST_COMMENT,
    AboutYou,
    CameBefore,
    Differs,
    plain,
    save_about_form,
    save_comment,
    save_form,
    shown_as,
)
from oneworkforce.ui.addresses import address_of
from oneworkforce.visitors import cookies
from oneworkforce.visitors.codes import in_groups
from oneworkforce.visitors.gaps import Gaps, page_with_gaps
from oneworkforce.visitors.pages import page

ABOUT = "about"
"""The name of the page on where somebody works, in a form's field `of`; pages of questions have their numbers."""


@under_way
def about_you(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """Sector, locality, core or wider: none has to be said. Not asked: families, and whoever has a personal link."""
    if is_not_asked_about(found):
        return redirect("answer-check") if _is_change(request) else redirect("answer-theme", 1)
    if request.method == "POST":
        return save_page(request, found, ABOUT) or _onward(request, address_of("answer-theme", 1))
    return about_page(request, found)


@under_way
def theme(request: HttpRequest, found: UnderWay, number: int) -> HttpResponseBase:
    """One theme's questions, and a comment on it."""
    if not 1 <= number <= len(found.themes):
        raise Http404
    asked = found.themes[number - 1]
    if request.method != "POST":
        return theme_page(request, found, asked)
    own = str(number)
    of = request.POST.get("of", own)
    then = _onward(request, _after(found, asked)) if of == own else None
    return save_page(request, found, of) or then or theme_page(request, found, asked)


def save_page(request: HttpRequest, found: UnderWay, of: str) -> HttpResponseBase | None:
    """Save what a page's form holds, and change `found` with it; gives what to show where that cannot be done.

    :param of: ABOUT, or the number of a page of questions. :raises Http404: for a page that there is not.
    """
    try:
        if of == ABOUT:
            return None if is_not_asked_about(found) or _save_about(request, found) else closed(found)
        asked = next((one for one in found.themes if str(one.number) == of), None)
        if asked is None:
            raise Http404
        given: dict[str, str] = request.POST.dict()
        changes = asked.changes(given.get("shown", ""), given)
        form = form_of(given)
        if changes and not save_form(key=found.key, framework=found.framework, changes=changes, form=form):
            return closed(found)
    except CameBefore:
        return None
    found.answered(changes)
    comment = plain(request.POST.get("comment", ""))
    if asked.takes_comment and shown_as(comment) != request.POST.get("comment_shown"):
        if len(comment) > LONGEST_COMMENT:
            return theme_page(request, found, asked, typed=comment)
        try:
            if not save_comment(key=found.key, theme=asked.id, text=comment, shown=request.POST.get("comment_shown")):
                return closed(found)
        except Differs as differs:
            return theme_page(request, found, asked, typed=comment, other=differs.text)
        found.commented(asked.id, comment)
    return None


def about_page(request: HttpRequest, found: UnderWay) -> HttpResponse:
    """Where somebody works, as a page."""
    onward = _onward_to(request, address_of("answer-theme", 1))
    device = on_device(request, found, about=True, onward=onward)
    gaps = Gaps(
        kept=device.shared is None,
        draft=found.fingerprint,
        once=new_page(),
        marks=device.marks,
        minutes=minutes_in_words(minutes_left(found.assessment.framework, found.audience, found.draft.sheet)),
    )
    return page_with_gaps(
        "questionnaires/about_you.html",
        gaps,
        fingerprint=gaps.draft,
        once=gaps.once,
        of=ABOUT,
        device=replace(device, draft=gaps.draft, marks=gaps.marks),
        onward=onward,
        place=_own(request, address_of("answer-about")),
        chosen_sector=found.draft.sector,
        chosen_locality=found.draft.locality,
        chosen_workforce=found.draft.workforce,
        sectors=found.framework.sectors,
        localities=tuple(found.localities()),
        workforces=tuple((str(kind), str(words)) for kind, words in WORKFORCES.items()),
        minutes=gaps.minutes,
        k=found.assessment.k,
        changing=_is_change(request),
    )


@under_way
def come_back(request: HttpRequest, found: UnderWay) -> HttpResponseBase:
    """The link and the code with which somebody goes on later, on any device."""
    return page(
        found.template("come_back"),
        assessment=found.assessment,
        link=cookies.public_address(request, reverse("answer-start", args=[found.code])),
        where=cookies.public_address(request, address_of("answer-enter")),
        code=in_groups(found.code),
        device=on_device(request, found),
        continue_at=found.next_address(),
        closes_on=found.assessment.closes_on,
    )


def theme_page(
    request: HttpRequest, found: UnderWay, asked: AskedTheme, typed: str | None = None, other: str | None = None
) -> HttpResponse:
    """:param typed: a comment that is not saved, with what is wrong about it; :param other: the one that is there."""
    sheet = found.draft.sheet
    comment = found.comments.get(asked.id, "")
    error = None
    if other is not None:
        error = _("You wrote something else here on another device. Make one text of the two, then save.")
    elif typed is not None:
        error = _("Make this comment shorter: it has %(letters)s letters, and there is room for 2,000.") % {
            "letters": f"{len(typed):,}"
        }
    onward = _onward_to(request, _after(found, asked))
    device = on_device(request, found, asked=asked, onward=onward)
    minutes = minutes_left(found.assessment.framework, found.audience, sheet)
    family = is_family(found.audience)
    gaps = Gaps(
        kept=not (error or device.shared or family),
        draft=found.fingerprint,
        once=new_page(),
        marks=device.marks,
        minutes=minutes_in_words(minutes),
        shown=asked.slice_of(sheet),
        comment=comment if typed is None else typed,
        comment_shown=shown_as(comment),
        **({} if family else drawn(asked, sheet)),
    )
    return page_with_gaps(
        "questionnaires/young/question.html" if family else "questionnaires/theme.html",
        gaps,
        **_of_families(found, asked),
        number=asked.number,
        theme=asked.id,
        name=found.names_of_themes()[asked.id],
        purpose=asked.purpose,
        themes=len(found.themes),
        stripe=tuple((theme.id, theme.number <= asked.number) for theme in found.themes),
        unfinished=bool(minutes),
        minutes_text=gaps.minutes,
        questions=() if family else tuple(gaps.by_name[question.field] for question in asked.questions),
        shown=gaps.shown,
        comment=gaps.comment,
        comment_other=other,
        comment_shown=gaps.comment_shown,
        comment_error=error,
        longest=LONGEST_COMMENT,
        has_errors=error is not None,
        fingerprint=gaps.draft,
        once=gaps.once,
        of=asked.number,
        device=replace(device, draft=gaps.draft, marks=gaps.marks),
        onward=onward,
        place=_own(request, address_of("answer-theme", asked.number)),
        back=_back(request, found, asked),
    )


def _of_families(found: UnderWay, asked: AskedTheme) -> dict[str, Any]:
    """What the page of one question says besides, for young people, children and parents."""
    if not is_family(found.audience):
        return {}
    help_now = reverse("answer-help-now", args=[found.assessment.partnership.key])
    return {
        "assessment": found.assessment,
        "asked": asked,
        "sheet": found.draft.sheet,
        "young": found.audience == YOUNG_PEOPLE,
        "with_grown_up": found.audience == CHILDREN,
        "points": points_of(found.assessment.framework, found.audience),
        "help_now": f"{help_now}?question={asked.number}",
    }


def first_address(found: UnderWay) -> str:
    """The address of somebody's first page."""
    return address_of("answer-theme", 1) if is_family(found.audience) else address_of("answer-about")


def is_not_asked_about(found: UnderWay) -> bool:
    """Whether somebody is not asked where they work."""
    return is_family(found.audience) or found.is_invited()


def _save_about(request: HttpRequest, found: UnderWay) -> bool:
    about = AboutYou(
        sector=_one_of((sector.id for sector in found.framework.sectors), request.POST.get("sector")),
        locality=_one_of((key for key, _name in found.localities()), request.POST.get("locality")),
        workforce=_one_of(WORKFORCES, request.POST.get("workforce")),
    )
    return save_about_form(key=found.key, form=form_of(request.POST.dict()), framework=found.framework, about=about)


def _back(request: HttpRequest, found: UnderWay, asked: AskedTheme) -> str | None:
    """The page before; None where there is none: the first, for whoever is not asked where they work."""
    if _is_change(request):
        return address_of("answer-check")
    if asked.number > 1:
        return address_of("answer-theme", asked.number - 1)
    return None if is_not_asked_about(found) else address_of("answer-about")


def _onward(request: HttpRequest, address: str) -> HttpResponseBase:
    if request.POST.get("then") == "come-back":
        return redirect("answer-come-back")
    return redirect(_onward_to(request, address))


def _onward_to(request: HttpRequest, address: str) -> str:
    return address_of("answer-check") if _is_change(request) else address


def _after(found: UnderWay, asked: AskedTheme) -> str:
    return address_of("answer-check") if asked is found.themes[-1] else address_of("answer-theme", asked.number + 1)


def _own(request: HttpRequest, address: str) -> str:
    return f"{address}?from=check" if _is_change(request) else address


def _is_change(request: HttpRequest) -> bool:
    """Whether somebody came from the page that lists all answers, and wants to go back there."""
    return request.GET.get("from") == "check" or request.path == address_of("answer-check")


def _one_of(known: Iterable[str], given: str | None) -> str:
    return given if given is not None and given in set(known) else ""
