"""The statements that find and change a draft, each written once by the ORM, for whichever database there is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Now, StrIndex, Substr
from django.db.models.lookups import Exact, GreaterThan, In

from oneworkforce.analysis import SYMBOLS
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment
from oneworkforce.gathering.questionnaires.prepared import Finder, Pairs, Statement, text_slot, update
from oneworkforce.gathering.questionnaires.saving import marks
from oneworkforce.gathering.questionnaires.saving.marks import stored_mark
from oneworkforce.gathering.questionnaires.sheets import changed_sheet, with_parts
from oneworkforce.partnerships.models import ThemeName


def _pairs(rows: QuerySet[Any], first: str, second: str) -> Subquery:
    return Subquery(rows.order_by().values(together=Pairs(first, second)))


DRAFTS = Finder(
    Draft,
    by="token_hash",
    beside=("assessment", "assessment__partnership", "staff_group"),
    also={
        "comments_in_json": _pairs(DraftComment.objects.filter(draft=OuterRef("pk")), "theme", "text"),
        "names_in_json": _pairs(
            ThemeName.objects.filter(partnership=OuterRef("assessment__partnership")), "theme", "name"
        ),
    },
)
"""Drafts by their key, with what their pages need: the comments, and the partnership's own names for themes."""


def changeable(key: str) -> QuerySet[Draft]:
    """The draft of a key, if it can be changed now, as a query of at most one."""
    # Conditions on the draft's own columns, not a join: PostgreSQL checks these again after waiting for a row's lock.
    # The last day's end counts from its moment, though nobody may have looked, and closed the assessment, since.
    goes_on = Q(closes_at=None) | Q(closes_at__gt=Now())
    is_open = Assessment.objects.filter(goes_on, stage=Stage.OPEN).values("pk")
    return Draft.objects.filter(pk=key, sent=False, assessment__in=is_open)


def as_text(value: str) -> Value:
    return Value(value, output_field=CharField())


def asked(key: str, positions: tuple[int, ...]) -> QuerySet[Draft]:
    return changeable(key).filter(*(In(Substr("sheet", position + 1, 1), list(SYMBOLS)) for position in positions))


@lru_cache(maxsize=256)
def saving(positions: tuple[int, ...]) -> Statement:
    """The UPDATE that saves answers at these positions, in rising order. Values: key, new mark, then each symbol."""
    symbols = {position: text_slot(place) for place, position in enumerate(positions, start=2)}
    return update(
        asked(text_slot(0), positions),
        sheet=changed_sheet(symbols),
        marks=with_parts("marks", {position: as_text(text_slot(1)) for position in positions}, marks.WIDTH),
    )


@lru_cache(maxsize=256)
def saving_form(positions: tuple[int, ...], places: int) -> Statement:
    """As `saving`, unless it came before. Values: key, new mark, form, then each symbol."""
    symbols = {position: text_slot(place) for place, position in enumerate(positions, start=3)}
    return update(
        _not_yet(asked(text_slot(0), positions), text_slot(2), places),
        sheet=changed_sheet(symbols),
        marks=_with_form({position: as_text(text_slot(1)) for position in positions}, text_slot(2), places),
    )


def _not_yet(drafts: QuerySet[Draft], form: str, places: int) -> QuerySet[Draft]:
    forms = Substr("marks", places * marks.WIDTH + 1)
    return drafts.filter(Exact(StrIndex(forms, as_text(form)), 0))


def _with_form(new: dict[int, Combinable], form: str, places: int) -> Func:
    others = Substr("marks", places * marks.WIDTH + 1, marks.FORM_WIDTH * (marks.FORMS - 1))
    return with_parts("marks", new, marks.WIDTH, end=(as_text(form), others), places=places)


@lru_cache(maxsize=256)
def saving_late(positions: tuple[int, ...]) -> Statement:
    """As `saving`, where the mark is one of some. Values: key, then symbol, new mark and marks before of each."""
    symbols, new = {}, {}
    for place, position in enumerate(positions):
        first = 1 + 3 * place
        was = text_slot(first + 2)
        symbols[position] = _if_it_was(was, position, text_slot(first), Substr("sheet", position + 1, 1))
        new[position] = _if_it_was(was, position, text_slot(first + 1), stored_mark(position))
    return update(
        asked(text_slot(0), positions),
        returning=("sheet", "marks"),
        sheet=with_parts("sheet", symbols),
        marks=with_parts("marks", new, marks.WIDTH),
    )


@lru_cache(maxsize=8)
def saving_about(place: int) -> Statement:
    """The UPDATE that saves where somebody works. Values: key, new mark, sector, locality, workforce."""
    new = with_parts("marks", {place: as_text(text_slot(1))}, marks.WIDTH)
    about = changeable(text_slot(0))
    return update(about, sector=text_slot(2), locality=text_slot(3), workforce=text_slot(4), marks=new)


@lru_cache(maxsize=8)
def saving_about_form(place: int, places: int) -> Statement:
    """As `saving_about`, unless it came before. Values: key, new mark, form, sector, locality, workforce."""
    return update(
        _not_yet(changeable(text_slot(0)), text_slot(2), places),
        sector=text_slot(3),
        locality=text_slot(4),
        workforce=text_slot(5),
        marks=_with_form({place: as_text(text_slot(1))}, text_slot(2), places),
    )


@lru_cache(maxsize=8)
def saving_about_late(place: int) -> Statement:
    """As `saving_about`, where the mark is one of some. Values: key, new mark, marks before, sector, locality,
    workforce."""
    was = text_slot(2)
    return update(
        changeable(text_slot(0)),
        returning=("sector", "locality", "workforce", "marks"),
        sector=_if_it_was(was, place, text_slot(3), F("sector")),
        locality=_if_it_was(was, place, text_slot(4), F("locality")),
        workforce=_if_it_was(was, place, text_slot(5), F("workforce")),
        marks=with_parts("marks", {place: _if_it_was(was, place, text_slot(1), stored_mark(place))}, marks.WIDTH),
    )


def _if_it_was(was: str, place: int, new: str, before: Substr | F) -> Case:
    # No mark has a space in it, so one is found among others, with spaces between, only as a whole.
    among = GreaterThan(StrIndex(as_text(was), stored_mark(place)), 0)
    return Case(When(among, then=as_text(new)), default=before, output_field=CharField())
