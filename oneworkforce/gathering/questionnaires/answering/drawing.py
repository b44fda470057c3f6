"""A question as it stands on a page: drawn once for each answer that it can show, and then kept."""

from __future__ import annotations

import re
from functools import lru_cache

from django.template.loader import get_template
from django.utils.translation import get_language
from markupsafe import Markup

from oneworkforce.gathering.questionnaires.answering.asked import Question

BETWEEN_LINES = re.compile(r"\s*\n\s*")


def drawn(question: Question, value: str) -> Markup:
    """The question's markup, with the given answer chosen, in the language of the moment."""
    return _drawn(question, value, get_language())


@lru_cache(maxsize=4096)
def _drawn(question: Question, value: str, _language: str | None) -> Markup:
    text = get_template("questionnaires/question.html").render({"question": question, "value": value})
    # Autoescaped already; only the space between lines is evened out.
    return Markup(BETWEEN_LINES.sub("\n", text))  # noqa: S704
