"""Saving what somebody answers, so that an older answer never takes the place of a newer one.

There are two ways. What somebody does now is written: `save_answers`, `save_about`, `save_comment`. What may come late,
from a page that lost its connection or stood open, is an `Act` with the marks that its page believed in, and is written
only over one of those; else what is kept is said: `save_unless_newer` and its like. No time is kept for either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256

from django.db import transaction

from oneworkforce.analysis import SYMBOLS
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import Framework, load_pin
from oneworkforce.frameworks.rules import FAMILY_AUDIENCES, takes_comments
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.gathering.questionnaires.saving import marks
from oneworkforce.gathering.questionnaires.saving.marks import new_mark
from oneworkforce.gathering.questionnaires.saving.statements import (
    DRAFTS,
    as_text,
    changeable,
    saving,
    saving_about,
    saving_about_form,
    saving_about_late,
    saving_form,
    saving_late,
)
from oneworkforce.gathering.questionnaires.sheets import check_changes, with_parts
from oneworkforce.invitations.models import Workforce

LONGEST_COMMENT = 2000


class Gone(Exception):
    """The draft is sent, released or deleted, or its assessment takes no answers now: nothing was saved."""


class CameBefore(Exception):
    """This very form was saved before: what is there may be newer, and stays."""


class Differs(Exception):
    """Another text was written meanwhile; its writer decides."""

    def __init__(self, text: str) -> None:
        """:param text: the one that is kept."""
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class Act:
    """An answer, its new mark, and the marks, with spaces between, of what its page believed to be there before."""

    value: str
    mark: str
    was: str


@dataclass(frozen=True, slots=True)
class AboutYou:
    """Where somebody says they work, and whether they are core or wider workforce; each may be ""."""

    sector: str = ""
    locality: str = ""
    workforce: str = ""

    def in_one(self) -> str:
        """As one text: `health/north/core`."""
        return "/".join(astuple(self))


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays, as it is newer than what came, and its mark."""

    value: str
    mark: str


def save_answers(*, key: str, changes: dict[int, str]) -> bool:
    """Save answers, position on the sheet → symbol (1–5, d, n or . to take one back), in one UPDATE statement.

    :returns: whether they were saved; False where the draft is gone or sent, or the assessment is not open.
    :raises ValueError: for an unknown symbol, or a position that is not on the sheet or not asked.
    """
    check_changes(changes)
    if not changes:
        return changeable(key).exists()
    positions = tuple(sorted(changes))
    symbols = [changes[position] for position in positions]
    if saving(positions).changed(key, new_mark(), *symbols):
        return True
    _check_asked(key, changes)
    return False


def save_form(*, key: str, framework: Framework, changes: dict[int, str], form: str) -> bool:
    """As `save_answers`, for a form of a page without scripts, known by `marks.form_of`.

    :raises CameBefore: as that says.
    """
    check_changes(changes)
    positions = tuple(sorted(changes))
    symbols = [changes[position] for position in positions]
    if saving_form(positions, marks.places_of(framework)).changed(key, new_mark(), form, *symbols):
        return True
    _check_asked(key, changes)
    if changeable(key).exists():
        raise CameBefore
    return False


def save_unless_newer(*, key: str, acts: Mapping[int, Act]) -> dict[int, Kept]:
    """Save each answer, by its position, that nobody changed since its page looked; all in one UPDATE statement.

    :returns: what stays instead, where somebody did.
    :raises Gone: as that says. :raises ValueError: as `save_answers`.
    """
    check_changes({position: act.value for position, act in acts.items()})
    positions = tuple(sorted(acts))
    values = [text for position in positions for text in _texts(acts[position])]
    for sheet, marked in saving_late(positions).rows(key, *values):
        now = {position: Kept(sheet[position], marks.mark_at(marked, position)) for position in positions}
        return {position: kept for position, kept in now.items() if kept.mark != acts[position].mark}
    _check_asked(key, acts)
    raise Gone


def save_about(*, key: str, about: AboutYou) -> bool:
    """Save where a person says they work, and of which workforce they are.

    :returns: whether they were saved, as `save_answers`. :raises ValueError: for an unknown sector, locality or
        workforce.
    """
    framework = _check_about(key, about)
    if framework is None:
        return False
    return bool(saving_about(marks.place_of_about(framework)).changed(key, new_mark(), *astuple(about)))


def save_about_form(*, key: str, framework: Framework, about: AboutYou, form: str) -> bool:
    """As `save_form`, for where somebody works: what is known to be there."""
    place, places = marks.place_of_about(framework), marks.places_of(framework)
    if saving_about_form(place, places).changed(key, new_mark(), form, *astuple(about)):
        return True
    if changeable(key).exists():
        raise CameBefore
    return False


