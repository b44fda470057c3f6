"""Typing sheets in, one by one and then again: no save is lost to another, and no difference goes unseen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from oneworkforce.analysis import SYMBOLS
from oneworkforce.gathering.questionnaires.paper.actions import (
    PileDone,
    TooFewSheets,
    change_pile,
    remove_pile,
    start_pile,
)
from oneworkforce.gathering.questionnaires.paper.counts import error_rate, progress_of
from oneworkforce.gathering.questionnaires.paper.models import FIRST, SECOND, Checking, Pile, Typing
from oneworkforce.gathering.questionnaires.paper.typed import UNTYPED
from oneworkforce.gathering.questionnaires.paper.typings import (
    NotComplete,
    Overtaken,
    Typed,
    TypedTwice,
    differing,
    draw_share,
    save_typing,
    settle_differences,
    take,
    take_next,
)
from tests.factories import make_member, make_partnership
from tests.gathering.questionnaires.given import group_of, open_assessment
from tests.gathering.questionnaires.paper.piles import filled, make_pile, type_sheet, type_twice

pytestmark = pytest.mark.django_db


def test_sheets_come_by_number_and_nobody_gets_one_that_another_has_begun() -> None:
    pile = make_pile(sheets=3)
    ann, ben = make_member(pile.assessment.partnership), make_member(pile.assessment.partnership)
    assert take_next(pile=pile, turn=FIRST, by=ann).number == 1
    assert take_next(pile=pile, turn=FIRST, by=ben).number == 2
    # Who comes back gets what they had begun.
    assert take_next(pile=pile, turn=FIRST, by=ann).number == 1
    type_sheet(pile, 1, filled(pile), by=ann)
    assert take_next(pile=pile, turn=FIRST, by=ann).number == 3
    type_sheet(pile, 2, filled(pile), by=ben)
    assert take_next(pile=pile, turn=FIRST, by=ben) is None


def test_the_second_time_another_persons_sheets_come_first() -> None:
    pile = make_pile(sheets=3)
    ann, ben = make_member(pile.assessment.partnership), make_member(pile.assessment.partnership)
    for number, by in ((1, ann), (2, ben), (3, ann)):
        type_sheet(pile, number, filled(pile), by=by)
    order = []
    while (typing := take_next(pile=pile, turn=SECOND, by=ann)) is not None:
        order.append(typing.number)
        assert set(typing.sheet) <= {UNTYPED, "-"}, "the first typing may not be seen"
        type_sheet(pile, typing.number, filled(pile), SECOND, by=ann)
    assert order == [2, 1, 3]


def test_what_is_typed_so_far_is_kept_and_comes_back() -> None:
    pile = make_pile()
    ann = make_member(pile.assessment.partnership)
    typing = take(pile=pile, number=1, turn=FIRST, by=ann)
    half = "3" + typing.sheet[1:]
    assert save_typing(typing=typing, saves=0, typed=Typed(half, "health", "north"), by=ann) == 1
    again = take(pile=pile, number=1, turn=FIRST, by=ann)
    assert (again.sheet, again.sector, again.locality, again.saves, again.complete) == (
        half,
        "health",
        "north",
        1,
        False,
    )
    with pytest.raises(NotComplete):
        save_typing(typing=again, saves=1, typed=Typed(half), by=ann, complete=True)


def test_an_older_page_never_overwrites_a_newer_save() -> None:
    pile = make_pile()
    ann, ben = make_member(pile.assessment.partnership), make_member(pile.assessment.partnership)
    one = take(pile=pile, number=1, turn=FIRST, by=ann)
    other = take(pile=pile, number=1, turn=FIRST, by=ben)
    save_typing(typing=one, saves=one.saves, typed=Typed(filled(pile, "4")), by=ann, complete=True)
    with pytest.raises(Overtaken, match=rf"Sheet 1 was saved .* \({ann.name}\)") as refusal:
        save_typing(typing=other, saves=other.saves, typed=Typed(filled(pile, "5")), by=ben, complete=True)
    assert refusal.value.now.sheet == filled(pile, "4")
    assert Typing.objects.get().sheet == filled(pile, "4")


@pytest.mark.parametrize("first_heard", [True, False])
def test_the_last_save_of_a_page_that_is_left_may_follow_one_that_it_has_not_heard_of(first_heard: bool) -> None:
    pile = make_pile()
    ann = make_member(pile.assessment.partnership)
    typing = take(pile=pile, number=1, turn=FIRST, by=ann)
    half, whole = Typed("3" + typing.sheet[1:]), Typed(filled(pile, "4"))
    if first_heard:
        assert save_typing(typing=typing, saves=0, typed=half, by=ann, number=7301) == 7301
    save_typing(typing=typing, saves=0, typed=whole, by=ann, under_way=7301)
    # The one before it, coming in late, changes nothing any more.
    with pytest.raises(Overtaken):
        save_typing(typing=typing, saves=0, typed=half, by=ann, number=7301)
    assert Typing.objects.get().sheet == whole.sheet


def test_the_last_save_of_a_page_that_is_left_overwrites_no_other_page() -> None:
    pile = make_pile()
    ann, ben = make_member(pile.assessment.partnership), make_member(pile.assessment.partnership)
    typing = take(pile=pile, number=1, turn=FIRST, by=ann)
    save_typing(typing=typing, saves=0, typed=Typed(filled(pile, "5")), by=ben)
    with pytest.raises(Overtaken):
        save_typing(typing=typing, saves=0, typed=Typed(filled(pile, "4")), by=ann, under_way=7301)
    assert Typing.objects.get().sheet == filled(pile, "5")


def test_a_complete_sheet_is_corrected_and_never_made_incomplete() -> None:
    pile = make_pile()
    typing = type_sheet(pile, 1, filled(pile))
    by = make_member(pile.assessment.partnership)
    half = UNTYPED + filled(pile)[1:]
    assert save_typing(typing=typing, saves=typing.saves, typed=Typed(half), by=by) == typing.saves
    assert save_typing(typing=typing, saves=typing.saves, typed=Typed(filled(pile, "2")), by=by) == typing.saves + 1
    typing.refresh_from_db()
    assert (typing.sheet, typing.complete) == (filled(pile, "2"), True)


def test_no_second_time_before_the_first_and_no_number_that_is_not_there() -> None:
    pile = make_pile(sheets=2)
    by = make_member(pile.assessment.partnership)
    for number, turn in ((1, SECOND), (0, FIRST), (3, FIRST)):
        with pytest.raises(ValueError, match="sheet"):
            take(pile=pile, number=number, turn=turn, by=by)


def test_two_typings_that_agree_are_settled_and_stay_as_they_are() -> None:
    pile = make_pile(sheets=1)
    type_twice(pile, [filled(pile)])
    first = pile.typings.get(turn=FIRST)
    assert (first.agreed, first.differed) == (True, 0)
    with pytest.raises(TypedTwice):
        save_typing(typing=first, saves=first.saves, typed=Typed(filled(pile, "1")), by=first.by, complete=True)


def test_differences_are_settled_by_the_paper_and_counted_as_they_were() -> None:
    pile = make_pile(sheets=1)
    type_sheet(pile, 1, filled(pile, "3"), sector="health", comments={"complementary-roles": "Said once."})
    second = type_sheet(pile, 1, filled(pile, "3", p0="5", p7="d"), SECOND, sector="education")
    first = pile.typings.get(turn=FIRST)
    assert differing(first, second) == [0, 7]
    assert (first.agreed, first.differed) == (False, 3)
    # Neither typing can be made to fit the other: that would hide the mistake.
    with pytest.raises(TypedTwice):
        save_typing(typing=second, saves=second.saves, typed=Typed(first.sheet), by=second.by, complete=True)

    right = Typed(filled(pile, "3", p0="5"), "education", "")
    settle_differences(typing=first, saves=first.saves, second=second, second_saves=second.saves, typed=right)
    first.refresh_from_db()
    assert (first.sheet, first.sector, first.agreed, first.differed) == (right.sheet, "education", True, 3)
    assert first.comments == {"complementary-roles": "Said once."}
    with pytest.raises(Overtaken):
        settle_differences(typing=first, saves=first.saves, second=second, second_saves=second.saves, typed=right)
    progress = progress_of(pile)
    assert (progress.checked, progress.agreed, progress.differed, progress.differing) == (1, 1, 3, [])
    assert error_rate(progress.differed, progress.compared) == pytest.approx(100 * 3 / 40)


class EverySingleDifference(HypothesisCase):
    """Any one character that differs between two typings is seen, and named by its place."""

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_is_seen(self, data: st.DataObject) -> None:
        pile = make_pile(sheets=1, group="leaders")
        sheet = [data.draw(st.sampled_from(SYMBOLS)) for _place in filled(pile)]
        place = data.draw(st.integers(0, len(sheet) - 1))
        other = data.draw(st.sampled_from([symbol for symbol in SYMBOLS if symbol != sheet[place]]))
        changed = [*sheet[:place], other, *sheet[place + 1 :]]
        first = type_sheet(pile, 1, "".join(sheet))
        second = type_sheet(pile, 1, "".join(changed), SECOND)
        first.refresh_from_db()
        assert differing(first, second) == [place]
        assert (first.differed, first.agreed) == (1, False)


def test_a_share_is_drawn_once_from_what_is_typed() -> None:
    pile = make_pile(sheets=25, checking=Checking.SHARE, one_in=10)
    by = make_member(pile.assessment.partnership)
    assert take_next(pile=pile, turn=SECOND, by=by) is None
    for number in range(1, 26):
        type_sheet(pile, number, filled(pile), by=by)
    drawn = draw_share(pile=pile).drawn
    assert len(drawn) == 3
    assert draw_share(pile=pile).drawn == drawn
    assert sorted(take(pile=pile, number=n, turn=SECOND, by=by).number for n in drawn) == drawn
    # Another share is another draw; every sheet is checked when that is asked for.
    changed = change_pile(pile=pile, name=pile.name, sheets=25, checking=Checking.EVERY, one_in=10, by=by)
    assert changed.drawn == []
    assert progress_of(changed).to_check == 25


def test_every_sheet_can_be_drawn() -> None:
    seen: set[int] = set()
    for _try in range(60):
        pile = make_pile(sheets=3, checking=Checking.SHARE, one_in=3)
        by = make_member(pile.assessment.partnership)
        for number in (1, 2, 3):
            type_sheet(pile, number, filled(pile), by=by)
        seen.update(draw_share(pile=pile).drawn)
        if seen == {1, 2, 3}:
            return
    raise AssertionError(f"after 60 draws only {seen}: less than once in a thousand million runs")


def test_a_pile_has_at_least_the_sheets_that_are_typed() -> None:
    pile = make_pile(sheets=5)
    by = make_member(pile.assessment.partnership)
    type_sheet(pile, 4, filled(pile))
    with pytest.raises(TooFewSheets, match="Sheet 4"):
        change_pile(pile=pile, name="Box 2", sheets=3, checking="every", one_in=10, by=by)
    assert change_pile(pile=pile, name="Box 2", sheets=4, checking="every", one_in=10, by=by).sheets == 4


def test_a_pile_that_is_removed_takes_what_was_typed_with_it() -> None:
    pile = make_pile()
    type_sheet(pile, 1, filled(pile))
    remove_pile(pile=pile, by=make_member(pile.assessment.partnership))
    assert not Typing.objects.exists()
    assert not Pile.objects.exists()


def test_a_staff_group_of_somebody_else_has_no_pile_here() -> None:
    assessment = open_assessment()
    elsewhere = open_assessment()
    with pytest.raises(ValueError, match="staff group"):
        start_pile(
            assessment=assessment,
            staff_group=group_of(elsewhere),
            name="Box",
            sheets=3,
            by=make_member(make_partnership()),
        )


def test_a_page_of_a_pile_costs_as_many_queries_for_one_sheet_as_for_many(
    django_assert_num_queries: object,
) -> None:
    for sheets in (1, 9):
        pile = make_pile(sheets=sheets)
        type_twice(pile, [filled(pile)] * sheets)
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert progress_of(pile).agreed == sheets


def test_a_finished_pile_takes_nothing_more() -> None:
    pile = make_pile(sheets=1)
    typing = type_sheet(pile, 1, filled(pile))
    Pile.objects.update(state="finished")
    with pytest.raises(PileDone):
        save_typing(typing=typing, saves=typing.saves, typed=Typed(filled(pile)), by=typing.by)
    with pytest.raises(PileDone):
        take_next(pile=pile, turn=FIRST, by=typing.by)
    with pytest.raises(PileDone):
        remove_pile(pile=pile, by=typing.by)
