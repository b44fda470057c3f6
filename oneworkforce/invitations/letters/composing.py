"""Letters composed while they are sent, for up to a hundred people at once, each with a new link.

The link stands only in the letter; we keep its keyed hash (`keys.py`). One person and a hundred take equally many
queries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import translation

from oneworkforce.accounts.models import User
from oneworkforce.assessments.actions import apply_dates
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Doing, can
from oneworkforce.invitations.keys import keep_keys
from oneworkforce.invitations.letters.kinds import ENGLISH, LetterKind, kind_for, written_in
from oneworkforce.invitations.letters.links import personal_link, preferences_link, test_link
from oneworkforce.invitations.letters.mail import Reader, WrittenLetter, field_values, write_letter
from oneworkforce.invitations.letters.words import LetterWords, begun_with, words_in_use, words_of
from oneworkforce.invitations.models import Contact, Invitation
from oneworkforce.mail.composing import Mail
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.visitors.codes import new_code

CODE_LENGTH = 12
CODE_OF_A_TEST = "TEST" * 3
NAME_IN_A_TEST = "Sam Example"


def compose_letters(kind: LetterKind, abouts: Sequence[str]) -> dict[str, Mail]:
    """Letters by invitation id, each with a link that works from now on.

    Left out: people who are erased or have finished, closed assessments, and reminders that somebody doesn't want.
    """
    with transaction.atomic():
        people = _to_be_written_to(kind, abouts)
        codes = {person.pk: new_code(CODE_LENGTH) for person in people}
        keep_keys(codes.items())
    assessments = {person.assessment_id: person.assessment for person in people}
    kinds = {person.pk: kind_for(kind, person.staff_group.audience) for person in people}
    own = words_in_use(assessments, set(kinds.values()))
    contacts = {contact.assessment_id: contact for contact in Contact.objects.filter(assessment__in=list(assessments))}
    begun: dict[tuple[str, str], LetterWords] = {}
    mails = {}
    for person in people:
        language = written_in(person.language, person.assessment.partnership)
        which = (kinds[person.pk], language)
        words = own.get((person.assessment_id, *which))
        if words is None:
            words = begun[which] = begun.get(which) or begun_with(*which)
        mails[person.pk] = _letter_to(person, words, contacts.get(person.assessment_id), codes[person.pk])
    return mails


def _to_be_written_to(kind: LetterKind, abouts: Sequence[str]) -> list[Invitation]:
    # The lock keeps somebody from being erased between this look and the keeping of their link.
    wanted = Invitation.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=abouts, finished=False)
    if kind == LetterKind.REMINDER:
        wanted = wanted.filter(no_more_mail=False)
    people = list(wanted.select_related("assessment__partnership", "staff_group"))
    assessments: dict[int, Assessment] = {}
    for person in people:
        if person.assessment_id not in assessments:
            assessments[person.assessment_id] = apply_dates(person.assessment)
        person.assessment = assessments[person.assessment_id]
    return [person for person in people if can(person.assessment, Doing.ANSWER)]


def _letter_to(person: Invitation, words: LetterWords, contact: Contact | None, code: str) -> Mail:
    stop = preferences_link(person.pk)
    reader = Reader(person.name, person.staff_group, personal_link(code), code, stop)
    written = _written(words, person.assessment, contact, reader)
    # RFC 8058: a mail program shows a button of its own, which posts to this address without opening a page.
    one_click = {
        "List-Unsubscribe": f"<{preferences_link(person.pk, 'mail-stop')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return _as_mail(person.email, written, person.assessment, words.language, contact, one_click)


def compose_tests(abouts: Sequence[str]) -> dict[str, Mail]:
    """Test letters (see `test_about`). Their links lead to a page that says it was a test."""
    mails = {}
    for about in abouts:
        assessment_id, kind, language, group_id, user_id = about.split(":")
        assessment = Assessment.objects.select_related("partnership").filter(pk=assessment_id).first()
        group = StaffGroup.objects.filter(pk=group_id).first()
        user = User.objects.filter(pk=user_id, is_active=True).first()
        if assessment and group and user:
            words = words_of(assessment, kind, language)
            written = sample(words, assessment, group)
            contact = Contact.objects.filter(assessment=assessment).first()
            mails[about] = _as_mail(user.email, written, assessment, language, contact, {})
    return mails


def test_about(assessment: Assessment, kind: str, language: str, group: StaffGroup, user: User) -> str:
    return f"{assessment.pk}:{kind}:{language}:{group.pk}:{user.pk}"


def sample(words: LetterWords, assessment: Assessment, group: StaffGroup) -> WrittenLetter:
    """A letter as somebody of a staff group would get it, with a made-up name and code."""
    contact = Contact.objects.filter(assessment=assessment).first()
    reader = Reader(NAME_IN_A_TEST, group, test_link(), CODE_OF_A_TEST, test_link())
    return _written(words, assessment, contact, reader)


def _written(words: LetterWords, assessment: Assessment, contact: Contact | None, reader: Reader) -> WrittenLetter:
    with translation.override(words.language or ENGLISH):
        values = field_values(assessment, contact, reader)
    return write_letter(words, values, partnership=assessment.partnership.name)


def _as_mail(
    to: str,
    written: WrittenLetter,
    assessment: Assessment,
    language: str,
    contact: Contact | None,
    more: Mapping[str, str],
) -> Mail:
    headers = {"Content-Language": language, **more}
    if contact and contact.email:
        headers["Reply-To"] = contact.email
    return Mail(to, written.subject, written.text, written.html, headers, assessment.key)
