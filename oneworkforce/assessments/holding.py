"""The locks of an assessment, by purpose: so that people who answer never wait for those who list, plan or write."""

from __future__ import annotations

from enum import IntEnum

from django.db import connection

from oneworkforce.assessments.models import Assessment


class Purpose(IntEnum):
    """What an assessment is held for. PostgreSQL knows the purposes by these numbers: never give one to another."""

    STAGE = 1
    ANSWERS = 2
    PEOPLE = 3
    LETTERS = 4
    PLAN = 5
    ACTION_PLAN = 6
    REPORT = 7


# Who waits for whom, and why. Each purpose also waits for itself; what is not here goes on side by side.
WAITS_FOR: dict[Purpose, dict[Purpose, str]] = {
    Purpose.STAGE: {
        Purpose.ANSWERS: "A close releases what was sent, and so waits for whoever is starting or sending.",
        Purpose.PEOPLE: "An assessment that opens again keeps its invitations: a purge must not be half-way.",
        Purpose.PLAN: "A plan that is archived stays as it is.",
        Purpose.ACTION_PLAN: "So do goals, focus areas and actions.",
    },
    Purpose.ANSWERS: {Purpose.STAGE: "Nobody starts or sends once it is closed."},
    Purpose.PEOPLE: {Purpose.STAGE: "Whether people may be invited, or are to be erased, hangs on the stage."},
    Purpose.LETTERS: {},  # letters may be written at any stage
    Purpose.PLAN: {Purpose.STAGE: "Whether it may be changed hangs on the stage."},
    Purpose.ACTION_PLAN: {Purpose.STAGE: "Whether it may be changed hangs on the stage."},
    Purpose.REPORT: {},  # words saved a moment after the assessment was archived do no harm
}

OURS = 21 << 8
"""Sets these locks apart from any others in the database; the decision on them has this number (docs/adr/0021)."""


def hold(assessment: Assessment | int, purpose: Purpose) -> Assessment:
    """Hold an assessment for a purpose until the transaction ends, and return it as it is now.

    Take it before other rows are locked, and one purpose in a transaction: then nobody waits in a ring.

    :raises RuntimeError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An assessment is held until the transaction ends: begin one with transaction.atomic first.")
    number = assessment if isinstance(assessment, int) else assessment.pk
    found = Assessment.objects.select_related("partnership")
    # On SQLite the transaction is the only one that writes, from its first statement on.
    if connection.vendor == "postgresql":
        if purpose != Purpose.ANSWERS:
            _take_locks(number, purpose)
        if purpose in (Purpose.ANSWERS, Purpose.STAGE):
            # The row itself stands for answers (as in mixing.take_turns): it is read anyway, and a new stage is written
            # to it. Not the full lock, which whoever only adds a row that refers to the assessment would wait for.
            found = found.select_for_update(of=("self",), no_key=True)
    return found.get(pk=number)


def _take_locks(number: int, purpose: Purpose) -> None:
    """Locks that end with the transaction, which a pool of connections between here and PostgreSQL leaves alone."""
    shared = [other for other in WAITS_FOR[purpose] if other == Purpose.STAGE]
    with connection.cursor() as cursor:
        for stage in shared:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [OURS + stage, number])
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OURS + purpose, number])
