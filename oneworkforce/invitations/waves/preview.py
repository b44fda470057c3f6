"""What pressing the button would send: to how many, in which language, and what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oneworkforce.assessments.models import Assessment
from oneworkforce.invitations.letters.composing import sample
from oneworkforce.invitations.letters.kinds import LetterKind, kind_for, written_in
from oneworkforce.invitations.letters.queries import LetterNow, letters_now
from oneworkforce.invitations.models import Contact, Wave
from oneworkforce.invitations.waves.sending import not_written_to
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.ui.wording import date, number

LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class InOneLanguage:
    """The letter in one language, to staff, young people or parents: how many get it, its subject and beginning."""

    letter: LetterNow
    people: int
    subject: str
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoesOut:
    """What would go out now. `missing`: sentences on what isn't there yet; none of it stops the sending."""

    people: int
    languages: tuple[InOneLanguage, ...]
    missing: tuple[str, ...]


def what_goes_out(assessment: Assessment, wave: Wave) -> GoesOut:
    """Who of a wave would get which letter, in a fixed number of queries."""
    rows = not_written_to(wave.invitations.all()).values_list("language", "staff_group", "name")
    known = {group.pk: group for group in assessment.partnership.staff_groups.all()}
    people: Counter[tuple[str, str]] = Counter()
    groups: dict[str, Counter[int]] = defaultdict(Counter)
    nameless = 0
    for language, group, name in rows:
        kind = kind_for(LetterKind.INVITATION, known[group].audience)
        people[kind, written_in(language, assessment.partnership)] += 1
        groups[kind][group] += 1
        nameless += not name and kind == LetterKind.INVITATION
    letters = {(one.words.kind, one.words.language): one for one in letters_now(assessment, [LetterKind.INVITATION])}
    found = tuple(
        _in_one_language(letters[which], how_many, assessment, known[groups[which[0]].most_common(1)[0][0]])
        for which, how_many in people.most_common()
    )
    return GoesOut(people.total(), found, tuple(_missing(assessment, found, nameless)))


def _in_one_language(letter: LetterNow, people: int, assessment: Assessment, group: StaffGroup) -> InOneLanguage:
    written = sample(letter.words, assessment, group)
    lines = [line for line in written.text.splitlines() if line.strip()]
    return InOneLanguage(letter, people, written.subject, tuple(lines[:LINES_SHOWN]))


def _missing(assessment: Assessment, letters: tuple[InOneLanguage, ...], nameless: int) -> list[str]:
    found = []
    for one in letters:
        words = {"language": " · ".join(filter(None, (one.letter.language_name, one.letter.whom)))}
        if not one.letter.words.signature:
            found.append(_("Nobody signs the letter in %(language)s yet.") % words)
        if one.letter.approval is None:
            found.append(
                _("Nobody has approved the letter in %(language)s with these words. You can still send it.") % words
            )
    if not Contact.objects.filter(assessment=assessment).exists():
        found.append(_("It is not said whom people ask if they have a question."))
    if assessment.closes_on is None:
        found.append(_("The assessment has no last day, so the letter says “until the questionnaire closes”."))
    elif letters:
        found.append(
            _("The letter says that people can answer until the end of %(day)s.") % {"day": date(assessment.closes_on)}
        )
    if nameless:
        text = ngettext(
            "%(n)s person has no name in the list: the letter begins “Dear colleague”.",
            "%(n)s people have no name in the list: their letter begins “Dear colleague”.",
            nameless,
        )
        found.append(text % {"n": number(nameless)})
    return found
