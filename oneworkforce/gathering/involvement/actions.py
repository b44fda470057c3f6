from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.gathering.involvement.models import Involvement

FIELDS = ("how", "words", "again", "lead")


class ChangedMeanwhile(Exception):
    """Somebody else saved other words in the meantime. The message is for the screen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this since you opened it. Theirs is shown beside yours: "
                "save again to keep yours."
            )
        )


def as_seen(involvement: Involvement | None) -> str:
    """A short digest of what a page shows; "" if nothing is recorded."""
    if involvement is None:
        return ""
    return sha256("\x1f".join(getattr(involvement, field) for field in FIELDS).encode()).hexdigest()[:16]


@transaction.atomic
def record_involvement(
    *, assessment: Assessment, audience: str, seen: str, by: User | None, **given: str
) -> Involvement:
    """Record how an audience takes part, or why not yet.

    :param seen: `as_seen` of what the writer saw. :param given: `how`, `words`, `again`, `lead`.
    :raises ChangedMeanwhile: somebody saved other words since. :raises WrongStage: the assessment is archived.
    """
    require(assessment, Doing.WRITE_REPORT)
    found = assessment.involvements.select_for_update().filter(audience=audience).first()
    if found is not None and all(getattr(found, field) == given.get(field, "") for field in FIELDS):
        return found
    if as_seen(found) != seen:
        raise ChangedMeanwhile
    kept = {field: given.get(field, "") for field in FIELDS}
    involvement, _made = assessment.involvements.update_or_create(audience=audience, defaults=kept)
    _note("involvement of children and families recorded", assessment, by, audience=audience, how=kept["how"])
    return involvement


def _note(what: str, assessment: Assessment, by: User | None, **details: str) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