def save_about_unless_newer(*, key: str, about: AboutYou, act: Act) -> Kept | None:
    """As `save_about`, where nobody changed it since its page looked.

    :param act: its value does not count. :returns: else what stays, as `AboutYou.in_one` writes it.
    :raises Gone: as that says. :raises ValueError: as `save_about`.
    """
    framework = _check_about(key, about)
    if framework is not None:
        place = marks.place_of_about(framework)
        for *kept, marked in saving_about_late(place).rows(key, act.mark, act.was, *astuple(about)):
            mark = marks.mark_at(marked, place)
            return None if mark == act.mark else Kept(AboutYou(*kept).in_one(), mark)
    raise Gone


def save_comment(*, key: str, theme: str, text: str, shown: str | None = None) -> bool:
    """Save a comment on a theme; an empty one takes it back.

    :param shown: digests, with spaces between, of the texts that its page had shown; None where that does not matter.
    :returns: whether it was saved, as `save_answers`.
    :raises ValueError: for an unknown theme, or over 2,000 characters. :raises Differs: where there is another since.
    """
    try:
        with transaction.atomic():
            draft, place, before = _comment_before(key, theme)
            if shown is not None and before != storable(text) and shown_as(before) not in shown.split():
                raise Differs(before)
            _write_comment(draft, theme, text, place, new_mark())
    except Gone:
        return False
    return True


def save_comment_unless_newer(*, key: str, theme: str, act: Act) -> Kept | None:
    """Save a comment where nobody changed it since its page looked; else say what stays.

    :raises Gone: as that says. :raises ValueError: as `save_comment`.
    """
    with transaction.atomic():
        draft, place, before = _comment_before(key, theme)
        mark = marks.mark_at(draft.marks, place)
        if mark == act.mark:  # it came before
            return None
        if mark not in act.was.split():
            return Kept(before, mark)
        _write_comment(draft, theme, act.value, place, act.mark)
    return None


def plain(text: str) -> str:
    """A comment as it is kept: one kind of line end, nothing blank around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def shown_as(text: str) -> str:
    """A short digest of a comment: a form carries it to say which text its page had shown."""
    return sha256(plain(text).encode()).hexdigest()[:12]


def storable(text: str) -> str:
    """Trimmed, and without what PostgreSQL or UTF-8 cannot hold. :raises ValueError: over 2,000 characters."""
    text = text.replace("\x00", "").encode("utf-8", "replace").decode().strip()
    if len(text) > LONGEST_COMMENT:
        raise ValueError(f"a comment has at most {LONGEST_COMMENT} characters")
    return text


# ---------------------------------------------------------------------------------------------------------------------


def _texts(act: Act) -> tuple[str, str, str]:
    return act.value, act.mark, act.was


def _check_asked(key: str, positions: Mapping[int, object]) -> None:
    sheet = changeable(key).values_list("sheet", flat=True).first()
    refused = [at for at in positions if sheet is not None and sheet[at : at + 1] not in [*SYMBOLS]]
    if refused:
        raise ValueError(f"position {refused[0]} is not asked")


def _check_about(key: str, about: AboutYou) -> Framework | None:
    sector, locality, workforce = astuple(about)
    draft = DRAFTS.find(key)
    if draft is None or draft.sent or draft.assessment.stage != Stage.OPEN:
        return None
    framework = load_pin(draft.assessment.framework)
    if sector and sector not in {known.id for known in framework.sectors}:
        raise ValueError(f"there is no sector {sector!r}")
    if locality and not draft.assessment.partnership.localities.filter(key=locality).exists():
        raise ValueError(f"there is no locality {locality!r}")
    if workforce and (workforce not in Workforce.values or draft.staff_group.audience in FAMILY_AUDIENCES):
        raise ValueError(f"there is no workforce {workforce!r}")
    return framework


def _comment_before(key: str, theme: str) -> tuple[Draft, int, str]:
    # The lock keeps the draft from being sent, and released, between the look and the write.
    found = changeable(key).select_related("assessment", "staff_group")
    draft = found.select_for_update(of=("self",), no_key=True).first()
    if draft is None:
        raise Gone
    if not takes_comments(draft.staff_group.audience):
        raise ValueError("this questionnaire has no room for words")
    place = marks.place_of_comment(load_pin(draft.assessment.framework), theme)
    before = DraftComment.objects.filter(draft=draft, theme=theme).values_list("text", flat=True).first()
    return draft, place, before or ""


def _write_comment(draft: Draft, theme: str, text: str, place: int, mark: str) -> None:
    text = storable(text)
    if text:
        DraftComment.objects.update_or_create(draft=draft, theme=theme, defaults={"text": text})
    else:
        DraftComment.objects.filter(draft=draft, theme=theme).delete()
    Draft.objects.filter(pk=draft.pk).update(marks=with_parts("marks", {place: as_text(mark)}, marks.WIDTH))
