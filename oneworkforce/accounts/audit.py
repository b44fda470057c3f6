"""The one way to write an audit event."""

from typing import Any

from oneworkforce.accounts.models import Event, User


def record(what: str, *, by: User | None, partnership: str = "", assessment: str = "", **details: Any) -> None:
    """Add an event, in the transaction of the action that it records.

    :param what: a verb phrase in the past, as in ``"assessment opened"``.
    :param by: who did it; None for the command line, which has no person.
    :param partnership: its key; :param assessment: its key; :param details: plain JSON values, never an answer.
    """
    Event.objects.create(by=by, what=what, partnership=partnership, assessment=assessment, details=details)
