"""What may be read of a questionnaire, and when."""

from __future__ import annotations

import pytest

from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.models import Assessment
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load_pin
from oneworkforce.gathering.questionnaires.comments import comments_to_show, tool_comments
from oneworkforce.gathering.questionnaires.drafts import comment_on_tool, draft_key, send_draft
from oneworkforce.gathering.questionnaires.figures import group_tallies
from oneworkforce.gathering.questionnaires.models import Comment
from oneworkforce.gathering.questionnaires.saving.saves import save_answers, save_comment
from oneworkforce.gathering.take_part.participation import participation, respondents
from tests.gathering.questionnaires.given import K, group_of, open_assessment, send, send_many, start

pytestmark = pytest.mark.django_db


def send_with_comments(assessment: Assessment, people: int, group: str, answer: str = "4") -> None:
    """People who answer one dimension of the first two themes, comment on both, and on the tool."""
    framework = load_pin(assessment.framework)
    for person in range(people):
        key = draft_key(start(assessment, group))
        for theme in framework.themes[:2]:
            save_answers(key=key, changes={framework.index[theme.dimensions[0].id]: answer})
            save_comment(key=key, theme=theme.id, text=f"{group} {person}")
        send_draft(key=key)
        comment_on_tool(key=key, assessment=assessment, text=f"{group} {person}")


def test_a_group_without_answers_has_zeros() -> None:
    assessment = open_assessment()
    send(assessment)
    tallies = group_tallies(assessment)
    assert [(tally.key, tally.pooled, int(tally.counts.sum())) for tally in tallies] == [
        ("frontline", True, 0),
        ("leaders", True, 0),
    ]


def test_only_answers_that_a_close_counted_are_in_and_cells_add_up() -> None:
    assessment = open_assessment()
    for counted in (0, 30):
        for sector in ("", "health", "education"):
            send_many(assessment, 10, sector=sector, score="4")
        frontline, leaders = group_tallies(assessment)
        assert frontline.counts[0].tolist() == [0, 0, 0, counted, 0, 0, 0, 0]
        assert not leaders.counts.any()
        assert respondents(assessment) == 30 + counted
        for stage in (Stage.CLOSED, Stage.OPEN):
            change_stage(assessment=assessment, to=stage, by=None)


def test_a_group_that_was_given_another_audience_keeps_what_it_was_asked() -> None:
    assessment = open_assessment()
    send_many(assessment, 20)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    group = group_of(assessment)
    group.audience = "young-people"
    group.save()
    tally = group_tallies(assessment)[0]
    assert sum(tally.asked) >= 40
    assert not tally.pooled


def test_participation_counts_those_who_wait_and_says_sizes() -> None:
    assessment = open_assessment()
    partnership = assessment.partnership
    partnership.staff_groups.filter(key="frontline").update(people=120)
    partnership.workforce_sizes.create(sector="health", people=300)
    send_many(assessment, 12, sector="health")
    send_many(assessment, 3, "leaders")
    for _person in range(2):
        start(assessment)
    found = participation(assessment)
    assert found.sent == 15
    assert found.by_group == {"frontline": 12, "leaders": 3}
    assert found.by_sector == {"": 3, "health": 12}
    assert found.by_locality == {"": 15}
    assert found.under_way == 2
    assert (found.people_in_group, found.people_in_sector) == ({"frontline": 120}, {"health": 300})
    assert sum(part.people for part in found) == 15


def test_participation_asks_the_same_number_of_questions_whoever_answered(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    assessment = open_assessment()
    for people in (1, 30):
        send_many(assessment, people)
        send_many(assessment, people, "leaders", sector="health")
        with django_assert_num_queries(7):
            participation(assessment)
        for queries in (1, 4) if people == 1 else (4,):
            with django_assert_num_queries(queries):
                group_tallies(assessment)
            if queries == 1:
                change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
                assert assessment.partnership, "the close looked it up anew"
        change_stage(assessment=assessment, to=Stage.OPEN, by=None)


def test_comments_are_shown_after_close_and_only_where_k_took_part() -> None:
    assessment = open_assessment()
    first, second, third = (theme.id for theme in load_pin(assessment.framework).themes[:3])
    send_with_comments(assessment, 2 * K, "frontline")
    send_with_comments(assessment, K - 1, "leaders")
    assert Comment.objects.exists()
    assert comments_to_show(assessment, first) == {}
    assert tool_comments(assessment) == []
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    shown = {theme: comments_to_show(assessment, theme) for theme in (first, second, third)}
    assert set(shown[first]) == {"frontline"}
    assert sorted(shown[first]["frontline"]) == sorted(shown[second]["frontline"])
    assert len(shown[first]["frontline"]) == 2 * K
    assert shown[third] == {}
    assert len(tool_comments(assessment)) == 3 * K - 1


def test_comments_that_came_after_a_close_wait_for_the_next() -> None:
    assessment = open_assessment()
    first = load_pin(assessment.framework).themes[0].id
    send_with_comments(assessment, 2 * K, "frontline")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    shown = comments_to_show(assessment, first)
    assert len(shown["frontline"]) == len(tool_comments(assessment)) == 2 * K
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send_with_comments(assessment, 2 * K, "frontline")
    assert Comment.objects.filter(close=2).exists()
    assert comments_to_show(assessment, first) == shown
    assert len(tool_comments(assessment)) == 2 * K
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert len(comments_to_show(assessment, first)["frontline"]) == 4 * K
    assert len(tool_comments(assessment)) == 4 * K


def test_comments_hang_on_how_many_took_part_and_not_on_what_they_scored() -> None:
    assessment = open_assessment()
    first = load_pin(assessment.framework).themes[0].id
    send_with_comments(assessment, 2 * K, "frontline", answer="d")
    send_with_comments(assessment, K - 1, "leaders")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    shown = comments_to_show(assessment, first)
    assert set(shown) == {"frontline"}
    assert len(shown["frontline"]) == 2 * K
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send_with_comments(assessment, K, "leaders")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert len(comments_to_show(assessment, first)["leaders"]) == 2 * K - 1


def test_comments_wait_with_answers_most_of_which_one_person_knows() -> None:
    assessment = open_assessment()
    first = load_pin(assessment.framework).themes[0].id
    send_with_comments(assessment, K - 1, "frontline")
    send_many(assessment, 2 * K)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert comments_to_show(assessment, first) == {}
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    send_with_comments(assessment, K, "frontline")
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    assert len(comments_to_show(assessment, first)["frontline"]) == 2 * K - 1
