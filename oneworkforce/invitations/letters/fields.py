"""Fields in square brackets, such as [name]: checked when written, filled in when sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

FIELDS = {
    "name": _l("The person’s name; where the list has none, “colleague”, “young person” or “parent or carer”"),
    "link": _l("Their own link to the questionnaire. Every letter needs it"),
    "code": _l("The same as a code that can be typed"),
    "code page": _l("The address of the page where the code is typed"),
    "minutes": _l("How many minutes it takes: “10 to 25”"),
    "closes": _l("Until when: “the end of 12 March 2027”"),
    "partnership": _l("The partnership’s name"),
    "assessment": _l("The assessment’s name"),
    "purpose": _l("The assessment’s purpose, as its details say"),
    "group": _l("The person’s staff group"),
    "smallest group": _l("How many people a figure is at least about"),
    "contact": _l("Whom to ask, and how"),
    "yes first": _l("For young people: below which age somebody has to say yes first, and how that is done here"),
    "help now": _l("For young people and parents: whom to call at once if something is wrong"),
    "stop reminders": _l("The address of their page to stop reminders, change the language, or be erased"),
}
WEB = frozenset({"link", "code page", "stop reminders", "feedback page"})
"""Fields that are addresses. Like the code, they don't belong in a subject that others may see."""

NOT_IN_SUBJECT = WEB | {"code"}
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
STRAY = re.compile(r"[\[\]]")
NEAR_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph. `field`: whose value `text` is, "" for the writer's own words."""

    text: str
    field: str = ""


Paragraph = tuple[Piece, ...]


def tidy_field(written: str) -> str:
    """A field's name without case and extra spaces."""
    return " ".join(written.split()).lower()


def faults_of_subject(subject: str) -> list[str]:
    """What is wrong with a subject's fields, for the screen."""
    faults = _faults(subject)
    faults += [
        _("You can’t use [%(field)s] in the subject.") % {"field": name}
        for name in _names(subject)
        if name in NOT_IN_SUBJECT
    ]
    return faults


def faults_of_body(body: str) -> list[str]:
    """What is wrong with a letter's fields, for the screen, with the nearest field there is."""
    faults = _faults(body)
    if "link" not in _names(body):
        faults.append(_("Put [link] where the person’s own link should be. Without it nobody can answer."))
    return faults


def has_field(body: str, name: str) -> bool:
    return name in _names(body)


def paragraphs(body: str, values: Mapping[str, str]) -> list[Paragraph]:
    """A letter's paragraphs, split at blank lines, with fields filled in once.

    Square brackets in a value, such as a name, stay as they are. A paragraph left empty is dropped.
    """
    found = (
        tuple(_pieces(part.strip("\n"), values)) for part in re.split(r"\n[ \t]*\n\s*", body.replace("\r\n", "\n"))
    )
    return [paragraph for paragraph in found if "".join(piece.text for piece in paragraph).strip()]


def as_text(paragraph: Paragraph) -> str:
    """A paragraph in plain text."""
    return "".join(piece.text for piece in paragraph)


def one_line(subject: str, values: Mapping[str, str]) -> str:
    """A subject with its fields filled in, always on one line."""
    return " ".join(as_text(tuple(_pieces(subject, values))).split())


def _pieces(text: str, values: Mapping[str, str]) -> Iterator[Piece]:
    end = 0
    for found in BRACKETS.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()])
        name = tidy_field(found[1])
        yield Piece(values[name], name) if name in values else Piece(found[0])
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _names(text: str) -> list[str]:
    return [tidy_field(found) for found in BRACKETS.findall(text)]


def _faults(text: str) -> list[str]:
    faults = []
    for written in dict.fromkeys(BRACKETS.findall(text)):
        name = tidy_field(written)
        if name in FIELDS:
            continue
        near = get_close_matches(name, FIELDS, n=1, cutoff=NEAR_ENOUGH)
        if near:
            faults.append(
                _("There is no field [%(written)s]. Did you mean [%(near)s]?") % {"written": written, "near": near[0]}
            )
        else:
            faults.append(
                _("There is no field [%(written)s]. Choose one from the list, or use round brackets.")
                % {"written": written}
            )
    if STRAY.search(BRACKETS.sub("", text)):
        faults.append(_("One square bracket is alone. A field has one on each side, as in [name]."))
    return faults
