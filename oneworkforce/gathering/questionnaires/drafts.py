"""A person's own draft: found by a code that only they hold, saved answer by answer, sent once.

Nothing here is audited, dated or logged: an event has a time, and a time beside an answer is a way back to a person.
"""

from __future__ import annotations

import hmac
from functools import cache

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, WrongStage, can
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import Draft, GroupLink
from oneworkforce.gathering.questionnaires.prepared import Statement, attributes, text_slot, update
from oneworkforce.gathering.questionnaires.privacy.mixing import (
    add_tool_comment,
    delete_drafts,
    inserting,
    mix_waiting,
    take_turns,
)
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.gathering.questionnaires.saving.marks import unchanged
from oneworkforce.gathering.questionnaires.saving.saves import storable
from oneworkforce.gathering.questionnaires.saving.statements import DRAFTS, changeable
from oneworkforce.gathering.questionnaires.sheets import ANSWER_PATTERN, asked_of, blank_sheet
from oneworkforce.invitations.models import Invitation
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.visitors.codes import PERSONAL_CODE_LENGTH, new_code, tidy_code

CODE_LENGTH = PERSONAL_CODE_LENGTH


class NothingAnswered(Exception):
    """A draft with no answer cannot be sent."""


class NotOpen(WrongStage):
    """The assessment takes no answers now; the message says so in words for the screen."""

    def __init__(self) -> None:
        super().__init__(_("This questionnaire is not open for answers now."))


def start_draft(*, link: GroupLink) -> str:
    """Start a draft for the staff group of a link and return its code: 12 characters, 60 random bits.

    The code is kept nowhere: only the person has it. :raises NotOpen: where no answers are taken now.
    """
    code, _draft = begin_draft(link=link)
    return code


def begin_draft(*, link: GroupLink) -> tuple[str, Draft]:
    """As `start_draft`; gives the draft beside its code."""
    code = new_code(CODE_LENGTH)
    return code, _begin(draft_key(code), link.assessment, link.staff_group, is_new=True)


def start_invited_draft(*, invitation: Invitation, code: str) -> None:
    """Start the draft that a personal link leads to, unless it is there already.

    Nothing is written on the invitation, and nothing of it into the draft but its assessment and staff group: no
    sector and no place (docs/adr/0012). :param code: the link's, tidied. :raises NotOpen: where no answers are taken.
    """
    _begin(draft_key(code), invitation.assessment, invitation.staff_group, is_new=False)


def drop_unsent_draft(*, key: str) -> bool:
    """Delete a draft of somebody who has sent another one already; False where it is gone or sent itself."""
    with transaction.atomic():
        unsent = Draft.objects.filter(pk=key, sent=False).select_for_update().exists()
        if unsent:
            delete_drafts([key])
    return unsent


def _begin(key: str, assessment: Assessment, staff_group: StaffGroup, *, is_new: bool) -> Draft:
    draft = Draft(
        token_hash=key,
        assessment=assessment,
        staff_group=staff_group,
        sheet=blank_sheet(asked_of(assessment, staff_group)),
        marks=unchanged(load_pin(assessment.framework)),
    )
    with transaction.atomic():
        # The lock makes a close wait for this draft, or this draft see that it came too late.
        if not can(take_turns(assessment.pk), Doing.ANSWER):
            raise NotOpen
        if is_new or not Draft.objects.filter(pk=key).exists():
            inserting(Draft).changed(*(getattr(draft, name) for name in attributes(Draft)))
    return draft


def draft_key(code: str) -> str:
    """The key under which a code's draft is kept: HMAC-SHA256 with the site's key, so a stolen database opens none."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"oneworkforce draft " + tidy_code(code).encode(), "sha256").hex()


def find_draft(code: str) -> Draft | None:
    """The draft of a code, with its assessment, staff group and partnership; None once it is released or deleted.

    The assessment's dates are applied, so its stage is that of this moment.
    """
    if len(tidy_code(code)) != CODE_LENGTH:
        return None
    draft = DRAFTS.find(draft_key(code))
    if draft is None or not _closes_now(draft.assessment):
        return draft
    return DRAFTS.find(draft.pk)


def send_draft(*, key: str, found: Draft | None = None, assessment: Assessment | None = None) -> None:
    """Mark a draft as sent, among all that wait of its group; then release a batch of them if enough wait.

    These are two transactions: nothing that a release writes shares one with a person's sending. Nor does anything of
    an invitation: whoever calls this notes that its person has finished afterwards. Sending twice is fine, and so is a
    draft that is gone: the second of two clicks may find that it was released after the first.

    :param found: the draft as it was a moment ago, with its assessment and staff group.
    :param assessment: the one that the draft was found in, a moment ago. A draft that is gone was released if this is
        still open, and may have been deleted by a close, unsent, if not: then nobody should be told that it was sent.
    :raises NothingAnswered: on a draft with no answer. :raises NotOpen: where no answers are taken now.
    """
    draft = found or DRAFTS.find(key)
    waiting = _send_among_others(key, draft.assessment_id, draft.staff_group_id) if draft else 0
    if draft is not None and not waiting:
        draft = DRAFTS.find(key)
    if draft is None:
        if assessment and not can(Assessment.objects.get(pk=assessment.pk), Doing.ANSWER):
            raise NotOpen
        return
    if not waiting and not draft.sent:
        raise NothingAnswered if can(draft.assessment, Doing.ANSWER) else NotOpen
    release_if_enough(draft.assessment, draft.staff_group, waiting or None)


def _send_among_others(key: str, assessment: int, staff_group: int) -> int:
    """How many of the group wait now; 0 where this draft was not sent."""
    with transaction.atomic():
        take_turns(assessment)
        if not _sending().changed(key):
            return 0
        return mix_waiting(assessment=assessment, staff_group=staff_group)


@cache
def _sending() -> Statement:
    """Marks a draft as sent that has an answer. Value: its key."""
    return update(changeable(text_slot(0)).filter(sheet__regex=ANSWER_PATTERN), sent=True, marks="")


def comment_on_tool(*, key: str | None, assessment: Assessment, text: str) -> None:
    """Keep what somebody says of the questionnaire itself: with their draft while it waits, else by itself.

    Either way among others of its kind, since it comes just after its writer was noted as finished.

    :raises ValueError: over 2,000 characters.
    """
    text = storable(text)
    with transaction.atomic():
        held = take_turns(assessment.pk)
        waiting = Draft.objects.filter(pk=key, sent=True)
        if key is not None and waiting.update(tool_comment=text):
            mix_waiting(assessment=assessment.pk, staff_group=waiting.values_list("staff_group", flat=True)[0])
        elif text:
            add_tool_comment(assessment=held, text=text)


def _closes_now(assessment: Assessment) -> bool:
    before = assessment.stage
    return apply_dates(assessment).stage != before
