"""What came of it: what was heard and what will be done, told to those who took part, publicly and by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, Stage, require
from oneworkforce.gathering.take_part.models import Feedback, FeedbackWords
from oneworkforce.invitations.letters.kinds import ENGLISH, FEEDBACK_LETTER
from oneworkforce.mail.models import Mailing, Message
from oneworkforce.mail.outbox import MailingProgress, progress, start_mailing


class NotPublished(Exception):
    """A letter leads to the public page, so nothing can be sent before it says what came of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it in one language. `language`: its code, which is English where there is nothing in another."""

    language: str
    heard: str
    will_do: str


@dataclass(frozen=True, slots=True)
class FeedbackLetters:
    """Who gets the letter. `to_write`: invited people who want mail and have none; `sent`: how far those so far are."""

    to_write: int
    so_far: MailingProgress


def feedback_of(assessment: Assessment) -> Feedback | None:
    """What is written, published or not."""
    found: Feedback | None = getattr(assessment, "feedback", None)
    return found


def told_in(language: str, feedback: Feedback) -> Told:
    """What came of it in a language, or else in English."""
    for one in feedback.others.all():
        if one.language == language:
            return Told(language, one.heard, one.will_do)
    return Told(ENGLISH, feedback.heard, feedback.will_do)


@transaction.atomic
def write_feedback(
    *,
    assessment: Assessment,
    heard: str,
    will_do: str,
    published: bool,
    by: User | None,
    others: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """Write what came of it, and show it on the public page or take it off.

    :param others: language code → what was heard and what will be done, in languages beside English. None leaves what
        is written in them; of a mapping, a language that it does not have is taken away.
    :raises WrongStage: people are still answering, or the assessment is archived.
    """
    require(assessment, Doing.TELL)
    kept = {"heard": heard, "will_do": will_do, "published": published}
    now = Feedback.objects.filter(assessment=assessment).values(*kept).first()
    written = FeedbackWords.objects.filter(feedback__assessment=assessment)
    before = {one.language: (one.heard, one.will_do) for one in written}
    wanted = before if others is None else dict(others)
    if now == kept and before == wanted:
        return
    feedback, _made = Feedback.objects.update_or_create(assessment=assessment, defaults=kept)
    if before != wanted:
        written.delete()
        for language, (heard_there, will_do_there) in wanted.items():
            feedback.others.create(language=language, heard=heard_there, will_do=will_do_there)
    _record("what came of it is published" if published else "what came of it is written", assessment, by)


@transaction.atomic
def send_feedback(*, assessment: Assessment, by: User) -> int:
    """Write to everybody who is invited by name and wants mail, finished or not; returns how many. Each gets one.

    :raises NotPublished: the public page does not say it yet. :raises WrongStage: as `write_feedback`.
    """
    require(assessment, Doing.TELL)
    # The lock makes two presses take turns, and neither misses the other's letters.
    if not Feedback.objects.select_for_update().filter(assessment=assessment, published=True).exists():
        raise NotPublished
    people = _to_write(assessment)
    if people:
        start_mailing(
            kind=FEEDBACK_LETTER,
            about=_about(assessment),
            partnership=assessment.partnership.key,
            assessment=assessment.key,
            abouts=people,
            by=by,
        )
    return len(people)


def feedback_letters(assessment: Assessment) -> FeedbackLetters:
    """How many would get the letter now, and how far the letters are that were sent."""
    mailing = Mailing.objects.filter(kind=FEEDBACK_LETTER, about=_about(assessment)).first()
    return FeedbackLetters(len(_to_write(assessment)), progress(mailing) if mailing else MailingProgress())


def _to_write(assessment: Assessment) -> list[str]:
    """Invitation ids, in an order that says nothing. Who has finished is not read: nobody shall learn it from this."""
    has_one = Message.objects.filter(kind=FEEDBACK_LETTER, mailing__about=_about(assessment)).values("about")
    people = assessment.invitations.filter(no_more_mail=False).exclude(pk__in=has_one)
    return list(people.order_by("pk").values_list("pk", flat=True))


def _about(assessment: Assessment) -> str:
    return f"feedback {assessment.pk}"


def _record(what: str, assessment: Assessment, by: User | None) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key)


def cannot_tell(assessment: Assessment) -> str:
    """Why nothing can be told now, as a sentence; "" where it can."""
    if assessment.stage in (Stage.PLANNING, Stage.OPEN):
        return _("You can tell people what came of it when the assessment has closed.")
    if assessment.stage == Stage.ARCHIVED:
        return _("This assessment is archived, so you can’t change what is told.")
    return ""
