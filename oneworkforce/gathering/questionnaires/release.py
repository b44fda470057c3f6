"""How sent drafts become answer sheets: in batches of at least k people, in random order, with no way back.

No audit event is written here, nor when a draft is sent. An event has a time, and a figure that moved at a known time,
beside a person who was seen to answer at that time, is a way from the one to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.chunks import in_chunks
from oneworkforce.gathering.questionnaires.models import Comment, Draft, DraftComment, Sheet, ToolComment, random_id
from oneworkforce.gathering.questionnaires.privacy.at_close import count_at_close
from oneworkforce.gathering.questionnaires.privacy.leaving import decide_rows
from oneworkforce.gathering.questionnaires.privacy.mixing import chance, delete_drafts, take_turns
from oneworkforce.gathering.questionnaires.privacy.sources import keep_for_next_close
from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
from oneworkforce.gathering.questionnaires.privacy.workforces import count_workforces
from oneworkforce.gathering.questionnaires.tallies import Cell, add_to_tallies
from oneworkforce.partnerships.models import StaffGroup

Thing = TypeVar("Thing")


def release_if_enough(assessment: Assessment, staff_group: StaffGroup, waiting: int | None = None) -> None:
    """Release a staff group's drafts once 2k wait: all but k of them, drawn at random. Otherwise do nothing.

    So at least k always wait. What is released counts at the coming close, and until then nothing reads it.

    :param waiting: how many wait, where somebody has just counted them.
    """
    if waiting is None:
        waiting = _waiting(assessment).filter(staff_group=staff_group).count()
    if waiting < 2 * assessment.k:
        return
    with transaction.atomic():
        held = take_turns(assessment.pk)
        k = held.k
        keys = list(
            _waiting(assessment).filter(staff_group=staff_group).select_for_update().values_list("pk", flat=True)
        )
        if len(keys) >= 2 * k:
            chance.shuffle(keys)
            _release(assessment, staff_group.pk, keys[k:], held.coming_close)
            transaction.on_commit(leave_no_traces, robust=True)


def release_at_close(assessment: Assessment) -> None:
    """Release all that wait, and delete the drafts that were never sent.

    After an earlier close, a staff group's late answers are released only if at least k wait, or the difference between
    what was read then and now would be about fewer than k people; otherwise they go on waiting.
    """
    late = assessment.times_closed > 1
    with transaction.atomic():
        k = take_turns(assessment.pk).k
        # Locking every draft lets those being sent at this moment finish, and then sees them as sent.
        drafts = Draft.objects.filter(assessment=assessment).select_for_update()
        waiting: dict[int, list[str]] = defaultdict(list)
        unfinished = []
        for key, staff_group, sent in drafts.values_list("pk", "staff_group_id", "sent"):
            if sent:
                waiting[staff_group].append(key)
            else:
                unfinished.append(key)
        go_on_waiting = {staff_group for staff_group, keys in waiting.items() if late and len(keys) < k}
        for staff_group, keys in sorted(waiting.items()):
            if staff_group not in go_on_waiting:
                _release(assessment, staff_group, keys, assessment.times_closed)
        keep_for_next_close(assessment, go_on_waiting)
        delete_drafts(unfinished)
        count_at_close(assessment)
        decide_rows(assessment)
        transaction.on_commit(leave_no_traces, robust=True)


@dataclass(slots=True)
class _Batch:
    """What was taken out of drafts, pulled apart: nothing in it knows what came from the same draft."""

    sheets: list[tuple[str, str, str]]
    comments: list[tuple[str, str]]
    tool_comments: list[str]
    workforces: list[str]


def _waiting(assessment: Assessment) -> QuerySet[Draft]:
    return Draft.objects.filter(assessment=assessment, sent=True)


def _release(assessment: Assessment, staff_group: int, keys: Sequence[str], close: int) -> None:
    """Make sheets of drafts; they count at the close with that number."""
    batch = _take_out(keys)
    _insert(
        batch.sheets,
        lambda row: Sheet(
            assessment=assessment,
            staff_group_id=staff_group,
            sector=row[0],
            locality=row[1],
            sheet=row[2],
            close=close,
        ),
    )
    _insert(
        batch.comments,
        lambda row: Comment(assessment=assessment, staff_group_id=staff_group, theme=row[0], text=row[1], close=close),
    )
    _insert(batch.tool_comments, lambda text: ToolComment(assessment=assessment, text=text, close=close))
    cells: dict[Cell, list[str]] = defaultdict(list)
    for sector, locality, sheet in batch.sheets:
        cells[staff_group, sector, locality, close].append(sheet)
    add_to_tallies(assessment, cells)
    count_workforces(assessment=assessment, staff_group=staff_group, said=batch.workforces)


def _take_out(keys: Sequence[str]) -> _Batch:
    batch = _Batch([], [], [], [])
    for some in in_chunks(sorted(keys)):
        comments = DraftComment.objects.filter(draft__in=some)
        batch.comments += comments.values_list("theme", "text")
        for sector, locality, sheet, workforce, said in Draft.objects.filter(pk__in=some).values_list(
            "sector", "locality", "sheet", "workforce", "tool_comment"
        ):
            batch.sheets.append((sector, locality, sheet))
            batch.workforces.append(workforce)
            if said:
                batch.tool_comments.append(said)
    delete_drafts(keys)
    return batch


def _insert(things: list[Thing], make: Callable[[Thing], Sheet | Comment | ToolComment]) -> None:
    """Insert in random order, drawn anew for each table, so that places on disk say nothing across tables.

    Ids are random and handed out in ascending order after the shuffle: as random as before, and three times as fast,
    since each table is written from front to back.
    """
    chance.shuffle(things)
    ids = sorted(random_id() for _ in things)
    for some in in_chunks(list(zip(ids, things, strict=True))):
        rows = []
        for new_id, thing in some:
            row = make(thing)
            row.pk = new_id
            rows.append(row)
        type(rows[0])._default_manager.bulk_create(rows)  # type: ignore[arg-type]
