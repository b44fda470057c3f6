"""One staff group's questionnaire as a PDF, in one language and size.

Words reach the template as data only, all under `translation.override`: the PDF has its own language, whoever asks.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.queries import renamed
from oneworkforce.frameworks import Framework, load_pin, pictures
from oneworkforce.frameworks.rules import CHILDREN, takes_comments
from oneworkforce.gathering.questionnaires.answering.asked import Question, asked_themes
from oneworkforce.gathering.questionnaires.answering.versions import is_family, points_of
from oneworkforce.gathering.questionnaires.paper.models import ReturnNote
from oneworkforce.gathering.questionnaires.paper.printed_words import furniture, help_now, how_to_mark, promises
from oneworkforce.partnerships.models import StaffGroup
from oneworkforce.typesetting import typeset
from oneworkforce.ui.languages import TAGS
from oneworkforce.ui.wording import date as in_words
from oneworkforce.visitors.codes import in_groups

TEMPLATE = Path(__file__).with_name("questionnaire.typ")
NORMAL, LARGE = "normal", "large"
SIZES = (NORMAL, LARGE)


@dataclass(frozen=True, slots=True)
class WayOnline:
    """Where to answer online: what the QR code holds, the address to type, and the code."""

    address: str
    enter_address: str
    code: str


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF: whose, size, language, and easy words (families only; children have no others)."""

    assessment: Assessment
    staff_group: StaffGroup
    size: str = NORMAL
    language: str = "en-gb"
    easy: bool = False
    online: WayOnline | None = None


def has_easy_words(assessment: Assessment, staff_group: StaffGroup) -> bool:
    """Whether every question of a staff group has easy words."""
    themes = asked_themes(assessment.framework, staff_group.audience)
    return is_family(staff_group.audience) and all(one.words for theme in themes for one in theme.questions)


def offers_easy_words(assessment: Assessment, staff_group: StaffGroup) -> bool:
    """Whether there is a second paper, in easy words with pictures: children's one is in such words already."""
    return staff_group.audience != CHILDREN and has_easy_words(assessment, staff_group)


def _in_easy_words(wanted: Print) -> bool:
    """Whether sentences stand with their pictures: where that is wanted, and always for children."""
    asked = wanted.easy or wanted.staff_group.audience == CHILDREN
    return asked and has_easy_words(wanted.assessment, wanted.staff_group)


def questionnaire_as_pdf(wanted: Print) -> bytes:
    """The questionnaire as PDF/UA-1 on A4. :raises FontsMissing: the typefaces are not there."""
    with translation.override(wanted.language):
        return typeset(TEMPLATE, what_is_printed(wanted))


def what_is_printed(wanted: Print) -> dict[str, Any]:
    """Everything the template sets, in the current language."""
    assessment, group = wanted.assessment, wanted.staff_group
    framework = renamed(load_pin(assessment.framework, wanted.language), assessment.partnership)
    family = is_family(group.audience)
    points = points_of(assessment.framework, group.audience)
    today = timezone.localdate()
    return {
        "language": TAGS.get(wanted.language, wanted.language),
        "made_on": today.isoformat(),
        "large": wanted.size == LARGE,
        "family": family,
        "easy": _in_easy_words(wanted),
        "partnership": assessment.partnership.name,
        "group": group.name,
        "who": group.who,
        "purpose": assessment.purpose,
        "promises": promises(assessment, group.audience),
        "help": help_now(assessment.partnership) if family else [],
        "how": how_to_mark(group.audience),
        "back": _way_back(assessment),
        "online": _online(wanted.online),
        "places": [] if family else _places(assessment, framework),
        "points": list(points.values()),
        "faces": [pictures.picture(f"face-{point}") for point in points] if family else [],
        "comments": takes_comments(group.audience),
        "themes": _themes(wanted, framework),
        "words": furniture(assessment.partnership, group),
    }


def _themes(wanted: Print, framework: Framework) -> list[dict[str, Any]]:
    asked = asked_themes(wanted.assessment.framework, wanted.staff_group.audience)
    family = is_family(wanted.staff_group.audience)
    easy = _in_easy_words(wanted)
    numbers = count(1)
    return [
        {
            "name": framework.theme(theme.id).name,
            "colour": framework.theme(theme.id).colour,
            "purpose": theme.purpose,
            "questions": [
                _question(f"{next(numbers)}" if family else f"{theme.number}.{place}", one, easy)
                for place, one in enumerate(theme.questions, start=1)
            ],
        }
        for theme in asked
    ]


def _question(number: str, question: Question, easy: bool) -> dict[str, Any]:
    words = question.words
    plain_low, plain_high = [{"picture": "", "words": question.low}], [{"picture": "", "words": question.high}]
    return {
        "number": number,
        "name": words.question if words else question.name,
        "low": [_pictured(one.picture, one.words) for one in words.fragmented] if easy and words else plain_low,
        "high": [_pictured(one.picture, one.words) for one in words.reformed] if easy and words else plain_high,
    }


def _pictured(picture: str, words: str) -> dict[str, str]:
    return {"picture": pictures.picture(picture), "words": words}


def _places(assessment: Assessment, framework: Framework) -> list[dict[str, Any]]:
    """What is asked about where people work, with the entry page's numbers."""
    localities = list(assessment.partnership.localities.all())
    found = [
        {
            "legend": _("Which sector do you work in most?"),
            "options": [
                {"number": number, "name": sector.name, "more": sector.examples}
                for number, sector in enumerate(framework.sectors, start=1)
            ],
        }
    ]
    if localities:
        options = [
            {"number": number, "name": locality.name, "more": ""} for number, locality in enumerate(localities, start=1)
        ]
        found.append({"legend": _("Where do you work most?"), "options": options})
    return found


def _way_back(assessment: Assessment) -> str:
    note = return_note_of(assessment)
    day = note.return_by or assessment.closes_on
    where = " ".join(note.return_to.split("\n")).strip()
    if where and day:
        return _("Give it back by %(day)s. Return to: %(where)s") % {"day": in_words(day), "where": where}
    if where:
        return _("Return to: %(where)s") % {"where": where}
    return _("Give it back by %(day)s.") % {"day": in_words(day)} if day else ""


def return_note_of(assessment: Assessment) -> ReturnNote:
    """Where the paper goes back to; an empty note if nobody said."""
    return ReturnNote.objects.filter(assessment=assessment).first() or ReturnNote(assessment=assessment)


def _online(way: WayOnline | None) -> dict[str, str] | None:
    if way is None:
        return None
    import segno  # here, since few pages draw a QR code

    image = io.BytesIO()
    # No border: the page is white around it, by four of its squares at least.
    segno.make(way.address, error="m", micro=False).save(image, kind="svg", border=0, xmldecl=False)
    return {
        "qr": image.getvalue().decode(),
        "alt": _("QR code that leads to %(address)s") % {"address": way.address},
        "words": _("You can answer online instead: scan the square, or go to %(address)s and type %(code)s")
        % {"address": way.enter_address, "code": in_groups(way.code)},
    }
