"""A draft from its start to its sending: who can find it, what it takes, and when it takes nothing any more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from oneworkforce.accounts.models import Event
from oneworkforce.assessments.actions import change_stage
from oneworkforce.assessments.stages import Stage
from oneworkforce.frameworks import load
from oneworkforce.gathering.questionnaires.actions import link_for, make_links
from oneworkforce.gathering.questionnaires.drafts import (
    NothingAnswered,
    NotOpen,
    comment_on_tool,
    draft_key,
    find_draft,
    send_draft,
    start_draft,
)
from oneworkforce.gathering.questionnaires.models import Draft, DraftComment, GroupLink, ToolComment
from oneworkforce.gathering.questionnaires.saving.saves import AboutYou, save_about, save_answers, save_comment
from oneworkforce.visitors.codes import ALPHABET, tidy_code
from tests.factories import make_assessment, make_partnership
from tests.gathering.questionnaires.given import open_assessment, send, start

pytestmark = pytest.mark.django_db


def test_a_code_has_sixty_bits_and_no_letter_that_looks_like_another() -> None:
    assessment = open_assessment()
    codes = {start(assessment) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 12 and set(code) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert len(set("".join(codes))) == 32  # every symbol turns up: 600 draws miss one about once in ten million runs


def test_the_code_itself_is_kept_nowhere() -> None:
    code = start(open_assessment())
    stored = Draft.objects.values().get()
    assert stored["token_hash"] == draft_key(code) != code
    assert code not in str(stored)


@given(st.text(ALPHABET, min_size=12, max_size=12))
def test_spaces_dashes_case_and_look_alikes_are_forgiven(code: str) -> None:
    written = "-".join((code[:4], code[4:8], code[8:])).lower()
    misread = code.replace("1", "l").replace("0", "O")
    assert draft_key(f"  {written} ") == draft_key(misread) == draft_key(code) == draft_key(tidy_code(code))


def test_the_key_depends_on_the_site(settings: object) -> None:
    before = draft_key("ABCDEFGHJKMN")
    settings.SECRET_KEY = "another site's key, which is as long as it should be"  # type: ignore[attr-defined]
    assert draft_key("ABCDEFGHJKMN") != before


def test_a_draft_is_found_by_its_code_alone(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    assessment = open_assessment()
    code = start(assessment)
    with django_assert_num_queries(1):
        draft = find_draft(code.lower())
        assert draft is not None
        assert (draft.assessment, draft.staff_group.key) == (assessment, "frontline")
        assert draft.assessment.partnership == assessment.partnership
    assert find_draft("") is None
    assert find_draft("000000000000") is None
    assert find_draft(code[:-1]) is None


def test_the_sheet_says_what_the_audience_is_asked() -> None:
    partnership = make_partnership()
    partnership.staff_groups.create(key="young", name="Young people", audience="young-people")
    assessment = make_assessment(partnership)
    start(assessment, "young")
    sheet = Draft.objects.get().sheet
    assert (len(sheet), sheet.count("."), sheet.count("-")) == (44, 9, 35)


def test_saving_is_one_statement() -> None:
    key = draft_key(start(open_assessment()))
    with CaptureQueriesContext(connection) as queries:
        assert save_answers(key=key, changes={0: "1", 1: "5", 7: "d", 40: "n"})
    assert [query["sql"][:6] for query in queries] == ["UPDATE"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 43), st.sampled_from("12345dn."), min_size=1, max_size=8), max_size=5))
def test_saving_rewrites_exactly_what_was_given(steps: list[dict[int, str]]) -> None:
    key = draft_key(start(open_assessment(), "leaders"))
    expected = list("." * 44)
    for changes in steps:
        assert save_answers(key=key, changes=changes)
        for position, symbol in changes.items():
            expected[position] = symbol
        assert Draft.objects.get(pk=key).sheet == "".join(expected)


def test_what_was_not_asked_and_what_is_no_answer_are_refused() -> None:
    key = draft_key(start(open_assessment()))
    before = Draft.objects.get().sheet
    not_asked = before.index("-")
    for changes in (
        {not_asked: "3"},
        {0: "3", not_asked: "3"},
        {44: "3"},
        {-1: "3"},
        {0: "6"},
        {0: "-"},
        {0: ""},
        {0: "12"},
    ):
        with pytest.raises(ValueError):
            save_answers(key=key, changes=changes)
    assert Draft.objects.get().sheet == before


def test_nothing_is_saved_once_it_is_sent_closed_or_unknown() -> None:
    assessment = open_assessment()
    sent = send(assessment)
    open_one = draft_key(start(assessment))
    Draft.objects.filter(pk=open_one).update(sheet="1" * 44)
    for key in (sent, draft_key("000000000000")):
        assert not save_answers(key=key, changes={1: "4"})
        assert not save_about(key=key, about=AboutYou("", "north"))
        assert not save_comment(key=key, theme="complementary-roles", text="Late")
    assert save_answers(key=open_one, changes={1: "4"})
    type(assessment).objects.filter(pk=assessment.pk).update(stage=Stage.CLOSED)
    assert not save_answers(key=open_one, changes={1: "5"})
    assert not save_answers(key=open_one, changes={})
    assert not save_about(key=open_one, about=AboutYou("", "north"))
    assert not save_comment(key=open_one, theme="complementary-roles", text="Late")
    with pytest.raises(NotOpen):
        send_draft(key=open_one)
    assert Draft.objects.get(pk=open_one).sheet[1] == "4"
    assert not DraftComment.objects.exists()


def test_about_takes_known_sectors_and_localities_only() -> None:
    key = draft_key(start(open_assessment()))
    sector = load("one-childrens-workforce").sectors[0].id
    assert save_about(key=key, about=AboutYou(sector, "north"))
    draft = Draft.objects.get()
    assert (draft.sector, draft.locality) == (sector, "north")
    for sector, locality in (("mining", ""), ("", "atlantis")):
        with pytest.raises(ValueError):
            save_about(key=key, about=AboutYou(sector, locality))
    assert save_about(key=key, about=AboutYou("", ""))


def test_a_comment_is_changed_and_taken_back() -> None:
    key = draft_key(start(open_assessment()))
    for text in ("First", " Second thoughts\x00 "):
        assert save_comment(key=key, theme="complementary-roles", text=text)
    assert DraftComment.objects.get().text == "Second thoughts"
    with pytest.raises(ValueError):
        save_comment(key=key, theme="no-such-theme", text="Hello")
    with pytest.raises(ValueError):
        save_comment(key=key, theme="complementary-roles", text="x" * 2001)
    assert save_comment(key=key, theme="complementary-roles", text="  ")
    assert not DraftComment.objects.exists()


@pytest.mark.parametrize("answer", ["1", "5", "d", "n"])
def test_any_answer_is_enough_to_send(answer: str) -> None:
    key = send(open_assessment(), changes={3: answer})
    assert Draft.objects.get(pk=key).sent


def test_a_draft_with_no_answer_cannot_be_sent() -> None:
    key = draft_key(start(open_assessment()))
    with pytest.raises(NothingAnswered):
        send_draft(key=key)
    assert save_answers(key=key, changes={0: "3"})
    assert save_answers(key=key, changes={0: "."})
    with pytest.raises(NothingAnswered):
        send_draft(key=key)
    assert not Draft.objects.get().sent


def test_sending_twice_sends_once_and_leaves_no_event() -> None:
    assessment = open_assessment()
    before = Event.objects.count()
    key = send(assessment)
    send_draft(key=key)
    assert Draft.objects.filter(sent=True).count() == 1
    assert Event.objects.count() == before


def test_a_second_click_after_release_is_fine_but_a_close_is_said() -> None:
    assessment = open_assessment()
    send_draft(key=draft_key("000000000000"), assessment=assessment)
    change_stage(assessment=assessment, to=Stage.CLOSED, by=None)
    with pytest.raises(NotOpen):
        send_draft(key=draft_key("000000000000"), assessment=assessment)


def test_nothing_is_started_before_opening_or_after_close() -> None:
    for stage in (Stage.PLANNING, Stage.CLOSED):
        assessment = make_assessment(stage=stage)
        group = assessment.partnership.staff_groups.first()
        assert group is not None
        with pytest.raises(NotOpen):
            start_draft(link=link_for(assessment, group))
    assert not Draft.objects.exists()


def test_a_comment_on_the_tool_stays_with_its_draft_while_that_waits() -> None:
    assessment = open_assessment()
    key = send(assessment)
    comment_on_tool(key=key, assessment=assessment, text="Quick to fill in")
    comment_on_tool(key=key, assessment=assessment, text="Quick to fill in")
    assert Draft.objects.get().tool_comment == "Quick to fill in"
    assert not ToolComment.objects.exists()
    for gone in (None, draft_key("000000000000")):
        comment_on_tool(key=gone, assessment=assessment, text="Too long")
    comment_on_tool(key=None, assessment=assessment, text="  ")
    assert ToolComment.objects.count() == 2


def test_opening_makes_a_link_for_each_group_once() -> None:
    assessment = make_assessment(stage=Stage.PLANNING)
    assert not GroupLink.objects.exists()
    change_stage(assessment=assessment, to=Stage.OPEN, by=None)
    links = {link.staff_group.key: link.code for link in assessment.group_links.all()}
    assert set(links) == {"frontline", "leaders"}
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in links.values())
    make_links(assessment)
    assert {link.staff_group.key: link.code for link in assessment.group_links.all()} == links


def test_a_group_that_came_later_gets_its_link_when_it_is_asked_for() -> None:
    assessment = open_assessment()
    group = assessment.partnership.staff_groups.create(key="volunteers", name="Volunteers", audience="frontline")
    assert link_for(assessment, group) == link_for(assessment, group)
    stranger = make_partnership().staff_groups.first()
    assert stranger is not None
    with pytest.raises(ValueError):
        link_for(assessment, stranger)


@pytest.mark.parametrize(("closes_on", "is_saved"), [(date(2020, 1, 31), False), (date(2099, 1, 31), True)])
def test_nothing_is_saved_after_the_last_day_though_nobody_has_looked_since(closes_on: date, is_saved: bool) -> None:
    assessment = open_assessment()
    key = draft_key(start(assessment))
    assessment.closes_on = closes_on
    assessment.save()
    assert Draft.objects.get().assessment.stage == Stage.OPEN
    assert save_answers(key=key, changes={0: "3"}) is is_saved
    assert save_comment(key=key, theme="outcome-focus", text="Late") is is_saved
    assert (Draft.objects.get().sheet[0] == "3") is is_saved
