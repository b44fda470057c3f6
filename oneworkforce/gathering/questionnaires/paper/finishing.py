"""Finishing a pile: its sheets become sent drafts, shuffled, under random keys; what was typed is deleted at once.

Three steps, so that nothing in the database joins a pile's name to its drafts (on PostgreSQL, rows written in one
transaction share its number):

1. One transaction checks, makes the drafts, mixes them with the group's waiting ones, deletes what was typed and keeps
   the counts.
2. A second one rewrites the pile's row, who knows how many sheets, and the audit event, under its own number. If the
   power went in between, `settle` does it when somebody next opens the paper page or the assessment closes.
3. The release, if enough wait, is like any other.
"""

from __future__ import annotations

import secrets
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, require
from oneworkforce.gathering.questionnaires.chunks import in_chunks
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, random_id
from oneworkforce.gathering.questionnaires.paper.counts import PileProgress, progress_of
from oneworkforce.gathering.questionnaires.paper.models import Pile, PileState, Typing
from oneworkforce.gathering.questionnaires.privacy.mixing import chance, mix_waiting, take_turns
from oneworkforce.gathering.questionnaires.privacy.sources import note_known, source_of, write_anew
from oneworkforce.gathering.questionnaires.privacy.traces import leave_no_traces
from oneworkforce.gathering.questionnaires.release import release_if_enough


class NotReady(Exception):
    """The pile can't be finished yet; the message says why and what to do."""


def finish_pile(*, pile: Pile, by: User, explanation: str = "") -> Pile:
    """Send a pile's answers, once its totals agree or are explained; a second time does nothing.

    :raises NotReady: differences are open, nothing is typed, or totals are unexplained.
    :raises WrongStage: no answers are taken now.
    """
    with transaction.atomic():
        # The assessment first, as a close does: so one waits for the other.
        assessment = take_turns(pile.assessment_id)
        locked = Pile.objects.select_for_update().select_related("staff_group").get(pk=pile.pk)
        if locked.state in (PileState.SENT, PileState.FINISHED):
            return locked
        require(assessment, Doing.ANSWER)
        progress = progress_of(locked)
        _require_ready(progress, explanation)
        _send(assessment, progress)
        note_known(assessment=assessment, staff_group=locked.staff_group_id, sheets=_known_to(progress))
        _keep_counts(locked, progress, explanation)
        Typing.objects.filter(pile=locked).delete()
    settle(assessment, by=by)
    leave_no_traces(Typing, Pile)
    release_if_enough(assessment, locked.staff_group)
    locked.refresh_from_db()
    return locked


def settle(assessment: Assessment, by: User | None = None) -> None:
    """Rewrite the rows of piles just sent, so that they share no transaction with drafts; and note the event."""
    for pile in Pile.objects.filter(assessment=assessment, state=PileState.SENT):
        with transaction.atomic():
            if Pile.objects.filter(pk=pile.pk, state=PileState.SENT).update(state=PileState.FINISHED):
                write_anew(assessment)
                record(
                    "pile of paper sheets finished",
                    by=by,
                    partnership=assessment.partnership.key,
                    assessment=assessment.key,
                    pile=pile.pk,
                    sheets=pile.sheets,
                    typed=pile.typed,
                    blank=pile.blank,
                    checked=pile.checked,
                )


def erase_at_close(assessment: Assessment) -> None:
    """Erase what was typed of unfinished piles, as unsent drafts are erased. The paper is still there."""
    piles = Pile.objects.filter(assessment=assessment, state=PileState.OPEN)
    Typing.objects.filter(pile__in=piles).delete()
    if piles.update(state=PileState.ERASED):
        transaction.on_commit(lambda: leave_no_traces(Typing, Pile), robust=True)
    transaction.on_commit(lambda: settle(assessment), robust=True)


def _require_ready(progress: PileProgress, explanation: str) -> None:
    if progress.differing:
        raise NotReady(_("Some sheets were typed differently the second time. Settle those first."))
    if not progress.typed:
        raise NotReady(_("No sheet of this pile is typed in yet."))
    if not progress.all_is_right and not explanation.strip():
        raise NotReady(_("The totals do not agree. Type or check what is missing, or say why it is missing."))


def _known_to(progress: PileProgress) -> Counter[str]:
    """How many of the sheets that are sent each account has seen: it typed them, or typed them again to check."""
    known: Counter[str] = Counter()
    for sheet in progress.sheets:
        if sheet.is_sent:
            known.update({source_of(typing.by_id) for typing in (sheet.first, sheet.second) if typing and typing.by_id})
    return known


def _send(assessment: Assessment, progress: PileProgress) -> None:
    """Make sent drafts of the sheets that aren't blank: random keys that no code has, in a random order."""
    sheets = [sheet.first for sheet in progress.sheets if sheet.is_sent and sheet.first]
    chance.shuffle(sheets)
    keys = sorted(secrets.token_hex(32) for _sheet in sheets)
    drafts = [
        Draft(
            token_hash=key,
            assessment=assessment,
            staff_group=progress.pile.staff_group,
            sector=typing.sector,
            locality=typing.locality,
            sheet=typing.sheet,
            sent=True,
        )
        for key, typing in zip(keys, sheets, strict=True)
    ]
    said = [
        (key, theme, text)
        for key, typing in zip(keys, sheets, strict=True)
        for theme, text in typing.comments.items()
        if text
    ]
    chance.shuffle(said)
    for some in in_chunks(drafts):
        Draft.objects.bulk_create(some)
    ids = sorted(random_id() for _comment in said)
    comments = [
        DraftComment(id=new, draft_id=key, theme=theme, text=text)
        for new, (key, theme, text) in zip(ids, said, strict=True)
    ]
    for some_comments in in_chunks(comments):
        DraftComment.objects.bulk_create(some_comments)
    mix_waiting(assessment=assessment.pk, staff_group=progress.pile.staff_group_id)


def _keep_counts(pile: Pile, progress: PileProgress, explanation: str) -> None:
    pile.state = PileState.SENT
    pile.explanation = "" if progress.all_is_right else explanation.strip()
    pile.typed, pile.blank, pile.checked = progress.typed, progress.blank, progress.checked
    pile.compared, pile.differed = progress.compared, progress.differed
    pile.drawn = []
    pile.save()
