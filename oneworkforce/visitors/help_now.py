"""Get help now, and no thank you: anybody may open these pages; they change and note nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from oneworkforce.partnerships.contact_lines import lines_of
from oneworkforce.partnerships.queries import find_partnership
from oneworkforce.visitors.help_lines import CHECKED, EMERGENCY, LINES, NEUTRAL_PAGE
from oneworkforce.visitors.pages import answer_page, page

LONGEST_NUMBER = 3


@answer_page
def help_now(request: HttpRequest, partnership: str = "") -> HttpResponseBase:
    """Whom to call now. The address names the partnership whose lines it shows, and no person.

    `question` is the screen to go back to. The page reads no cookie that leads to answers.
    """
    found = find_partnership(partnership) if partnership else None
    question = request.GET.get("question", "")
    back = question if question.isdecimal() and len(question) <= LONGEST_NUMBER and int(question) else ""
    return page(
        "visitors/help_now.html",
        emergency=EMERGENCY,
        lines=LINES,
        own=lines_of(found.help_now) if found else [],
        partnership=found,
        checked=CHECKED,
        neutral=NEUTRAL_PAGE,
        back=reverse("answer-theme", args=[int(back)]) if back else None,
    )


@answer_page
def no_thank_you(request: HttpRequest) -> HttpResponseBase:
    """For somebody who doesn't want to take part."""
    return page("visitors/no_thank_you.html")
