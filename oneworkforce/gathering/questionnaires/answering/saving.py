"""Saving each answer as it is given. The busiest address of the site: one statement in the database, and no page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from oneworkforce.gathering.questionnaires.answering.asked import is_answer
from oneworkforce.gathering.questionnaires.drafts import draft_key
from oneworkforce.gathering.questionnaires.saving.marks import LONGEST_WAS, MARK
from oneworkforce.gathering.questionnaires.saving.saves import (
    LONGEST_COMMENT,
    AboutYou,
    Act,
    Gone,
    Kept,
    plain,
    save_about,
    save_about_unless_newer,
    save_answers,
    save_comment,
    save_comment_unless_newer,
    save_unless_newer,
    shown_as,
)
from oneworkforce.visitors import cookies
from oneworkforce.visitors.pages import answer_page

FIELD = re.compile(r"q(\d{1,3})")


@answer_page
def save(request: HttpRequest) -> HttpResponseBase:
    """Save some answers, a comment, where somebody works, or all of them.

    Takes form fields: ``draft`` (the page's fingerprint); ``q<position>`` for each answer; ``theme`` with ``comment``;
    ``sector`` with ``locality`` and ``workforce``. Beside each, ``mark_<name>`` (its new mark) and ``was_<name>`` (the
    marks that its page believed in, with spaces between), where the name is that of the answer, ``comment`` or
    ``about``: then it is saved only over one of those. Without them it is what somebody does now, and is saved.

    Gives JSON: ``saved``, and ``why`` in words where it is false; ``comment_shown`` for a comment; ``kept``, by name,
    with the value and the mark of each that stays, as it is newer than what came. Statuses: 200 saved, 400 nothing to
    save, 404 no questionnaire here, 409 this browser holds another, 410 it cannot be changed now.
    """
    code = cookies.remembered_code(request)
    if request.method != "POST" or not code:
        return _not_saved(404, _("This device has no questionnaire under way, so this was not saved."))
    if request.POST.get("draft") != cookies.fingerprint(code):
        return _not_saved(409, _("Another questionnaire was started in this browser, so this page can no longer save."))
    given: dict[str, str] = request.POST.dict()
    comment = plain(given["comment"]) if given.get("theme") and "comment" in given else None
    if comment is not None and len(comment) > LONGEST_COMMENT:
        return _not_saved(400, _("This comment is too long to save: there is room for 2,000 letters."))
    key = draft_key(code)
    try:
        kept = _save_answers(key, given)
        if comment is not None:
            kept = _together(kept, _save_comment(key, given, comment))
        if "sector" in given and "locality" in given:
            kept = _together(kept, _save_about(key, given))
    except ValueError:  # a position, a theme or a place that this questionnaire does not have
        kept = None
    except Gone:
        return _not_saved(410, _("This questionnaire has closed or was sent, so this was not saved."))
    if kept is None:
        return _not_saved(400, _("There was nothing to save."))
    answer: dict[str, object] = {"saved": True}
    if comment is not None:
        answer["comment_shown"] = shown_as(kept["comment"].value if "comment" in kept else comment)
    if kept:
        answer["kept"] = {name: [one.value, one.mark] for name, one in kept.items()}
    return JsonResponse(answer)


def _save_answers(key: str, given: Mapping[str, str]) -> dict[str, Kept] | None:
    """What stays of the answers; None where there is none among what is given."""
    now, late = {}, {}
    for name, value in given.items():
        field = FIELD.fullmatch(name)
        if field and is_answer(value):
            act = _act(given, name, value)
            if act:
                late[int(field[1])] = act
            else:
                now[int(field[1])] = value
    if now and not save_answers(key=key, changes=now):
        raise Gone
    kept = save_unless_newer(key=key, acts=late) if late else {}
    return {f"q{position}": one for position, one in kept.items()} if now or late else None


def _save_comment(key: str, given: Mapping[str, str], comment: str) -> dict[str, Kept]:
    act = _act(given, "comment", comment)
    if act:
        kept = save_comment_unless_newer(key=key, theme=given["theme"], act=act)
        return {"comment": kept} if kept else {}
    if not save_comment(key=key, theme=given["theme"], text=comment):
        raise Gone
    return {}


def _save_about(key: str, given: Mapping[str, str]) -> dict[str, Kept]:
    about = AboutYou(given["sector"], given["locality"], given.get("workforce", ""))
    act = _act(given, "about", "")
    if act:
        kept = save_about_unless_newer(key=key, about=about, act=act)
        return {"about": kept} if kept else {}
    if not save_about(key=key, about=about):
        raise Gone
    return {}


def _act(given: Mapping[str, str], name: str, value: str) -> Act | None:
    mark, was = given.get(f"mark_{name}", ""), given.get(f"was_{name}", "")
    return Act(value, mark, was[:LONGEST_WAS]) if MARK.fullmatch(mark) and was else None


def _together(one: dict[str, Kept] | None, other: dict[str, Kept]) -> dict[str, Kept]:
    return {**(one or {}), **other}


def _not_saved(status: int, why: str) -> JsonResponse:
    return JsonResponse({"saved": False, "why": why}, status=status)
