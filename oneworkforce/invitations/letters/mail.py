"""A letter to one person, as plain text and as simple HTML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.frameworks.rules import YOUNG_PEOPLE
from oneworkforce.invitations.letters import young
from oneworkforce.invitations.letters.families import help_now, in_place_of_a_name, yes_first
from oneworkforce.invitations.letters.fields import WEB, Paragraph, Piece, as_text, has_field, one_line, paragraphs
from oneworkforce.invitations.letters.kinds import FAMILIES, whom
from oneworkforce.invitations.letters.links import code_page
from oneworkforce.invitations.letters.minutes import minutes
from oneworkforce.invitations.letters.words import LetterWords
from oneworkforce.invitations.models import Contact
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui.languages import html_lang
from oneworkforce.ui.wording import date
from oneworkforce.visitors.codes import in_groups


@dataclass(frozen=True, slots=True)
class Reader:
    """What a letter says to this person only. `stop`: the address of their mail preferences."""

    name: str
    group: StaffGroup
    link: str
    code: str
    stop: str


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter with its fields filled in."""

    subject: str
    text: str
    html: str


def field_values(assessment: Assessment, contact: Contact | None, reader: Reader) -> dict[str, str]:
    """Each field's value, in the current language."""
    return {
        "name": reader.name or in_place_of_a_name(reader.group.audience),
        "link": reader.link,
        "code": in_groups(reader.code),
        "code page": code_page(),
        "minutes": minutes(assessment.framework, reader.group.audience),
        "closes": _("the end of %(day)s") % {"day": date(assessment.closes_on)}
        if assessment.closes_on
        else _("the questionnaire closes"),
        "partnership": assessment.partnership.name,
        "assessment": assessment.name,
        "purpose": assessment.purpose,
        "group": reader.group.name,
        "smallest group": str(assessment.k),
        "contact": in_words(contact)
        or _("the people who run this in %(partnership)s") % {"partnership": assessment.partnership.name},
        "yes first": yes_first(assessment.partnership, reader.group.audience),
        "help now": help_now(assessment.partnership, reader.group.audience),
        "stop reminders": reader.stop,
    }


def in_words(contact: Contact | None) -> str:
    """Whom to ask, with address and number if known; "" for nobody."""
    if contact is None:
        return ""
    ways = ", ".join(way for way in (contact.email, contact.telephone) if way)
    return f"{contact.name} ({ways})" if ways else contact.name


def write_letter(
    words: LetterWords, values: Mapping[str, str], *, partnership: str, in_english: Collection[str] = ()
) -> WrittenLetter:
    """Fill in a letter in its own language, with signature and foot.

    :param values: from `field_values`; never read as fields or HTML. :param in_english: fields whose values are in
        English, though the letter is not.
    """
    with translation.override(words.language):
        found = paragraphs(words.body, values)
        if words.signature:
            found.append((Piece(words.signature),))
        stop = "" if has_field(words.body, "stop reminders") else values["stop reminders"]
        foot = _foot(partnership, stop, is_young=whom(words.kind) == FAMILIES[YOUNG_PEOPLE])
        subject = one_line(words.subject, values)
        text = "\n\n".join([*map(as_text, found), "-- \n" + "\n".join(map(as_text, foot))]) + "\n"
        html = get_template("invitations/letter_mail.jinja").render(
            {
                "lang": html_lang(),
                "subject": subject,
                "paragraphs": found,
                "foot": foot,
                "web": WEB,
                "in_english": in_english,
            }
        )
    return WrittenLetter(subject, text, html)


def _foot(partnership: str, stop: str, *, is_young: bool) -> list[Paragraph]:
    """Why somebody gets this and, if the letter doesn't say it, how to stop it."""
    if is_young:
        why, before = young.why_it_came(partnership), young.what_you_can_decide()
    else:
        why = _("You get this e-mail because %(partnership)s invited you to a questionnaire.") % {
            "partnership": partnership
        }
        before = _("Stop reminders, choose a language, see what is kept about you, or have it erased:")
    foot: list[Paragraph] = [(Piece(why),)]
    if stop:
        foot.append((Piece(before + " "), Piece(stop, "stop reminders")))
    return foot
