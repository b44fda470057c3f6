"""The letter that says what came of it: composed as it is sent, and with no link of anybody's own."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from oneworkforce.gathering.take_part.feedback import told_in
from oneworkforce.gathering.take_part.models import Feedback
from oneworkforce.invitations.letters.kinds import FEEDBACK_LETTER, written_in
from oneworkforce.invitations.letters.links import preferences_link, public_address
from oneworkforce.invitations.letters.mail import in_words, write_letter
from oneworkforce.invitations.letters.words import LetterWords
from oneworkforce.invitations.models import Contact, Invitation
from oneworkforce.mail.composing import Mail


def compose_feedback(abouts: Sequence[str]) -> dict[str, Mail]:
    """Letters by invitation id, in four queries.

    Left out: people who are erased or want no more mail, and assessments of which nothing is published any more.
    """
    people = Invitation.objects.filter(pk__in=abouts, no_more_mail=False).select_related("assessment__partnership")
    found = list(people.defer("finished"))
    assessments = {person.assessment_id for person in found}
    told = Feedback.objects.filter(assessment__in=assessments, published=True).prefetch_related("others")
    published = {one.assessment_id: one for one in told}
    contacts = {one.assessment_id: one for one in Contact.objects.filter(assessment__in=assessments)}
    return {
        person.pk: _letter_to(person, published[person.assessment_id], contacts.get(person.assessment_id))
        for person in found
        if person.assessment_id in published
    }


def _letter_to(person: Invitation, feedback: Feedback, contact: Contact | None) -> Mail:
    assessment = person.assessment
    language = written_in(person.language, assessment.partnership)
    told = told_in(language, feedback)
    with translation.override(language):
        body = _body(person, contact, whole=told.language == language)
        words = LetterWords(FEEDBACK_LETTER, language, _subject(), "\n\n".join(body))
    values = {
        "name": person.name,
        "partnership": assessment.partnership.name,
        "heard": told.heard.replace("\r\n", "\n"),
        "will do": told.will_do.replace("\r\n", "\n"),
        "feedback page": public_address(reverse("web-page", args=[assessment.key])),
        "contact": in_words(contact),
        "stop reminders": preferences_link(person.pk),
    }
    english = () if told.language == language else ("heard", "will do")
    written = write_letter(words, values, partnership=assessment.partnership.name, in_english=english)
    headers = {
        "Content-Language": language,
        # RFC 8058: a mail program shows a button of its own, which posts to this address without opening a page.
        "List-Unsubscribe": f"<{preferences_link(person.pk, 'mail-stop')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if contact and contact.email:
        headers["Reply-To"] = contact.email
    return Mail(person.email, written.subject, written.text, written.html, headers, assessment.key)


def _subject() -> str:
    return _("[partnership]: what came of what people told us")


def _body(person: Invitation, contact: Contact | None, *, whole: bool) -> list[str]:
    """:param whole: whether what was heard is written in the letter's language."""
    return [
        _("Dear [name],") if person.name else _("Hello,"),
        _(
            "Some time ago [partnership] invited you to answer a questionnaire. We said that you would hear what came "
            "of it."
        ),
        *([] if whole else [_("What follows was written in English only.")]),
        _("What we heard:"),
        "[heard]",
        _("What we will do:"),
        "[will do]",
        _("Everybody can read it here, so pass this on if you like: [feedback page]"),
        *([_("Do you have a question? Ask [contact].")] if contact else []),
        _("Thank you to everybody who took part."),
    ]
