"""The only way to write an audit event."""

from typing import Any

from oneworkforce.accounts.models import Event, User


def record(what: str, *, by: User | None, partnership: str = "", assessment: str = "", **details: Any) -> None:
    """Record what somebody did, in the same transaction as doing it.

    :param what: a verb phrase in the past, such as ``"assessment opened"``.
    :param by: None for the command line, which has no person.
    :raises TypeError: for anybody who is neither, such as a visitor who isn't signed in.
    :param partnership: its key; :param assessment: its key; :param details: plain JSON, never an answer.
    """
    if not (by is None or isinstance(by, User)):
        raise TypeError(f"“{what}” needs to know who did it: pass by=request.user, or by=None from the command line")
    Event.objects.create(by=by, what=what, partnership=partnership, assessment=assessment, details=details)
