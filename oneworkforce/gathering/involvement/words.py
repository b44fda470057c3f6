"""How an audience took part, in a sentence that the page and the report share."""

from __future__ import annotations

from django.utils.translation import ngettext

from oneworkforce.ui.wording import number


def questionnaire_in_words(people: int) -> str:
    """That an audience has a questionnaire, and how many sent it."""
    said = ngettext(
        "They have a questionnaire of their own: %(people)s person sent it.",
        "They have a questionnaire of their own: %(people)s people sent it.",
        people,
    )
    return said % {"people": number(people)}
