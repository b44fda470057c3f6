"""Sent drafts that wait are written anew, all of a group at once and in random order, whenever one of them changes.

A database notes more than its columns: PostgreSQL which transaction wrote a row, both databases where it lies. Beside
the same notes on invitations (who finished after whom) that would join people to answers. Written together and by
chance, rows that wait say nothing of who came when. There are never many: 2k of them are released.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import Model

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.chunks import in_chunks
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, ToolComment, random_id
from oneworkforce.gathering.questionnaires.prepared import (
    Finder,
    Statement,
    columns_of,
    delete,
    insert,
    number_slot,
)

# Not reproducible, on purpose: who could repeat the draw could undo it.
chance = secrets.SystemRandom()
LOCKED = Finder(Assessment, by="id", lock=True)
CROWD = 100
"""Released comments on the questionnaire that are written anew beside a new one: more than the largest 2k."""


def take_turns(assessment: int) -> Assessment:
    """Wait until no other process sends, releases or closes here. (On SQLite the transaction has done so already.)

    Not the full lock: rows that refer to the assessment may still be added meanwhile.

    :raises Assessment.DoesNotExist: where it was deleted.
    """
    found = LOCKED.find(assessment)
    if found is None:
        raise Assessment.DoesNotExist
    return found


def mix_waiting(*, assessment: int, staff_group: int) -> int:
    """Write the sent drafts of a staff group anew, with their comments, each table in a random order of its own.

    In the transaction of what changed one of them, after `take_turns`. They are deleted and inserted, not updated: an
    updated row stays near its old place, which says when its person began.

    :returns: how many wait.
    """
    # Comments first, as they refer to drafts; the databases look at that when all is done.
    taken_out = [(statement(), statement().rows(assessment, staff_group)) for statement in (_comments_out, _drafts_out)]
    comments, drafts = (rows for _statement, rows in taken_out)
    write_anew(Draft, drafts)
    write_anew(DraftComment, comments)
    return len(drafts)


@cache
def _drafts_out() -> Statement:
    """Takes out the sent drafts that wait, all columns of them. Values: the assessment, the staff group."""
    waiting = Draft.objects.filter(assessment=number_slot(0), staff_group=number_slot(1), sent=True)
    return delete(waiting, columns_of(Draft))


@cache
def _comments_out() -> Statement:
    """Takes out these drafts' comments, all columns of them. Values: the assessment, the staff group."""
    waiting = Draft.objects.filter(assessment=number_slot(0), staff_group=number_slot(1), sent=True)
    return delete(DraftComment.objects.filter(draft__in=waiting.values("pk")), columns_of(DraftComment))


def write_anew(model: type[Model], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows as the driver gave them, shuffled: objects would take three times as long."""
    chance.shuffle(rows)
    inserting(model).run_for_each(rows)


@cache
def inserting(model: type[Model]) -> Statement:
    """The statement that inserts a row, written once."""
    return insert(model)


def add_tool_comment(*, assessment: Assessment, text: str) -> None:
    """Keep what somebody said of the questionnaire after their draft was released, among others written anew with it.

    It is shown from the coming close on.

    In a transaction of its own, after `take_turns`: for its writer has just been noted as finished.
    """
    said = ToolComment.objects.filter(assessment=assessment)
    ids = list(said.values_list("pk", flat=True))
    crowd = list(said.filter(pk__in=chance.sample(ids, min(CROWD, len(ids)))).select_for_update())
    texts = [(comment.text, comment.close) for comment in crowd] + [(text, assessment.coming_close)]
    old = said.filter(pk__in=[comment.pk for comment in crowd])
    old._raw_delete(old.db)
    chance.shuffle(texts)
    ToolComment.objects.bulk_create(
        ToolComment(pk=random_id(), assessment=assessment, text=one, close=close) for one, close in texts
    )


def delete_drafts(keys: Sequence[str]) -> None:
    """Delete drafts by their keys, with their comments."""
    for some in in_chunks(sorted(keys)):
        DraftComment.objects.filter(draft__in=some).delete()
        drafts = Draft.objects.filter(pk__in=some)
        # What refers to them is gone already, so there is no need to fetch each draft again, as delete() would.
        drafts._raw_delete(drafts.db)
