"""Questions as they stand on a page: each drawn once for each answer that it can show, and then kept."""

from __future__ import annotations

import re
from functools import lru_cache

from django.template.loader import get_template
from django.utils.translation import get_language
from markupsafe import Markup

from oneworkforce.gathering.questionnaires.answering.asked import AskedTheme, Question

BETWEEN_LINES = re.compile(r"\s*\n\s*")


def drawn(theme: AskedTheme, sheet: str) -> dict[str, Markup]:
    """The markup of a theme's questions by their fields, with the answers of a sheet chosen, in the language now."""
    language = get_language()
    return {question.field: _drawn(question, sheet[question.position], language) for question in theme.questions}


@lru_cache(maxsize=4096)
def _drawn(question: Question, value: str, _language: str | None) -> Markup:
    text = get_template("questionnaires/question.html").render({"question": question, "value": value})
    # Autoescaped already; only the space between lines is evened out.
    return Markup(BETWEEN_LINES.sub("\n", text))  # noqa: S704
