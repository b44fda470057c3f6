"""Release: at least k always wait while an assessment is open, and every step of every figure is at least k people."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.gathering.questionnaires.drafts import comment_on_tool, draft_key
from oneworkforce.gathering.questionnaires.models import Comment, Draft, DraftComment, Sheet, Tally, ToolComment
from oneworkforce.gathering.questionnaires.release import release_if_enough
from oneworkforce.gathering.questionnaires.saving.saves import save_comment
from oneworkforce.gathering.questionnaires.tallies import rebuild_tallies
from oneworkforce.gathering.take_part.participation import respondents
from tests.gathering.questionnaires.given import (
    K,
    group_of,
    open_assessment,
    released,
    send,
    send_many,
    start,
    tallies_of,
    waiting,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sent", "out", "left"),
    [
        (1, 0, 1),
        (K, 0, K),
        (2 * K - 1, 0, 2 * K - 1),
        (2 * K, K, K),
        (2 * K + 1, K, K + 1),
        (3 * K, 2 * K, K),
        (17, 10, 7),
    ],
)
def test_sent_one_by_one(sent: int, out: int, left: int) -> None:
    assessment = open_assessment()
    for _person in range(sent):
        send(assessment)
    assert (released(assessment), waiting(assessment)) == (out, left)
    assert respondents(assessment) == sent


@pytest.mark.parametrize(("sent", "out"), [(2 * K - 1, 0), (2 * K, K), (50, 45)])
def test_many_at_once_are_released_but_for_k(sent: int, out: int) -> None:
    assessment = open_assessment()
    send_many(assessment, sent)
    assert (released(assessment), waiting(assessment)) == (out, sent - out)


def test_one_group_never_releases_another() -> None:
    assessment = open_assessment()
    send_many(assessment, 2 * K - 1, "leaders")
    send_many(assessment, 2 * K)
    assert (released(assessment, "leaders"), waiting(assessment, "leaders")) == (0, 2 * K - 1)


def test_who_is_released_is_drawn_at_random() -> None:
    """Of 2k, each stays with a chance of one half: were it always the last ones, everyone would know whose are out."""
    stayed: Counter[int] = Counter()
    for _time in range(40):
        assessment = open_assessment()
        keys = [send(assessment) for _person in range(2 * K)]
        left = set(Draft.objects.filter(assessment=assessment).values_list("pk", flat=True))
        stayed.update(place for place, key in enumerate(keys) if key in left)
    # Each place: binomial(40, 1/2); outside 4..36 about once in 10^7 runs.
    assert all(4 <= stayed[place] <= 36 for place in range(2 * K)), stayed


@pytest.mark.parametrize("sent", [1, K, 2 * K, 13])
def test_a_first_close_releases_the_rest(sent: int) -> None:
    assessment = open_assessment()
    for _person in range(sent):
        send(assessment)
    start(assessment)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert released(assessment) == sent
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("late", "out"), [(1, 0), (K - 1, 0), (K, K), (K + 2, K + 2)])
def test_late_answers_after_a_first_close_need_k(late: int, out: int) -> None:
    assessment = open_assessment()
    send_many(assessment, 2 * K)
    for stage in (Stage.CLOSED, Stage.OPEN):
        change_stage(assessment=assessment, to=stage, by=None)
    send_many(assessment, late)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert (released(assessment), waiting(assessment)) == (2 * K + out, late - out)
    for stage in (Stage.ARCHIVED, Stage.CLOSED):
        change_stage(assessment=assessment, to=stage, by=None)
    assert (released(assessment), waiting(assessment)) == (2 * K + out, late - out)


def test_late_answers_that_waited_join_the_next_ones() -> None:
    assessment = open_assessment()
    send_many(assessment, 2 * K)
    for late in (3, K - 3):
        for stage in (Stage.CLOSED, Stage.OPEN):
            change_stage(assessment=assessment, to=stage, by=None)
        send_many(assessment, late)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert (released(assessment), waiting(assessment)) == (3 * K, 0)


def test_comments_go_with_their_drafts_and_are_pulled_apart() -> None:
    assessment = open_assessment()
    keys = [send(assessment) for _person in range(2 * K - 1)]
    last = draft_key(start(assessment))
    for number, key in enumerate([*keys, last]):
        Draft.objects.filter(pk=key).update(sent=False)
        for theme in ("complementary-roles", "outcome-focus"):
            assert save_comment(key=key, theme=theme, text=f"{theme} {number}")
        Draft.objects.filter(pk=key).update(sent=True)
        comment_on_tool(key=key, assessment=assessment, text=f"tool {number}")
    release_if_enough(assessment, group_of(assessment))
    left = set(Draft.objects.values_list("pk", flat=True))
    gone = {number for number, key in enumerate([*keys, last]) if key not in left}
    assert len(gone) == K
    assert set(Comment.objects.values_list("theme", "text")) == {
        (theme, f"{theme} {number}") for number in gone for theme in ("complementary-roles", "outcome-focus")
    }
    assert set(ToolComment.objects.values_list("text", flat=True)) == {f"tool {number}" for number in gone}
    assert set(DraftComment.objects.values_list("draft_id", flat=True)) == left
    ids = [set(model.objects.values_list("pk", flat=True)) for model in (Sheet, Comment, ToolComment)]
    assert len(set.union(*ids)) == sum(map(len, ids))


def test_a_release_writes_no_event() -> None:
    assessment = open_assessment()
    before = list(Event.objects.values_list("pk", flat=True))
    for _person in range(2 * K):
        send(assessment)
    assert released(assessment) == K
    assert list(Event.objects.values_list("pk", flat=True)) == before


def test_sheets_of_more_than_one_chunk_all_arrive() -> None:
    assessment = open_assessment()
    send_many(assessment, 4321)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert released(assessment) == 4321
    assert sum(tally.sheets for tally in assessment.tallies.all()) == 4321
    assert not Draft.objects.exists()


SENDING = st.tuples(
    st.just("send"),
    st.sampled_from(["frontline", "leaders"]),
    st.integers(1, 3 * K),
    st.sampled_from(["", "health"]),
    st.sampled_from("12345dn"),
)
STEPS = st.lists(st.one_of(SENDING, st.just(("start",)), st.just(("close",)), st.just(("open",))), max_size=12)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_happens_no_step_is_about_fewer_than_k(steps: list[tuple[str, ...]]) -> None:
    assessment = open_assessment()
    sent: Counter[str] = Counter()
    closes = 0
    for what, *how in steps:
        before = {group: released(assessment, group) for group in ("frontline", "leaders")}
        held = {group: waiting(assessment, group) for group in before}
        if what == "send" and assessment.stage == Stage.OPEN:
            group, people, sector, score = how
            send_many(assessment, int(people), group, sector, score)
            sent[group] += int(people)
        elif what == "start" and assessment.stage == Stage.OPEN:
            start(assessment)
        elif what == "close" and assessment.stage == Stage.OPEN:
            change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
            closes += 1
            assert not Draft.objects.filter(assessment=assessment, sent=False).exists()
        elif what == "open" and assessment.stage == Stage.CLOSED:
            change_stage(assessment=assessment, to=Stage.OPEN, by=None)
        for group in before:
            now, wait = released(assessment, group), waiting(assessment, group)
            step = now - before[group]
            assert now + wait == sent[group]
            first_close_of_few = what == "close" and closes == 1 and before[group] == 0
            assert step == 0 or step >= K or (first_close_of_few and step == held[group])
            if assessment.stage == Stage.OPEN:
                assert wait < 2 * K
                assert what != "send" or step == 0 or wait >= K
    assert sum(tally.sheets for tally in Tally.objects.filter(assessment=assessment)) == sum(
        released(assessment, group) for group in ("frontline", "leaders")
    )
    stood = tallies_of(assessment)
    rebuild_tallies(assessment)
    assert tallies_of(assessment) == stood


def test_rebuilding_repairs_what_does_not_belong() -> None:
    assessment = open_assessment()
    send_many(assessment, 3 * K)
    right = tallies_of(assessment)
    Tally.objects.update(sheets=1, counts=b"nonsense")
    rebuild_tallies(assessment)
    assert tallies_of(assessment) == right


def test_what_is_released_carries_the_number_of_the_close_that_counts_it() -> None:
    assessment = open_assessment()
    for close in (1, 2):
        send_many(assessment, 2 * K, score="3")
        assert set(Sheet.objects.filter(close=close).values_list("assessment", flat=True)) == {assessment.pk}
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        counted = {one.close: one.sheets for one in assessment.tallies.all()}
        assert counted == dict.fromkeys(range(1, close + 1), 2 * K)
        change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    stood = tallies_of(assessment)
    rebuild_tallies(assessment)
    assert tallies_of(assessment) == stood


def test_comments_carry_the_number_of_the_close_that_shows_them() -> None:
    assessment = open_assessment()
    for close in (1, 2):
        keys = [send(assessment) for _person in range(K)]
        comment_on_tool(key=keys[0], assessment=assessment, text=f"waiting {close}")
        comment_on_tool(key=None, assessment=assessment, text=f"by itself {close}")
        change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
        comment_on_tool(key=None, assessment=assessment, text=f"after {close}")
        change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    assert dict(ToolComment.objects.values_list("text", "close")) == {
        "waiting 1": 1,
        "by itself 1": 1,
        "after 1": 2,
        "waiting 2": 2,
        "by itself 2": 2,
        "after 2": 3,
    }
