"""A person's own draft: found by a code that only they hold, saved answer by answer, sent once.

Nothing here is audited, dated or logged: an event has a time, and a time beside an answer is a way back to a person.
"""

from __future__ import annotations

import hmac
from functools import cache, lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now, Substr
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from oneworkforce.analysis import SYMBOLS
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, Stage, WrongStage, can
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, GroupLink, ToolComment
from oneworkforce.gathering.questionnaires.prepared import Finder, Statement, text_slot, update
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.gathering.questionnaires.sheets import (
    ANSWER_PATTERN,
    asked_of,
    blank_sheet,
    changed_sheet,
    check_changes,
)
from oneworkforce.invitations.codes import new_code, tidy_code

CODE_LENGTH = 12
LONGEST_COMMENT = 2000
DRAFTS = Finder(Draft, by="token_hash", beside=("assessment", "assessment__partnership", "staff_group"))


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
    code = new_code(CODE_LENGTH)
    with transaction.atomic():
        # The lock makes a close wait for this draft, or this draft see that it came too late.
        assessment = Assessment.objects.select_for_update(no_key=True).get(pk=link.assessment_id)
        if not can(assessment, Doing.ANSWER):
            raise NotOpen
        Draft.objects.create(
            token_hash=draft_key(code),
            assessment=assessment,
            staff_group=link.staff_group,
            sheet=blank_sheet(asked_of(assessment, link.staff_group)),
        )
    return code


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


def save_answers(*, key: str, changes: dict[int, str]) -> bool:
    """Save answers, position on the sheet → symbol (1–5, d, n or . to take one back), in one UPDATE statement.

    :returns: whether they were saved; False where the draft is gone or sent, or the assessment is not open.
    :raises ValueError: for an unknown symbol, or a position that is not on the sheet or not asked.
    """
    check_changes(changes)
    if not changes:
        return _changeable(key).exists()
    positions = tuple(sorted(changes))
    if _saving(positions).changed(key, *(changes[position] for position in positions)):
        return True
    sheet = _changeable(key).values_list("sheet", flat=True).first()
    refused = [at for at in changes if sheet is not None and sheet[at : at + 1] not in [*SYMBOLS]]
    if refused:
        raise ValueError(f"position {refused[0]} is not asked")
    return False


def save_about(*, key: str, sector: str, locality: str) -> bool:
    """Save which sector and locality a person says they work in; either may be "".

    :returns: whether they were saved, as `save_answers`. :raises ValueError: for an unknown sector or locality.
    """
    draft = DRAFTS.find(key)
    if draft is None or draft.sent or draft.assessment.stage != Stage.OPEN:
        return False
    if sector and sector not in {known.id for known in load_pin(draft.assessment.framework).sectors}:
        raise ValueError(f"there is no sector {sector!r}")
    if locality and not draft.assessment.partnership.localities.filter(key=locality).exists():
        raise ValueError(f"there is no locality {locality!r}")
    return bool(_saving_about().changed(key, sector, locality))


def save_comment(*, key: str, theme: str, text: str) -> bool:
    """Save a comment on a theme; an empty one takes it back.

    :returns: whether it was saved, as `save_answers`.
    :raises ValueError: for an unknown theme, or over 2,000 characters.
    """
    text = _storable(text)
    with transaction.atomic():
        # The lock keeps the draft from being sent, and released, between the look and the write.
        draft = _changeable(key).select_for_update(no_key=True).first()
        if draft is None:
            return False
        if theme not in {known.id for known in load_pin(draft.assessment.framework).themes}:
            raise ValueError(f"there is no theme {theme!r}")
        if text:
            DraftComment.objects.update_or_create(draft=draft, theme=theme, defaults={"text": text})
        else:
            DraftComment.objects.filter(draft=draft, theme=theme).delete()
    return True


def send_draft(*, key: str, assessment: Assessment | None = None) -> None:
    """Mark a draft as sent, then release a batch of its group if enough wait.

    These are two transactions: nothing that a release writes shares one with a person's sending. Sending twice is fine,
    and so is a draft that is gone: the second of two clicks may find that it was released after the first.

    :param assessment: the one that the draft was found in, a moment ago. A draft that is gone was released if this is
        still open, and may have been deleted by a close, unsent, if not: then nobody should be told that it was sent.
    :raises NothingAnswered: on a draft with no answer. :raises NotOpen: where no answers are taken now.
    """
    sent = _changeable(key).filter(sheet__regex=ANSWER_PATTERN).update(sent=True)
    draft = Draft.objects.select_related("assessment", "staff_group").filter(pk=key).first()
    if draft is None:
        if assessment and not can(Assessment.objects.get(pk=assessment.pk), Doing.ANSWER):
            raise NotOpen
        return
    if not sent and not draft.sent:
        raise NothingAnswered if can(draft.assessment, Doing.ANSWER) else NotOpen
    release_if_enough(draft.assessment, draft.staff_group)


def comment_on_tool(*, key: str | None, assessment: Assessment, text: str) -> None:
    """Keep what somebody says of the questionnaire itself: with their draft while it waits, else by itself.

    :raises ValueError: over 2,000 characters.
    """
    text = _storable(text)
    waits = key is not None and Draft.objects.filter(pk=key, sent=True).update(tool_comment=text)
    if text and not waits:
        ToolComment.objects.create(assessment=assessment, text=text)


def _changeable(key: str) -> QuerySet[Draft]:
    # Conditions on the draft's own columns, not a join: PostgreSQL checks these again after waiting for a row's lock.
    # The last day's end counts from its moment, though nobody may have looked, and closed the assessment, since.
    goes_on = Q(closes_at=None) | Q(closes_at__gt=Now())
    is_open = Assessment.objects.filter(goes_on, stage=Stage.OPEN).values("pk")
    return Draft.objects.filter(pk=key, sent=False, assessment__in=is_open)


@lru_cache(maxsize=256)
def _saving(positions: tuple[int, ...]) -> Statement:
    """The UPDATE that saves answers at these positions, in rising order. Values: the draft's key, then each symbol."""
    asked = [In(Substr("sheet", position + 1, 1), list(SYMBOLS)) for position in positions]
    symbols = {position: text_slot(place) for place, position in enumerate(positions, start=1)}
    return update(_changeable(text_slot(0)).filter(*asked), sheet=changed_sheet(symbols))


@cache
def _saving_about() -> Statement:
    """The UPDATE that saves where somebody works. Values: the draft's key, the sector, the locality."""
    return update(_changeable(text_slot(0)), sector=text_slot(1), locality=text_slot(2))


def _closes_now(assessment: Assessment) -> bool:
    before = assessment.stage
    return apply_dates(assessment).stage != before


def _storable(text: str) -> str:
    """Trimmed, and without what PostgreSQL or UTF-8 cannot hold."""
    text = text.replace("\x00", "").encode("utf-8", "replace").decode().strip()
    if len(text) > LONGEST_COMMENT:
        raise ValueError(f"a comment has at most {LONGEST_COMMENT} characters")
    return text
