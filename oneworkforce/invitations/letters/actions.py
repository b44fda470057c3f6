"""Writing, approving and testing letters, and whom people ask."""

from __future__ import annotations

from django.db import transaction

from oneworkforce.accounts.audit import record
from oneworkforce.accounts.models import User
from oneworkforce.assessments.holding import Purpose, hold
from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.composing import test_about
from oneworkforce.invitations.letters.kinds import TEST_LETTER
from oneworkforce.invitations.letters.words import LetterWords, words_of
from oneworkforce.invitations.models import Contact, Letter, LetterApproval
from oneworkforce.mail.models import Message, MessageState
from oneworkforce.mail.outbox import enqueue
from oneworkforce.partnerships.models import StaffGroup


class WordsChanged(Exception):
    """Somebody else changed the letter in the meantime; `now`: its words now."""

    def __init__(self, now: LetterWords) -> None:
        super().__init__()
        self.now = now


@transaction.atomic
def write_words(*, assessment: Assessment, words: LetterWords, shown: str, by: User | None) -> None:
    """Save a letter's words.

    :param shown: the fingerprint of the words that the page began from.
    :raises WordsChanged: they are others now, and not the ones to save.
    """
    # Two people who write the same letter for the first time take turns.
    hold(assessment, Purpose.LETTERS)
    now = words_of(assessment, words.kind, words.language)
    if now.fingerprint == words.fingerprint:
        return
    if now.fingerprint != shown:
        raise WordsChanged(now)
    Letter.objects.update_or_create(
        assessment=assessment,
        kind=words.kind,
        language=words.language,
        defaults={
            "subject": words.subject,
            "body": words.body,
            "signed_name": words.signed_name,
            "signed_role": words.signed_role,
        },
    )
    _record("letter written", assessment, by, kind=words.kind, language=words.language)


@transaction.atomic
def approve_words(*, assessment: Assessment, kind: str, language: str, shown: str, by: User) -> None:
    """Record an approval of a letter as the page showed it. :raises WordsChanged: its words are others now."""
    hold(assessment, Purpose.LETTERS)
    now = words_of(assessment, kind, language)
    if now.fingerprint != shown:
        raise WordsChanged(now)
    _approval, made = LetterApproval.objects.get_or_create(
        assessment=assessment, kind=kind, language=language, words=shown, defaults={"by": by}
    )
    if made:
        _record("letter approved", assessment, by, kind=kind, language=language)


@transaction.atomic
def change_contact(*, assessment: Assessment, name: str, email: str, telephone: str, by: User | None) -> None:
    """Say whom people ask; without a name, nobody in particular."""
    wanted = {"name": name, "email": email, "telephone": telephone} if name else None
    now = Contact.objects.filter(assessment=assessment).values("name", "email", "telephone").first()
    if now == wanted:
        return
    if wanted is None:
        Contact.objects.filter(assessment=assessment).delete()
    else:
        Contact.objects.update_or_create(assessment=assessment, defaults=wanted)
    _record("contact changed", assessment, by)


def send_test(*, assessment: Assessment, kind: str, language: str, group: StaffGroup, by: User) -> None:
    """Send a letter to its reader's own address, as a staff group would get it. Pressed twice, it goes once."""
    about = test_about(assessment, kind, language, group, by)
    if not Message.objects.filter(kind=TEST_LETTER, about=about, state=MessageState.WAITING).exists():
        enqueue(kind=TEST_LETTER, abouts=[about])


def _record(what: str, assessment: Assessment, by: User | None, **details: str) -> None:
    record(what, by=by, partnership=assessment.partnership.key, assessment=assessment.key, **details)
