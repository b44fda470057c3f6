"""Piles of paper sheets for tests, typed by people with accounts as the pages do it."""

from __future__ import annotations

from typing import Any

from oneworkforce.accounts.models import User
from oneworkforce.assessments.models import Assessment
from oneworkforce.gathering.questionnaires.paper.actions import start_pile
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Checking, Pile, Typing
from oneworkforce.gathering.questionnaires.paper.typings import Typed, save_typing, take
from oneworkforce.gathering.questionnaires.sheets import asked_of
from tests.factories import make_member
from tests.gathering.questionnaires.given import group_of, open_assessment


def make_pile(
    assessment: Assessment | None = None,
    sheets: int = 3,
    group: str = "frontline",
    checking: str = Checking.EVERY,
    by: User | None = None,
    **details: Any,
) -> Pile:
    """A pile of a staff group, in an open assessment of its own if none is given."""
    assessment = assessment or open_assessment()
    details.setdefault("name", f"Pile {assessment.piles.count() + 1}")
    return start_pile(
        assessment=assessment,
        staff_group=group_of(assessment, group),
        sheets=sheets,
        checking=checking,
        by=by or make_member(assessment.partnership),
        **details,
    )


def filled(pile: Pile, answer: str = "3", **places: str) -> str:
    """A sheet with one answer everywhere it is asked, but for some places: ``filled(pile, p0="d")``."""
    asked = asked_of(pile.assessment, pile.staff_group)
    sheet = [answer if is_asked else "-" for is_asked in asked]
    for place, symbol in places.items():
        sheet[int(place[1:])] = symbol
    return "".join(sheet)


def type_sheet(pile: Pile, number: int, sheet: str, turn: int = FIRST, by: User | None = None, **about: Any) -> Typing:
    """Type one sheet to its end."""
    by = by or make_member(pile.assessment.partnership)
    typing = take(pile=pile, number=number, turn=turn, by=by)
    save_typing(typing=typing, saves=typing.saves, typed=Typed(sheet, **about), by=by, complete=True)
    typing.refresh_from_db()
    return typing


def type_twice(pile: Pile, sheets: list[str], by: User | None = None) -> None:
    """Type sheets from number 1 on, each both times and the same."""
    for number, sheet in enumerate(sheets, start=1):
        for turn in (FIRST, SECOND):
            type_sheet(pile, number, sheet, turn, by)


def pile_that_differs(assessment: Assessment, by: User | None = None) -> Pile:
    """A pile of three: sheet 1 is typed twice and differs, sheet 2 is typed once, sheet 3 not yet."""
    pile = make_pile(assessment, sheets=3, by=by)
    type_sheet(pile, 1, filled(pile, "3"), by=by)
    type_sheet(pile, 1, filled(pile, "3", p0="4"), SECOND, by=by, sector="health")
    type_sheet(pile, 2, filled(pile, "2"), by=by)
    return pile
