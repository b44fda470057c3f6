"""Finishing a pile: its answers are sent once and shuffled, what was typed is gone, and only counts stay."""

from __future__ import annotations

import threading
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, connections

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage, WrongStage
from oneworkforce.gathering.questionnaires.models import Comment, Draft, DraftComment, Sheet
from oneworkforce.gathering.questionnaires.paper import finishing
from oneworkforce.gathering.questionnaires.paper.finishing import NotReady, finish_pile, settle
from oneworkforce.gathering.questionnaires.paper.models import SECOND, Checking, Pile, PileState, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED
from oneworkforce.gathering.questionnaires.paper.typings import draw_share, take
from oneworkforce.gathering.take_part.participation import participation
from tests.factories import make_member
from tests.gathering.questionnaires.given import K, open_assessment, released, send_many, waiting
from tests.gathering.questionnaires.paper.piles import filled, make_pile, type_sheet, type_twice


def officer(pile: Pile) -> Any:
    return make_member(pile.assessment.partnership)


def numbered(pile: Pile, number: int) -> str:
    """A sheet that no other number has: the number in base 5 in its first places."""
    digits = {f"p{place}": str(number // 5**place % 5 + 1) for place in range(3)}
    return filled(pile, "2", **digits)


@pytest.mark.django_db
def test_a_finished_pile_waits_like_any_other_answers() -> None:
    pile = make_pile(sheets=4)
    type_twice(pile, [numbered(pile, n) for n in range(4)])
    finished = finish_pile(pile=pile, by=officer(pile))
    assert finished.state == PileState.FINISHED
    assert waiting(pile.assessment) == 4
    assert released(pile.assessment) == 0
    assert {draft.sheet for draft in Draft.objects.all()} == {numbered(pile, n) for n in range(4)}
    assert all(draft.sent and len(draft.token_hash) == 64 for draft in Draft.objects.all())
    assert not Typing.objects.exists()
    assert (finished.typed, finished.blank, finished.checked, finished.differed) == (4, 0, 4, 0)
    assert finished.compared == 4 * 40


@pytest.mark.django_db
def test_enough_are_released_at_once_and_k_wait() -> None:
    assessment = open_assessment()
    send_many(assessment, K)
    pile = make_pile(assessment, sheets=2 * K, checking=Checking.NONE)
    for number in range(1, 2 * K + 1):
        type_sheet(pile, number, numbered(pile, number))
    finish_pile(pile=pile, by=officer(pile))
    assert (released(assessment), waiting(assessment)) == (2 * K, K)
    assert participation(assessment).by_group == {"frontline": 3 * K}


@pytest.mark.django_db
def test_where_and_what_people_said_goes_with_the_answers() -> None:
    pile = make_pile(sheets=1, checking=Checking.NONE)
    said = {"complementary-roles": "We meet on Mondays.", "effective-processes": ""}
    type_sheet(pile, 1, filled(pile), sector="health", locality="north", comments=said)
    finish_pile(pile=pile, by=officer(pile))
    draft = Draft.objects.get()
    assert (draft.sector, draft.locality) == ("health", "north")
    assert [(one.theme, one.text) for one in DraftComment.objects.all()] == [
        ("complementary-roles", "We meet on Mondays.")
    ]
    change_stage(assessment=pile.assessment, to=Stage.CLOSED, by=None)
    assert Comment.objects.get().text == "We meet on Mondays."


@pytest.mark.django_db
def test_blank_sheets_are_counted_and_not_sent() -> None:
    pile = make_pile(sheets=2)
    type_twice(pile, [filled(pile), filled(pile, ".")])
    finished = finish_pile(pile=pile, by=officer(pile))
    assert (finished.typed, finished.blank, waiting(pile.assessment)) == (2, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("lacks", ["a sheet", "the second time", "the draw"])
def test_totals_agree_or_somebody_says_why_not(lacks: str) -> None:
    checking = {"a sheet": Checking.NONE, "the second time": Checking.EVERY, "the draw": Checking.SHARE}[lacks]
    pile = make_pile(sheets=2, checking=checking)
    type_sheet(pile, 1, filled(pile))
    if lacks != "a sheet":
        type_sheet(pile, 2, filled(pile))
    with pytest.raises(NotReady, match="totals"):
        finish_pile(pile=pile, by=officer(pile), explanation="  ")
    assert pile.typings.count() == (1 if lacks == "a sheet" else 2)
    finished = finish_pile(pile=pile, by=officer(pile), explanation="Sheet 2 was taken home. ")
    assert finished.explanation == "Sheet 2 was taken home."
    assert waiting(pile.assessment) == (1 if lacks == "a sheet" else 2)


@pytest.mark.django_db
def test_a_half_typed_sheet_is_not_sent() -> None:
    pile = make_pile(sheets=2, checking=Checking.NONE)
    type_sheet(pile, 1, filled(pile))
    take(pile=pile, number=2, turn=1, by=officer(pile))
    finish_pile(pile=pile, by=officer(pile), explanation="No second sheet came.")
    assert [UNTYPED in draft.sheet for draft in Draft.objects.all()] == [False]


@pytest.mark.django_db
def test_a_checked_share_is_enough() -> None:
    pile = make_pile(sheets=3, checking=Checking.SHARE, one_in=3)
    for number in (1, 2, 3):
        type_sheet(pile, number, filled(pile))
    [drawn] = draw_share(pile=pile).drawn
    with pytest.raises(NotReady):
        finish_pile(pile=pile, by=officer(pile))
    type_sheet(pile, drawn, filled(pile), SECOND)
    assert finish_pile(pile=pile, by=officer(pile)).checked == 1


@pytest.mark.django_db
def test_differences_have_to_be_settled_whatever_is_explained() -> None:
    pile = make_pile(sheets=1)
    type_sheet(pile, 1, filled(pile, "3"))
    type_sheet(pile, 1, filled(pile, "4"), SECOND)
    with pytest.raises(NotReady, match="differently"):
        finish_pile(pile=pile, by=officer(pile), explanation="Never mind.")
    assert pile.typings.count() == 2


@pytest.mark.django_db
def test_an_empty_pile_is_not_finished() -> None:
    pile = make_pile()
    with pytest.raises(NotReady, match="No sheet"):
        finish_pile(pile=pile, by=officer(pile), explanation="There is none.")


@pytest.mark.django_db
def test_pressing_the_button_twice_sends_once() -> None:
    pile = make_pile(sheets=1)
    type_twice(pile, [filled(pile)])
    finish_pile(pile=pile, by=officer(pile))
    finish_pile(pile=pile, by=officer(pile))
    assert waiting(pile.assessment) == 1
    assert Event.objects.filter(what="pile of paper sheets finished").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_finish_at_the_same_moment_send_once() -> None:
    pile = make_pile(sheets=3)
    type_twice(pile, [filled(pile)] * 3)
    by, outcome, start = officer(pile), [], threading.Barrier(2)

    def finish() -> None:
        try:
            start.wait()
            outcome.append(finish_pile(pile=Pile.objects.get(pk=pile.pk), by=by).typed)
        finally:
            connections.close_all()

    both = [threading.Thread(target=finish) for _one in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert outcome == [3, 3]
    assert waiting(pile.assessment) == 3
    assert Event.objects.filter(what="pile of paper sheets finished").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("breaks", ["_keep_counts", "settle", "release_if_enough"])
def test_power_that_goes_in_the_middle_leaves_all_or_nothing(breaks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = open_assessment()
    pile = make_pile(assessment, sheets=2 * K, checking=Checking.NONE)
    for number in range(1, 2 * K + 1):
        type_sheet(pile, number, numbered(pile, number))

    def go(*_anything: Any, **_more: Any) -> None:
        raise SystemError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(finishing, breaks, go)
        with pytest.raises(SystemError):
            finish_pile(pile=pile, by=officer(pile))
    typed, sent = pile.typings.count(), waiting(assessment)
    assert (typed, sent) in {(2 * K, 0), (0, 2 * K)}
    assert (typed == 0) == (breaks != "_keep_counts")
    # Somebody comes back: the rest is done, and nothing twice.
    settle(assessment)
    finish_pile(pile=pile, by=officer(pile))
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert released(assessment) == 2 * K
    assert {sheet.sheet for sheet in Sheet.objects.all()} == {numbered(pile, n) for n in range(1, 2 * K + 1)}
    assert Event.objects.filter(what="pile of paper sheets finished").count() == 1


@pytest.mark.django_db
def test_a_close_erases_what_nobody_finished() -> None:
    pile = make_pile(sheets=2)
    type_twice(pile, [filled(pile)] * 2)
    change_stage(assessment=pile.assessment, to=Stage.CLOSED, by=None)
    pile.refresh_from_db()
    assert pile.state == PileState.ERASED
    assert not Typing.objects.exists()
    assert released(pile.assessment) == 0
    with pytest.raises(WrongStage):
        finish_pile(pile=pile, by=officer(pile))


@pytest.mark.django_db
def test_events_hold_counts_of_sheets_and_no_answer() -> None:
    pile = make_pile(sheets=2)
    type_twice(pile, [filled(pile), filled(pile, ".")])
    finish_pile(pile=pile, by=officer(pile))
    events = Event.objects.filter(what__startswith="pile").order_by("pk")
    assert [event.what for event in events] == ["pile of paper sheets started", "pile of paper sheets finished"]
    assert events[1].details == {"pile": pile.pk, "sheets": 2, "typed": 2, "blank": 1, "checked": 2}


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_a_finished_pile_to_answers_or_their_order() -> None:
    """Whoever has the whole database finds answers in drafts and sheets alone, in no order of the pile's numbers."""
    assessment = open_assessment()
    pile = make_pile(assessment, sheets=60, checking=Checking.NONE)
    for number in range(1, 61):
        type_sheet(pile, number, numbered(pile, number), by=pile.assessment.partnership.members.first().user)
    finish_pile(pile=pile, by=officer(pile))
    hidden = "xmin::text, xmax::text, " if connection.vendor == "postgresql" else ""
    written: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {hidden}* FROM "{table}"')  # noqa: S608
            rows = [tuple(map(str, row)) for row in cursor]
            if table not in {Draft._meta.db_table, Sheet._meta.db_table}:
                assert not [row for row in rows if any(numbered(pile, n) in row for n in range(1, 61))], table
            if hidden:
                written[table] = {mark for row in rows for mark in row[:2] if mark != "0"}
    if hidden:
        of_drafts = written[Draft._meta.db_table] | written[Sheet._meta.db_table]
        assert not of_drafts & written[Pile._meta.db_table]
        assert not of_drafts & written[Event._meta.db_table]
    number_of = {numbered(pile, n): n for n in range(1, 61)}
    order = [number_of[sheet] for sheet in Sheet.objects.order_by("pk").values_list("sheet", flat=True)]
    order += [number_of[sheet] for sheet in Draft.objects.order_by("pk").values_list("sheet", flat=True)]
    assert Counter(order) == Counter(range(1, 61))
    falls = sum(after < before for before, after in pairwise(order))
    assert 10 < falls < 49, "in random order it falls about half of the time"
