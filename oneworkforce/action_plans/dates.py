"""When an action happens: which dates go together. One rule, for forms, actions and plans that are loaded."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _


def fault_of_dates(*, starts_on: date | None, due_on: date | None, ongoing: bool) -> tuple[str, str] | None:
    """What is wrong with an action's dates: the field to look at and the words for it. None when they go together.

    Ongoing and due on a day exclude each other: which of the two is meant cannot be guessed, so the person is asked.
    """
    if ongoing and due_on is not None:
        return "due_on", _("An ongoing action has no due date. Take away the date, or untick “Ongoing”.")
    if starts_on is not None and due_on is not None and due_on < starts_on:
        return "due_on", _("The action would be due before it starts. Change one of the two dates.")
    return None
