"""Saving each answer as it is given. The busiest address of the site: one statement in the database, and no page."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from oneworkforce.gathering.questionnaires.answering import cookies
from oneworkforce.gathering.questionnaires.answering.asked import is_answer
from oneworkforce.gathering.questionnaires.answering.forms import plain, shown_as
from oneworkforce.gathering.questionnaires.answering.pages import answer_page
from oneworkforce.gathering.questionnaires.drafts import LONGEST_COMMENT, draft_key, save_answers, save_comment

FIELD = re.compile(r"q(\d{1,3})")


@answer_page
def save(request: HttpRequest) -> HttpResponseBase:
    """Save some answers, a comment, or both.

    Takes form fields: ``draft`` (the page's fingerprint), ``q<position>`` for each answer, ``theme`` with ``comment``.
    Gives JSON: ``saved``, and ``why`` in words where it is false; ``comment_shown`` for a comment. Statuses: 200
    saved, 400 nothing to save, 404 no questionnaire here, 409 this browser holds another, 410 it cannot be changed now.
    """
    code = cookies.remembered_code(request)
    if request.method != "POST" or not code:
        return _not_saved(404, _("This device has no questionnaire under way, so this was not saved."))
    if request.POST.get("draft") != cookies.fingerprint(code):
        return _not_saved(
            409, _("Another questionnaire was started in this browser, so this page can no longer save..")
        )
    given: dict[str, str] = request.POST.dict()
    answers = {
        int(found[1]): value for name, value in given.items() if (found := FIELD.fullmatch(name)) and is_answer(value)
    }
    comment = plain(given["comment"]) if given.get("theme") and "comment" in given else None
    if not answers and comment is None:
        return _not_saved(400, _("There was nothing to save."))
    if comment is not None and len(comment) > LONGEST_COMMENT:
        return _not_saved(400, _("This comment is too long to save: there is room for 2,000 letters."))
    key = draft_key(code)
    try:
        saved = (not answers or save_answers(key=key, changes=answers)) and (
            comment is None or save_comment(key=key, theme=given["theme"], text=comment)
        )
    except ValueError:  # a position or a theme that this questionnaire does not ask
        return _not_saved(400, _("There was nothing to save."))
    if not saved:
        return _not_saved(410, _("This questionnaire has closed or was sent, so this was not saved."))
    return JsonResponse({"saved": True} if comment is None else {"saved": True, "comment_shown": shown_as(comment)})


def _not_saved(status: int, why: str) -> JsonResponse:
    return JsonResponse({"saved": False, "why": why}, status=status)
