"""The rules for an action's dates, in forms, actions and loaded plans alike."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _


def fault_of_dates(*, starts_on: date | None, due_on: date | None, ongoing: bool) -> tuple[str, str] | None:
    """The field that is wrong and what to say about it, or None."""
    # We can't guess which of the two is meant, so we ask.
    if ongoing and due_on is not None:
        return "due_on", _("An ongoing action has no due date. Remove the date, or untick “Ongoing”.")
    if starts_on is not None and due_on is not None and due_on < starts_on:
        return "due_on", _("The action would be due before it starts. Change one of the dates.")
    return None
