"""The kinds of letters and their languages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _l

from oneworkforce.frameworks.rules import CHILDREN, PARENTS, YOUNG_PEOPLE
from oneworkforce.partnerships.models import Partnership


class LetterKind(models.TextChoices):
    """What a letter is for. Its values are also the kinds of messages in the outbox."""

    INVITATION = "invitation", _l("Invitation")
    REMINDER = "reminder", _l("Reminder")
    LOST_LINK = "lost-link", _l("Lost link")


KIND_WORDS = {
    LetterKind.INVITATION: _l("The Director’s letter: what is asked, why, who sees what, and each person’s own link."),
    LetterKind.REMINDER: _l("Goes on the days that you choose to those who have not finished, and to nobody else."),
    LetterKind.LOST_LINK: _l("Goes at once to somebody who asks for their link again."),
}

FAMILIES = {YOUNG_PEOPLE: "young", CHILDREN: "children", PARENTS: "parents"}
"""Audience → the end of the kinds of letters in that audience's own words: `invitation-young`."""

WHOM = {
    "": _l("Staff"),
    "young": _l("Young people"),
    "children": _l("Whoever sits with a child of 7 to 10"),
    "parents": _l("Parents and carers"),
}


def kind_for(kind: str, audience: str) -> str:
    """The kind of letter as an audience gets it; staff's is the plain kind."""
    return f"{kind}-{FAMILIES[audience]}" if audience in FAMILIES else kind


def base_of(kind: str) -> LetterKind:
    """What a letter is for, whomever it is to. :raises ValueError: for no kind of letter."""
    return LetterKind(_split(kind)[0])


def whom(kind: str) -> str:
    """Whom a letter is to: "" for staff, else as in `FAMILIES`."""
    return _split(kind)[1]


def kinds_in(partnership: Partnership) -> list[str]:
    """Every kind of letter that a partnership's staff groups may get, in order; one query."""
    audiences = dict.fromkeys(group.audience for group in partnership.staff_groups.all())
    return list(dict.fromkeys(kind_for(kind, audience) for kind in LetterKind for audience in ["", *audiences]))


def _split(kind: str) -> tuple[str, str]:
    base, _dash, end = kind.rpartition("-")
    return (base, end) if base and end in FAMILIES.values() else (kind, "")


FEEDBACK_LETTER = "feedback"
"""The kind of message that says what came of it: it goes to everybody invited, and leads to no questionnaire."""

TO_INVITED_PEOPLE = {**dict(LetterKind.choices), FEEDBACK_LETTER: _l("What came of it")}
"""Kind → name of every letter to people who are invited."""

TEST_LETTER = "test-letter"
"""The kind of message that shows a letter to its writer."""

ENGLISH = "en-gb"


def letter_languages() -> dict[str, str]:
    """Code → own name of every language for letters; English first."""
    return {code: str(name) for code, name in settings.LANGUAGES}


def languages_in(partnership: Partnership) -> dict[str, str]:
    """The same, of a partnership's languages."""
    offered = partnership.language_codes()
    return {code: name for code, name in letter_languages().items() if code in offered}


def written_in(language: str, partnership: Partnership) -> str:
    """The language for somebody's letters: their own if the partnership offers it, else English."""
    return language if language in languages_in(partnership) else ENGLISH
